import { useState } from 'react';
import { failed } from '../../shared/base/result.ts';
import { problemOf, type Problem } from './problem.ts';

export type Task = {
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  /** Runs `work` and keeps what went wrong. One at a time: asked while busy, it does nothing. */
  readonly run: (work: () => Promise<Problem | undefined>) => Promise<void>;
  readonly forget: () => void;
};

/** Something a person asked for that takes a moment: whether it runs, and what went wrong. */
export function useTask(): Task {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const run = async (work: () => Promise<Problem | undefined>) => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    const outcome = await work().catch((thrown: unknown) => problemOf(failed(thrown)));
    setBusy(false);
    setProblem(outcome);
  };
  return {
    busy,
    problem,
    run,
    forget: () => {
      setProblem(undefined);
    },
  };
}
