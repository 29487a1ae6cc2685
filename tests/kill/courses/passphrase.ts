import type { Page } from 'playwright';
import { freshFolders, startProgram, type RunningProgram } from '../../e2e/program.ts';
import { addRecordsPage } from '../../e2e/pages/add-records-page.ts';
import { goTo, lock } from '../../e2e/pages/places.ts';
import { ShownProblem } from '../../e2e/pages/see.ts';
import { unlock } from '../../e2e/pages/unlock-page.ts';
import { waysInPage } from '../../e2e/pages/ways-in-page.ts';
import { ukPatientPath } from '../../provider/server.ts';
import type { CourseKind } from '../course.ts';
import { makeTemplate, passphrase as firstPassphrase, startOpen } from '../vault-template.ts';
import { assertHolds, openWhole } from '../whole-record.ts';

/** A passphrase changed: before and after exactly one opens, and once it was told the new one does. */
export const passphraseCourse: CourseKind = {
  name: 'passphrase',
  async begin() {
    const template = await makeTemplate(addRecord);
    const folders = await freshFolders();
    await template.copyTo(folders);
    let program: RunningProgram | undefined;
    let changes = 0;
    let now = firstPassphrase;
    let next = firstPassphrase;
    let isTold = false;

    return {
      name: 'passphrase',
      async ready() {
        program ??= await startOpen(folders);
        await waysInPage(program.window).open();
        changes += 1;
        next = `four quiet herons wading ${String(changes)} times`;
        isTold = false;
        return program;
      },
      async act({ window }) {
        await waysInPage(window).change('Passphrase', { proof: now, passphrase: next });
        isTold = true;
      },
      async check() {
        program = await startProgram(folders);
        const { window } = program;
        const [first, second] = isTold ? [next, now] : [now, next];
        const opens = (await canUnlock(window, first)) ? first : second;
        if (isTold && opens !== next)
          throw new Error('told as changed, and the new one opens nothing');
        if (opens === second && !(await canUnlock(window, second))) {
          throw new Error('neither the old nor the new passphrase opens the record');
        }
        const other = opens === next ? now : next;
        await lock(window);
        if (await canUnlock(window, other)) throw new Error('both passphrases open the record');
        assertHolds(await openWhole(window, { passphrase: opens }), template.content);
        await unlock(window, opens);
        const words = opens === next ? 'the new one opens' : 'the old one opens';
        now = opens;
        next = opens;
        return words;
      },
      async end() {
        await program?.kill();
        await template.remove();
        await folders.remove();
      },
    };
  },
};

async function addRecord({ window }: RunningProgram): Promise<void> {
  await goTo(window, 'Add records');
  await addRecordsPage(window).addFiles(ukPatientPath('gp'));
  await addRecordsPage(window).outcome();
}

/** @throws what is neither an open record nor a problem that the program shows */
async function canUnlock(window: Page, passphrase: string): Promise<boolean> {
  try {
    await unlock(window, passphrase);
    return true;
  } catch (thrown) {
    if (thrown instanceof ShownProblem) return false;
    throw thrown;
  }
}
