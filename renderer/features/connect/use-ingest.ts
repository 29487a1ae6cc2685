import { useState } from 'react';
import type { SourceId } from '../../../shared/record/card.ts';
import { defined } from '../../../shared/base/defined.ts';
import type { Result } from '../../../shared/base/result.ts';
import { useNavigation } from '../../app/navigation.ts';
import type { Problem } from '../../app/problem.ts';
import { failed } from '../../../shared/base/result.ts';
import type {
  Difference,
  FileOutcome,
  FilesOptions,
  Ingested,
  IngestOptions,
  NamedDocument,
  OnProgress,
  Progress,
  Stored,
} from '../../vault/api-files.ts';

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
      /** Tells whether to add it all the same. */
      readonly decide: (add: boolean) => void;
    }
  | { readonly state: 'done'; readonly outcomes: readonly Outcome[] };

type Asking = {
  /** Shows that it runs, and how far it is. */
  readonly running: (job: Running) => OnProgress;
  /** Asks whether to add what looks like another person's all the same. */
  readonly decision: (name: string, differences: readonly Difference[]) => Promise<boolean>;
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
    decision: (name, differences) =>
      new Promise((decide) => {
        setIngest({ state: 'held', name, differences, decide });
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
    start: (job) => show(takeDownload(job, asking)),
    startFiles: (job) => show(takeFiles(job, asking)),
    reset: () => {
      setIngest({ state: 'idle' });
    },
  };
}

async function takeDownload(job: IngestJob, asking: Asking): Promise<readonly Outcome[]> {
  const { name, source } = job;
  const attempt = (acceptOtherPerson: boolean) =>
    job.run({ acceptOtherPerson }, asking.running(job)).catch(failed);
  let answer = await attempt(false);
  if (answer.ok && answer.value.kind === 'held') {
    if (!(await asking.decision(name, answer.value.differences))) {
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
async function takeFiles(job: FilesJob, asking: Asking): Promise<readonly Outcome[]> {
  const attempt = (options: FilesOptions) => job.run(options, asking.running(job)).catch(failed);
  const first = await attempt({ acceptOtherPerson: false });
  if (!first.ok) return [{ name: job.name, kind: 'failed', problem: first }];
  const outcomes: Outcome[] = first.value.filter((one) => one.outcome !== 'held').map(outcomeOf);
  for (const { paths, differences } of heldTogether(first.value)) {
    const [name = ''] = paths;
    if (await asking.decision(name, differences)) {
      const answer = await attempt({ acceptOtherPerson: true, only: paths });
      outcomes.push(
        ...(answer.ok
          ? answer.value.map(outcomeOf)
          : paths.map((path): Outcome => ({ name: path, kind: 'failed', problem: answer }))),
      );
    } else outcomes.push(...paths.map((path): Outcome => ({ name: path, kind: 'declined' })));
  }
  return outcomes;
}

function outcomeOf(file: FileOutcome): Outcome {
  const name = file.path;
  switch (file.outcome) {
    case 'stored':
      return { name, kind: 'stored', ...defined({ stored: file.stored, document: file.document }) };
    case 'held':
      return { name, kind: 'declined' };
    case 'refused':
      return { name, kind: 'failed', problem: file };
    case 'link':
      return { name, kind: 'link', link: file.link };
  }
}

type Held = { readonly paths: readonly string[]; readonly differences: readonly Difference[] };

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
