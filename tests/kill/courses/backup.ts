import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Decrypter } from 'age-encryption';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright';
import { addRecordsPage } from '../../e2e/pages/add-records-page.ts';
import { openSettings } from '../../e2e/pages/settings-page.ts';
import { freshFolders, type RunningProgram } from '../../e2e/program.ts';
import { goTo } from '../../e2e/pages/places.ts';
import { see } from '../../e2e/pages/see.ts';
import { ukPatientPath, ukPatientSources } from '../../provider/server.ts';
import { backupIdentityOf } from '../../../renderer/vault/backup/identity.ts';
import { readRecoveryCode } from '../../../renderer/vault/slots/mistyped-group.ts';
import type { CourseKind } from '../course.ts';
import { makeTemplate, startOpen, startWhole } from '../vault-template.ts';
import { assertHolds } from '../whole-record.ts';

/** How many backups are made in one go. */
const times = 3;

/** Backups made one after the other: what lies in the folder is whole, and the newest that was told is there. */
export const backupCourse: CourseKind = {
  name: 'backup',
  async begin() {
    const template = await makeTemplate(({ window }) => addAll(window));
    const folders = await freshFolders();
    await template.copyTo(folders);
    const own = path.join(folders.profile, 'backups');
    const { identity } = await backupIdentityOf(await readRecoveryCode(template.recoveryCode));
    let program: RunningProgram | undefined;
    let newestTold: string | undefined;

    return {
      name: 'backup',
      async ready() {
        program ??= await startOpen(folders);
        await openSettings(program.window, 'Backups');
        return program;
      },
      async act({ window }) {
        for (let time = 0; time < times; time += 1) {
          await backUp(window);
          newestTold = (await namesIn(own)).at(-1);
        }
      },
      async check() {
        const opened = await startWhole(folders);
        program = opened.program;
        assertHolds(opened.record, template.content);
        await openSettings(program.window, 'Backups');
        const names = await namesIn(own);
        for (const name of names) await readBackup(path.join(own, name), identity);
        if (newestTold !== undefined && !names.some((name) => name >= (newestTold ?? ''))) {
          throw new Error('the newest backup that was told is not there');
        }
        // What the kill left half-written, the next backup takes away.
        await backUp(program.window);
        const parts = (await readdir(own).catch(() => [])).filter((name) => name.endsWith('.part'));
        if (parts.length > 0) throw new Error('a half-written file was left behind');
        return `${String(names.length)} backups, all whole`;
      },
      async end() {
        await program?.kill();
        await template.remove();
        await folders.remove();
      },
    };
  },
};

async function addAll(window: Page): Promise<void> {
  for (const source of ukPatientSources) {
    await goTo(window, 'Add records');
    await addRecordsPage(window).addFiles(ukPatientPath(source));
    await addRecordsPage(window).outcome();
  }
}

async function backUp(window: Page): Promise<void> {
  const button = window.getByRole('button', { name: 'Back up now' });
  await see(window, button);
  // The click itself changes what the button says, until the backup is there.
  await button.click();
  await see(window, button);
}

/** The finished backups of a folder, oldest first: their names begin with when they were made. */
async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.age')).sort();
}

/** @throws Error where a backup does not open to its last byte */
async function readBackup(file: string, identity: string): Promise<void> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const files = unzipSync(await decrypter.decrypt(await readFile(file)));
  if (files['manifest.json'] === undefined) throw new Error('a backup has no manifest');
}
