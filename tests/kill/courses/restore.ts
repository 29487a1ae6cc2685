import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addRecordsPage } from '../../e2e/pages/add-records-page.ts';
import { answerOpenDialog } from '../../e2e/far-edge.ts';
import { bringBackPage } from '../../e2e/pages/bring-back-page.ts';
import { goTo } from '../../e2e/pages/places.ts';
import { headingOf, see } from '../../e2e/pages/see.ts';
import { peoplePage } from '../../e2e/pages/people-page.ts';
import { lockedHeading, unlock, unlockPage } from '../../e2e/pages/unlock-page.ts';
import { openSettings } from '../../e2e/pages/settings-page.ts';
import { freshFolders, startProgram, type RunningProgram } from '../../e2e/program.ts';
import { ukPatientPath } from '../../provider/server.ts';
import type { CourseKind } from '../course.ts';
import { makeTemplate, passphrase } from '../vault-template.ts';
import { assertHolds, openWhole } from '../whole-record.ts';

const newPassphrase = 'seven loud ducks asleep';
const nickname = 'Blue';

/** A backup brought back beside the record that is there: afterwards there is the old one, or both whole. */
export const restoreCourse: CourseKind = {
  name: 'restore',
  async begin() {
    const stick = await mkdtemp(path.join(tmpdir(), 'phr-stick-'));
    const backup = path.join(stick, 'backup.age');
    const template = await makeTemplate(async ({ window, folders }) => {
      await goTo(window, 'Add records');
      await addRecordsPage(window).addFiles(ukPatientPath('gp'));
      await addRecordsPage(window).outcome();
      await openSettings(window, 'Backups');
      await window.getByRole('button', { name: 'Back up now' }).click();
      await see(window, window.getByText('The last backup worked'));
      const own = path.join(folders.profile, 'backups');
      const [made = ''] = (await readdir(own)).filter((name) => name.endsWith('.age'));
      await copyFile(path.join(own, made), backup);
    });
    const folders = await freshFolders();
    let program: RunningProgram | undefined;
    let isTold = false;

    return {
      name: 'restore',
      async ready() {
        await program?.kill();
        await template.copyTo(folders);
        program = await startProgram(folders);
        isTold = false;
        const { app, window } = program;
        await answerOpenDialog(app, backup);
        await unlockPage(window).seen();
        await window.getByRole('button', { name: 'Bring back a backup' }).click();
        const page = bringBackPage(window);
        await page.chooseFile();
        await page.typeCode(template.recoveryCode);
        await page.typePassphrase(newPassphrase);
        await page.typeNickname(nickname);
        return program;
      },
      async act({ window }) {
        await bringBackPage(window).bringBack(60_000);
        isTold = true;
      },
      async check() {
        program = await startProgram(folders);
        const { window } = program;
        const people = headingOf(window, 'Who are you?');
        await see(window, people.or(headingOf(window, lockedHeading)));
        const isNew = await people.isVisible();
        if (isTold && !isNew) throw new Error('told as brought back, and it is not there');
        assertHolds(await openWhole(window, { passphrase }), template.content);
        if (isNew) {
          const brought = { passphrase: newPassphrase, nickname };
          assertHolds(await openWhole(window, brought), template.content);
          await peoplePage(window).choose(nickname);
        }
        await unlock(window, isNew ? newPassphrase : passphrase);
        const count = String(template.content.length);
        return isNew ? `both, with ${count} entries each` : `the old one alone, ${count} entries`;
      },
      async end() {
        await program?.kill();
        await template.remove();
        await folders.remove();
        await rm(stick, { recursive: true, force: true });
      },
    };
  },
};
