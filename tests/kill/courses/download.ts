import type { Page } from 'playwright-core';
import { startProvider } from '../../provider/server.ts';
import { addRecordsPage } from '../../e2e/pages/add-records-page.ts';
import { overviewPage } from '../../e2e/pages/overview-page.ts';
import { goTo } from '../../e2e/pages/places.ts';
import { recordPage } from '../../e2e/pages/record-page.ts';
import { freshFolders, type RunningProgram } from '../../e2e/program.ts';
import { aLongRecord } from '../../e2e/made-records.ts';
import type { CourseKind } from '../course.ts';
import { watchWords } from '../told.ts';
import { makeTemplate, startOpen } from '../vault-template.ts';

const observations = 500;
/** The patient's own entry and one problem, which a download that goes on may bring once more. */
const others = 2;
const allEntries = observations + others;

/** A download of many pages. Interrupted, it goes on where it was; finished, it begins anew on a fresh record. */
export const downloadCourse: CourseKind = {
  name: 'download',
  async begin() {
    const provider = await startProvider({ open: true, texts: [aLongRecord(observations)] });
    provider.setManners({ slow: { ms: 40 } });
    const template = await makeTemplate(() => Promise.resolve());
    const folders = await freshFolders();
    let program: RunningProgram | undefined;
    let stored = 0;
    let isComplete = true;

    return {
      name: 'download',
      async ready() {
        if (isComplete || program === undefined) {
          await program?.kill();
          await template.copyTo(folders);
          program = await startOpen(folders);
          stored = 0;
          isComplete = false;
        }
        return program;
      },
      async act({ window }) {
        let kept = 0;
        await watchWords(window, (words) => {
          const soFar = /^([\d,]+) entr(?:y|ies) so far/m.exec(words)?.[1];
          if (soFar === undefined) return;
          const told = Number(soFar.replaceAll(',', ''));
          stored = Math.max(stored, kept + told);
        });
        await goTo(window, 'Overview');
        const isRest = (await overviewPage(window).text()).includes('Fetch the rest');
        // What a run tells of begins at nothing. Only one that goes on adds to what the one before it stored.
        kept = isRest ? Math.max(0, stored - others) : 0;
        if (isRest) await goOn(window);
        else await beginAnew(window, provider.fhirBaseUrl);
        if ((await addRecordsPage(window).outcome()) !== 'done') throw new Error('it was held');
        stored = allEntries;
      },
      async check() {
        program = await startOpen(folders);
        const seen = await readRecord(program.window);
        if (seen.length < stored)
          throw new Error(`${String(seen.length)} entries of ${String(stored)} told`);
        if (new Set(seen).size < seen.length) throw new Error('an entry is there twice');
        stored = seen.length;
        isComplete = stored === allEntries;
        return `${String(stored)} of ${String(allEntries)} entries`;
      },
      async end() {
        await program?.kill();
        await provider.close();
        await template.remove();
        await folders.remove();
      },
    };
  },
};

async function goOn(window: Page): Promise<void> {
  await window.getByRole('button', { name: /^Fetch the rest/ }).click();
  await window.getByRole('button', { name: 'Fetch now' }).click();
}

async function beginAnew(window: Page, address: string): Promise<void> {
  const page = addRecordsPage(window);
  await goTo(window, 'Add records');
  await page.typeAddress(address);
  await page.findService();
  await page.choosePatient();
  await page.fetchRecord();
}

/** The words of each entry on the record's shelves; each is different. @throws Error where a part of the record is damaged */
async function readRecord(window: Page): Promise<readonly string[]> {
  await goTo(window, 'Overview');
  const sayings = await overviewPage(window).text();
  if (sayings.includes('cannot be opened')) throw new Error('a part of the record is damaged');
  if (!(await hasEntries(window))) return [];
  await goTo(window, 'Record');
  const page = recordPage(window);
  return (await page.readAll()).map(({ words }) => words);
}

async function hasEntries(window: Page): Promise<boolean> {
  const shelves = window.getByRole('region', { name: 'What is in it' });
  if (!(await shelves.isVisible())) return false;
  const counts = [...(await overviewPage(window).shelves()).values()];
  return counts.some((count) => count > 0);
}
