import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Problem } from '../../program/problem.ts';
import { useTask, type Task } from '../../program/use-task.ts';
import type { Proof } from '../../vault/api/people.ts';
import { noProof, proofOf, type TypedProof } from './proof.ts';

/** A form that only the owner may send. */
export type Asking = {
  readonly task: Task;
  readonly proof: TypedProof;
  readonly setProof: (proof: TypedProof) => void;
  /** Whether it was sent already, so that what is missing is said at the fields. */
  readonly asked: boolean;
  /** To be set around the fields: the first one that is wrong takes the focus when the form is sent. */
  readonly area: RefObject<HTMLDivElement | null>;
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
  const [tries, setTries] = useState(0);
  const area = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (tries === 0) return;
    area.current?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);

  return {
    task,
    proof: typed,
    setProof: setTyped,
    asked: tries > 0,
    area,
    send: async (complete, work) => {
      setTries((count) => count + 1);
      const proof = proofOf(typed);
      if (proof === undefined || !complete) return;
      await task.run(() => work(proof));
    },
  };
}
