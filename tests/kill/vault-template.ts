import { cp, rm } from 'node:fs/promises';
import { lock } from '../e2e/pages/places.ts';
import { setUp } from '../e2e/pages/set-up-page.ts';
import { unlock } from '../e2e/pages/unlock-page.ts';
import {
  freshFolders,
  startProgram,
  type ProgramFolders,
  type RunningProgram,
} from '../e2e/program.ts';
import { contentOf, openWhole, type WholeRecord } from './whole-record.ts';

export const passphrase = 'four quiet herons wading';

/** A profile with a record in it that can be had again and again without setting it up anew. */
export type Template = {
  readonly recoveryCode: string;
  /** All that is in the record, to the letter. @see contentOf */
  readonly content: readonly string[];
  /** Puts a fresh copy where `folders` are. The program must not run there. */
  copyTo(folders: ProgramFolders): Promise<void>;
  remove(): Promise<void>;
};

/** Sets a record up in the real program, lets `fill` put things in, and keeps the profile. */
export async function makeTemplate(
  fill: (program: RunningProgram) => Promise<void>,
): Promise<Template> {
  const folders = await freshFolders();
  const program = await startProgram(folders);
  const recoveryCode = await setUp(program.window, passphrase);
  await fill(program);
  await lock(program.window);
  const content = contentOf(await openWhole(program.window, { passphrase }));
  await program.close();
  return {
    recoveryCode,
    content,
    remove: () => folders.remove(),
    async copyTo({ profile }) {
      await rm(profile, { recursive: true, force: true });
      await cp(folders.profile, profile, { recursive: true });
    },
  };
}

/** As `startOpen`, after every part of the record was opened and checked. @throws Error where a part is damaged */
export async function startWhole(
  folders: ProgramFolders,
): Promise<{ readonly program: RunningProgram; readonly record: WholeRecord }> {
  const program = await startProgram(folders);
  const record = await openWhole(program.window, { passphrase });
  await unlock(program.window, passphrase);
  return { program, record };
}

/** Starts the program and opens its record. */
export async function startOpen(folders: ProgramFolders): Promise<RunningProgram> {
  const program = await startProgram(folders);
  await unlock(program.window, passphrase);
  return program;
}
