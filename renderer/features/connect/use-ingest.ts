import { useState } from 'react';
import type { SourceId } from '../../../shared/record/card.ts';
import type { Result } from '../../../shared/base/result.ts';
import { useNavigation } from '../../app/navigation.ts';
import type { Problem } from '../../app/problem.ts';
import { failed } from '../../../shared/base/result.ts';
import type { Difference, Ingested, IngestOptions, OnProgress, Progress } from '../../vault/api.ts';

/** One download or one file to take in. */
export type IngestJob = {
  readonly name: string;
  /** The source of a service, which can be signed in to again. */
  readonly source?: SourceId;
  readonly run: (options: IngestOptions, progress: OnProgress) => Promise<Result<Ingested>>;
  /** Called when the person did not want it, because it is about somebody else. */
  readonly declined?: () => Promise<unknown>;
  /** Stops it between two steps; absent where there is nothing to stop. */
  readonly cancel?: () => void;
};

export type Stored = Extract<Ingested, { kind: 'stored' }>;

export type Outcome = { readonly name: string } & (
  | { readonly kind: 'stored'; readonly stored: Stored }
  | { readonly kind: 'declined' }
  | { readonly kind: 'failed'; readonly problem: Problem; readonly source?: SourceId }
);

export type Ingest =
  | { readonly state: 'idle' }
  | { readonly state: 'running'; readonly job: IngestJob; readonly progress?: Progress }
  | {
      readonly state: 'held';
      readonly name: string;
      readonly differences: readonly Difference[];
      /** Tells whether to add it all the same. */
      readonly decide: (add: boolean) => void;
    }
  | { readonly state: 'done'; readonly outcomes: readonly Outcome[] };

/** Takes in one job after the other; asks the person where one looks like somebody else's record. */
export function useIngest(): {
  readonly ingest: Ingest;
  readonly start: (jobs: readonly IngestJob[]) => Promise<void>;
  readonly reset: () => void;
} {
  const { stay } = useNavigation();
  const [ingest, setIngest] = useState<Ingest>({ state: 'idle' });

  const attempt = (job: IngestJob, acceptOtherPerson: boolean) => {
    setIngest({ state: 'running', job });
    return job
      .run({ acceptOtherPerson }, (progress) => {
        setIngest({ state: 'running', job, progress });
      })
      .catch(failed);
  };
  const decision = (name: string, differences: readonly Difference[]) =>
    new Promise<boolean>((decide) => {
      setIngest({ state: 'held', name, differences, decide });
    });
  const takeIn = async (job: IngestJob): Promise<Outcome> => {
    const { name, source } = job;
    let answer = await attempt(job, false);
    if (answer.ok && answer.value.kind === 'held') {
      if (!(await decision(name, answer.value.differences))) {
        await job.declined?.();
        return { name, kind: 'declined' };
      }
      answer = await attempt(job, true);
    }
    if (!answer.ok) {
      const problem = { name, kind: 'failed', problem: answer } as const;
      return source === undefined ? problem : { ...problem, source };
    }
    return answer.value.kind === 'stored'
      ? { name, kind: 'stored', stored: answer.value }
      : { name, kind: 'declined' };
  };

  const start = async (jobs: readonly IngestJob[]) => {
    stay(true);
    const outcomes: Outcome[] = [];
    for (const job of jobs) outcomes.push(await takeIn(job));
    stay(false);
    setIngest({ state: 'done', outcomes });
  };
  return {
    ingest,
    start,
    reset: () => {
      setIngest({ state: 'idle' });
    },
  };
}
