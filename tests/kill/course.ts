import type { RunningProgram } from '../e2e/program.ts';

/**
 * One thing that a person does and that a power cut may interrupt. A course goes on through many kills: what `check`
 * opened is where `ready` goes on, so that damage would add up and be seen.
 */
export type Course = {
  readonly name: string;
  /** Brings the program to where the action begins. */
  ready(): Promise<RunningProgram>;
  /** Does the action until it is over, remembering all that the page was told is done. It fails when the program is ended. */
  act(program: RunningProgram): Promise<void>;
  /**
   * Starts the program again after the kill and looks at everything that was ever told done.
   * Answers what was seen, in a few words. @throws Error where something is missing, half, or there twice
   */
  check(): Promise<string>;
  /**
   * After the last moment: goes on with what it left half done, to the end, and looks again. Answers in a few words what
   * the course came to try, so that a run which never did can be seen. @throws Error as `check`
   */
  conclude?(): Promise<string>;
  /** Closes what is open and removes what was made. */
  end(): Promise<void>;
};

/** A course by the name that `--only` takes, and how to begin it. */
export type CourseKind = { readonly name: string; begin(): Promise<Course> };
