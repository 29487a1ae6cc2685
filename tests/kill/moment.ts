import { setTimeout as after } from 'node:timers/promises';
import type { Course } from './course.ts';

/** What became of one kill. */
export type MomentResult = {
  readonly course: string;
  /** How long after the action began, in milliseconds. */
  readonly at: number;
  readonly seconds: number;
  /** What was seen after the restart, or what was wrong. */
  readonly words: string;
  readonly isGood: boolean;
};

/** How long the action takes when nobody interrupts it, in milliseconds. */
export async function measureAction(course: Course): Promise<number> {
  const program = await course.ready();
  const began = performance.now();
  await course.act(program);
  const took = performance.now() - began;
  await program.kill();
  await course.check();
  return took;
}

/** Ends the program `at` milliseconds after the action began, starts it again and looks. */
export async function killAt(course: Course, at: number): Promise<MomentResult> {
  const began = performance.now();
  const result = (isGood: boolean, words: string): MomentResult => ({
    course: course.name,
    at: Math.round(at),
    seconds: (performance.now() - began) / 1000,
    words,
    isGood,
  });
  try {
    await interrupt(course, at);
    return result(true, await course.check());
  } catch (thrown) {
    return result(false, wordsOf(thrown));
  }
}

/** What a course says after its last moment; a fault there counts as one moment more. */
export async function conclude(course: Course): Promise<MomentResult | undefined> {
  const began = performance.now();
  if (course.conclude === undefined) return undefined;
  const words = await course.conclude().then(
    (said) => ({ isGood: true, words: said }),
    (thrown: unknown) => ({ isGood: false, words: wordsOf(thrown) }),
  );
  return { course: course.name, at: 0, seconds: (performance.now() - began) / 1000, ...words };
}

function wordsOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The action's own failure counts where it came before the kill. */
async function interrupt(course: Course, at: number): Promise<void> {
  const program = await course.ready();
  let isKilled = false;
  let fault: unknown;
  const action = course.act(program).catch((thrown: unknown) => {
    if (!isKilled) fault = thrown;
  });
  await after(at);
  isKilled = true;
  await program.kill();
  await action;
  if (fault !== undefined) throw fault as Error; // what a promise of ours was rejected with
}
