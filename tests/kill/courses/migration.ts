import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../../scripts/run.mjs';
import { freshFolders, startProgram, type RunningProgram } from '../../e2e/program.ts';
import { unlock } from '../../e2e/pages/unlock-page.ts';
import type { CourseKind } from '../course.ts';
import { countEntries } from '../screens.ts';
import { passphrase } from '../vault-template.ts';

const fixture = path.join(root, 'tests', 'fixtures', 'vaults', 'v1', 'IndexedDB');

/** A vault that the first program made, brought to the form of today while it is opened. */
export const migrationCourse: CourseKind = {
  name: 'migration',
  async begin() {
    const folders = await freshFolders();
    let program: RunningProgram | undefined;
    let expected: number | undefined;

    return {
      name: 'migration',
      async ready() {
        await program?.kill();
        await rm(folders.profile, { recursive: true, force: true });
        await cp(fixture, path.join(folders.profile, 'IndexedDB'), { recursive: true });
        program = await startProgram(folders);
        return program;
      },
      act: ({ window }) => unlock(window, passphrase),
      async check() {
        program = await startProgram(folders);
        await unlock(program.window, passphrase);
        const found = await countEntries(program.window);
        expected ??= found;
        if (found === 0 || found !== expected) {
          throw new Error(`${String(found)} entries, not ${String(expected)}`);
        }
        return `${String(found)} entries`;
      },
      async end() {
        await program?.kill();
        await folders.remove();
      },
    };
  },
};
