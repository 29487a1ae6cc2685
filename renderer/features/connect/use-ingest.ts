import { useState } from 'react';
import type { SourceId } from '../../../shared/record/card.ts';
import { defined } from '../../../shared/base/defined.ts';
import type { Result } from '../../../shared/base/result.ts';
import { useNavigation } from '../../program/navigation.ts';
import type { Problem } from '../../program/problem.ts';
import { failed } from '../../../shared/base/result.ts';
import type {
  Difference,
  FileOutcome,
  FilesOptions,
  Ingested,
  IngestOptions,
  NamedDocument,
  OnProgress,
  PersonInFile,
  Progress,
  Stored,
} from '../../vault/api/files.ts';

/** What runs, as the person sees it. */
export type Running = {
  readonly name: string;
  /** The source of a service, which can be signed in to again. */
  readonly source?: SourceId;
  /** Stops it between two steps. What is stored stays. */
  readonly cancel: () => void;
};

/** A download to take in. */
export type IngestJob = Running & {
  readonly run: (options: IngestOptions, progress: OnProgress) => Promise<Result<Ingested>>;
  /** Called when the person did not want it, because it is about somebody else. */
  readonly declined?: () => Promise<unknown>;
};

/** Files to take in. */
export type FilesJob = Running & {
  readonly run: (
    options: FilesOptions,
    progress: OnProgress,
  ) => Promise<Result<readonly FileOutcome[]>>;
};

export type Outcome = { readonly name: string } & (
  | { readonly kind: 'stored'; readonly stored: Stored; readonly document?: NamedDocument }
  | { readonly kind: 'declined' }
  | { readonly kind: 'failed'; readonly problem: Problem; readonly source?: SourceId }
  | { readonly kind: 'link'; readonly link: string }
);

export type Ingest =
  | { readonly state: 'idle' }
  | { readonly state: 'running'; readonly job: Running; readonly progress?: Progress }
  | {
      readonly state: 'held';
      readonly name: string;
      readonly differences: readonly Difference[];
      /** A service's record, or a file. */
      readonly of: 'service' | 'file';
      /** Tells whether to add it all the same. */
      readonly decide: (add: boolean) => void;
    }
  | {
      readonly state: 'several';
      /** The files that are about these people. */
      readonly names: readonly string[];
      readonly people: readonly PersonInFile[];
      /** Tells whose entries to add; nobody's without an id. */
      readonly choose: (id: string | undefined) => void;
    }
  | { readonly state: 'done'; readonly outcomes: readonly Outcome[] };

type Asking = {
  /** Shows that it runs, and how far it is. */
  readonly running: (job: Running) => OnProgress;
  /** Asks whether to add what looks like another person's all the same. */
  readonly decision: (
    name: string,
    differences: readonly Difference[],
    of: 'service' | 'file',
  ) => Promise<boolean>;
  /** Asks whose entries to add, of those whom files are about. */
  readonly choice: (several: Several) => Promise<string | undefined>;
};

/** Takes in a download or files; asks the person where something looks like somebody else's record. */
export function useIngest(): {
  readonly ingest: Ingest;
  readonly start: (job: IngestJob) => Promise<void>;
  readonly startFiles: (job: FilesJob) => Promise<void>;
  readonly reset: () => void;
} {
  const { stay } = useNavigation();
  const [ingest, setIngest] = useState<Ingest>({ state: 'idle' });
  const asking: Asking = {
    running: (job) => {
      setIngest({ state: 'running', job });
      return (progress) => {
        // What is said of one that has ended meanwhile comes too late.
        setIngest((now) =>
          now.state === 'running' && now.job === job ? { ...now, progress } : now,
        );
      };
    },
    decision: (name, differences, of) =>
      new Promise((decide) => {
        setIngest({ state: 'held', name, differences, of, decide });
      }),
    choice: ({ paths, people }) =>
      new Promise((choose) => {
        setIngest({ state: 'several', names: paths, people, choose });
      }),
  };
  const show = async (work: Promise<readonly Outcome[]>) => {
    stay(true);
    const outcomes = await work;
    stay(false);
    setIngest({ state: 'done', outcomes });
  };
  return {
    ingest,
    start: (job) => show(askDownload(job, asking)),
    startFiles: (job) => show(askFiles(job, asking)),
    reset: () => {
      setIngest({ state: 'idle' });
    },
  };
}

async function askDownload(job: IngestJob, asking: Asking): Promise<readonly Outcome[]> {
  const { name, source } = job;
  const attempt = (acceptOtherPerson: boolean) =>
    job.run({ acceptOtherPerson }, asking.running(job)).catch(failed);
  let answer = await attempt(false);
  if (answer.ok && answer.value.kind === 'held') {
    if (!(await asking.decision(name, answer.value.differences, 'service'))) {
      await job.declined?.();
      return [{ name, kind: 'declined' }];
    }
    answer = await attempt(true);
  }
  if (!answer.ok) {
    const problem = { name, kind: 'failed', problem: answer } as const;
    return [source === undefined ? problem : { ...problem, source }];
  }
  return answer.value.kind === 'stored'
    ? [{ name, kind: 'stored', stored: answer.value }]
    : [{ name, kind: 'declined' }];
}

/** First all that can be taken in without a question; then the person is asked for what is left, once for what belongs together. */
async function askFiles(job: FilesJob, asking: Asking): Promise<readonly Outcome[]> {
  const attempt = (options: FilesOptions) => job.run(options, asking.running(job)).catch(failed);
  const first = await attempt({ acceptOtherPerson: false });
  if (!first.ok) return [{ name: job.name, kind: 'failed', problem: first }];
  const outcomes = await afterHeld(first.value, {}, { attempt, asking });
  for (const several of severalTogether(first.value)) {
    const { paths } = several;
    const person = await asking.choice(several);
    const chosen = { only: paths, ...defined({ person }) };
    const answer =
      person === undefined ? undefined : await attempt({ acceptOtherPerson: false, ...chosen });
    if (answer === undefined) outcomes.push(...declined(paths));
    else if (!answer.ok) outcomes.push(...allFailed(paths, answer));
    else outcomes.push(...(await afterHeld(answer.value, chosen, { attempt, asking })));
  }
  return outcomes;
}

type Attempting = {
  readonly attempt: (options: FilesOptions) => Promise<Result<readonly FileOutcome[]>>;
  readonly asking: Asking;
};

/** What became of files, once the person has said what to do with those that look like somebody else's. */
async function afterHeld(
  taken: readonly FileOutcome[],
  chosen: Partial<FilesOptions>,
  { attempt, asking }: Attempting,
): Promise<Outcome[]> {
  const outcomes = taken.flatMap((one) => outcomeOf(one) ?? []);
  for (const { paths, differences } of heldTogether(taken)) {
    const [name = ''] = paths;
    if (await asking.decision(name, differences, 'file')) {
      const answer = await attempt({ ...chosen, acceptOtherPerson: true, only: paths });
      outcomes.push(
        ...(answer.ok
          ? answer.value.flatMap((one) => outcomeOf(one) ?? [])
          : allFailed(paths, answer)),
      );
    } else outcomes.push(...declined(paths));
  }
  return outcomes;
}

function declined(paths: readonly string[]): Outcome[] {
  return paths.map((name) => ({ name, kind: 'declined' }));
}

function allFailed(paths: readonly string[], problem: Problem): Outcome[] {
  return paths.map((name) => ({ name, kind: 'failed', problem }));
}

/** What became of a file; nothing yet, where the person is asked first. */
function outcomeOf(file: FileOutcome): Outcome | undefined {
  const name = file.path;
  switch (file.outcome) {
    case 'stored':
      return { name, kind: 'stored', ...defined({ stored: file.stored, document: file.document }) };
    case 'held':
    case 'several':
      return undefined;
    case 'refused':
      return { name, kind: 'failed', problem: file };
    case 'link':
      return { name, kind: 'link', link: file.link };
  }
}

type Held = { readonly paths: readonly string[]; readonly differences: readonly Difference[] };

type Several = { readonly paths: readonly string[]; readonly people: readonly PersonInFile[] };

/** Files about the same people: one question for all of them. */
function severalTogether(outcomes: readonly FileOutcome[]): readonly Several[] {
  const groups = new Map<string, Several>();
  for (const one of outcomes) {
    if (one.outcome !== 'several') continue;
    const { path, people } = one;
    const all = JSON.stringify(people);
    groups.set(all, { paths: [...(groups.get(all)?.paths ?? []), path], people });
  }
  return [...groups.values()];
}

/** Files that differ in the same way are about the same other person: one question for all of them. */
function heldTogether(outcomes: readonly FileOutcome[]): readonly Held[] {
  const groups = new Map<string, Held>();
  for (const one of outcomes) {
    if (one.outcome !== 'held') continue;
    const { path, differences } = one;
    const other = JSON.stringify(differences);
    groups.set(other, { paths: [...(groups.get(other)?.paths ?? []), path], differences });
  }
  return [...groups.values()];
}
