import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { ukPatientPath } from '../../provider/server.ts';
import { answerSaveDialog } from '../../e2e/far-edge.ts';
import { addRecordsPage } from '../../e2e/pages/add-records-page.ts';
import { goTo } from '../../e2e/pages/places.ts';
import { shareLogPage, sharePage } from '../../e2e/pages/share-page.ts';
import { summaryPage } from '../../e2e/pages/summary-page.ts';
import { freshFolders, type RunningProgram } from '../../e2e/program.ts';
import type { CourseKind } from '../course.ts';
import { watchWords } from '../told.ts';
import { makeTemplate, startOpen, startWhole } from '../vault-template.ts';
import { assertHolds } from '../whole-record.ts';

/** How many cards are saved in one go. */
const cards = 12;
const emptyLog = 'No summary was saved or printed yet';

/** Text cards saved one after the other: each is told as saved, and stands in the share log from then on. */
export const shareLogCourse: CourseKind = {
  name: 'share-log',
  async begin() {
    const saved = await mkdtemp(path.join(tmpdir(), 'phr-saved-'));
    const template = await makeTemplate(async ({ window }) => {
      await goTo(window, 'Add records');
      await addRecordsPage(window).addFiles(ukPatientPath('gp'));
      await addRecordsPage(window).outcome();
    });
    const folders = await freshFolders();
    await template.copyTo(folders);
    const told = new Set<string>();
    let program: RunningProgram | undefined;
    let next = 0;

    return {
      name: 'share-log',
      async ready() {
        program ??= await startOpen(folders);
        await toCard(program.window);
        await watchWords(program.window, (words) => {
          const [, name] = /Saved as (card-\d+\.txt)/.exec(words) ?? [];
          if (name !== undefined) told.add(name);
        });
        return program;
      },
      async act({ app, window }) {
        for (let card = 0; card < cards; card += 1) {
          const name = `card-${String((next += 1))}.txt`;
          await answerSaveDialog(app, path.join(saved, name));
          await sharePage(window).saveText(name);
        }
      },
      async check() {
        const opened = await startWhole(folders);
        program = opened.program;
        assertHolds(opened.record, template.content);
        const names = await sharedNames(program.window);
        const missing = [...told].filter((name) => !names.includes(name));
        if (missing.length > 0) throw new Error(`told as saved, not in the log: ${missing.join()}`);
        if (new Set(names).size < names.length) throw new Error('a share is in the log twice');
        return `${String(told.size)} told, ${String(names.length)} in the log`;
      },
      async end() {
        await program?.kill();
        await template.remove();
        await folders.remove();
        await rm(saved, { recursive: true, force: true });
      },
    };
  },
};

async function toCard(window: Page): Promise<void> {
  const summary = summaryPage(window);
  await goTo(window, 'Make a summary');
  await summary.toEndDate();
  await summary.toPreview();
  await summary.toSharing();
  await sharePage(window).chooseCard();
}

async function sharedNames(window: Page): Promise<readonly string[]> {
  await goTo(window, 'Share log');
  const main = window.getByRole('main');
  await main.getByText(emptyLog).or(main.getByRole('table')).first().waitFor();
  if (await main.getByText(emptyLog).isVisible()) return [];
  const rows = await shareLogPage(window).shares();
  return rows.flatMap((row) => /card-\d+\.txt/.exec(row) ?? []);
}
