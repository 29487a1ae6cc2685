import { setTimeout as after } from 'node:timers/promises';
import { killTree } from '../e2e/processes.ts';
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
  await killProgram(program);
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
    return result(false, thrown instanceof Error ? thrown.message : String(thrown));
  }
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
  await killProgram(program);
  await action;
  if (fault !== undefined) throw fault as Error; // what a promise of ours was rejected with
}

async function killProgram({ app }: Awaited<ReturnType<Course['ready']>>): Promise<void> {
  const { pid } = app.process();
  if (pid === undefined) throw new Error('the program has no process');
  await killTree(pid);
}
