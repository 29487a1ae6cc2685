import { useState } from 'react';
import type { Problem } from '../../app/problem.ts';
import { useTask, type Task } from '../../app/use-task.ts';
import type { Proof } from '../../vault/api.ts';
import { noProof, proofOf, type TypedProof } from './proof.ts';

/** A form that only the owner may send. */
export type Asking = {
  readonly task: Task;
  readonly proof: TypedProof;
  readonly setProof: (proof: TypedProof) => void;
  /** Whether it was sent already, so that what is missing is said at the fields. */
  readonly asked: boolean;
  /** Runs `work` once the proof was typed and `complete` holds. */
  readonly send: (
    complete: boolean,
    work: (proof: Proof) => Promise<Problem | undefined>,
  ) => Promise<void>;
};

/** Keeps what such a form needs: the proof, whether it was sent, what went wrong. */
export function useAsking(): Asking {
  const task = useTask();
  const [typed, setTyped] = useState(noProof);
  const [asked, setAsked] = useState(false);
  return {
    task,
    proof: typed,
    setProof: setTyped,
    asked,
    send: async (complete, work) => {
      setAsked(true);
      const proof = proofOf(typed);
      if (proof === undefined || !complete) return;
      await task.run(() => work(proof));
    },
  };
}
