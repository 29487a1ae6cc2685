import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../../scripts/run.mjs';
import { freshFolders, startProgram, type RunningProgram } from '../../e2e/program.ts';
import { unlock } from '../../e2e/pages/unlock-page.ts';
import type { CourseKind } from '../course.ts';
import { passphrase } from '../vault-template.ts';
import { assertHolds, contentOf, openWhole } from '../whole-record.ts';

const fixture = path.join(root, 'tests', 'fixtures', 'vaults', 'v1', 'IndexedDB');

/** A vault that the first program made, brought to the form of today while it is opened. */
export const migrationCourse: CourseKind = {
  name: 'migration',
  async begin() {
    const folders = await freshFolders();
    let program: RunningProgram | undefined;
    let content: readonly string[] | undefined;

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
        const record = await openWhole(program.window, { passphrase });
        // As it was where nobody interrupted.
        content ??= contentOf(record);
        if (content.length === 0) throw new Error('there is nothing in it');
        assertHolds(record, content);
        await unlock(program.window, passphrase);
        return `${String(content.length)} entries`;
      },
      async end() {
        await program?.kill();
        await folders.remove();
      },
    };
  },
};
