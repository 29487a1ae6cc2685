import path from 'node:path';
import { catchBrowser } from '../e2e/far-edge.ts';
import type { RunningProgram } from '../e2e/program.ts';
import { goTo, lock } from '../e2e/pages/places.ts';
import { headingOf, ShownProblem } from '../e2e/pages/see.ts';
import { setUpPage } from '../e2e/pages/set-up-page.ts';
import { lockedHeading, unlockPage } from '../e2e/pages/unlock-page.ts';
import type { ShownEntry } from '../e2e/pages/record-page.ts';
import { say, Stop } from '../../scripts/say.mjs';
import { addSource, type Outcome } from './add-source.ts';
import { demoPassphrase, type DemoSource } from './arguments.ts';
import { startDiary, type Diary } from './diary.ts';
import { lookThrough } from './look.ts';
import type { DemoReport } from './report.ts';
import { shareSummary } from './share.ts';

/** The whole job in the program's window; leaves pictures and shares in `folder`. */
export async function wholeJourney(
  program: RunningProgram,
  sources: readonly DemoSource[],
  folder: string,
): Promise<Omit<DemoReport, 'checks'> | { readonly failed: DemoReport['failed'] }> {
  const { app, window } = program;
  const diary = await startDiary(window, path.join(folder, 'screens'));
  const nextAddress = await catchBrowser(app);
  await enter(program, diary);

  const outcomes: Outcome[] = [];
  for (const source of sources) {
    outcomes.push(await addSource(source, { program, diary, nextAddress }));
  }
  const added = outcomes.flatMap((outcome) => ('added' in outcome ? [outcome.added] : []));
  const failed = outcomes.flatMap((outcome) => ('failed' in outcome ? [outcome.failed] : []));
  if (added.length === 0) return { failed };

  say('Looking through the record…');
  const shown = await lookThrough(window, diary);
  say('Locking and unlocking…');
  await diary.step('Lock', () => lock(window));
  await unlock(program, diary);
  say('Making the summary and sharing it…');
  await shareSummary(program, diary, folder);
  return {
    versions: await versionsOf(program),
    sources: added.map(({ id, ...source }) => ({ ...source, shown: countOf(shown, id) })),
    failed,
    entries: shown.length,
    steps: diary.steps,
  };
}

/** Sets the program up, or opens the vault that an earlier demo made in the same profile. */
async function enter(program: RunningProgram, diary: Diary): Promise<void> {
  const { window } = program;
  if (await headingOf(window, lockedHeading).isVisible()) {
    say('This profile holds a record already. Opening it with the demo’s passphrase…');
    await unlock(program, diary).catch(otherPassphrase);
    return;
  }
  const page = setUpPage(window);
  say('Setting up: a passphrase and a recovery code…');
  await diary.step('Welcome', () => page.seen());
  await page.start();
  await diary.step('Choose a passphrase', () => page.typePassphrase(demoPassphrase));
  await diary.step('Choose a nickname', () => page.toNickname());
  await diary.step('Recovery code', () => page.make());
  const code = await page.recoveryCode();
  await page.onPaper();
  await diary.step('Type the code back', () => page.typeCode(code));
  await diary.step('Empty record', () => page.checkCode());
  await diary.step('Add records', () => goTo(window, 'Add records'));
}

function otherPassphrase(thrown: unknown): never {
  if (!(thrown instanceof ShownProblem)) throw thrown;
  throw new Stop(
    'It has another passphrase. The demo opens only records that it made itself; it was left alone.',
  );
}

async function unlock({ window }: RunningProgram, diary: Diary): Promise<void> {
  const page = unlockPage(window);
  await page.seen();
  await page.type(demoPassphrase);
  await diary.step('Unlock', () => page.open());
}

function countOf(entries: readonly ShownEntry[], source: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { sourceId, resourceType } of entries) {
    if (sourceId === source) counts[resourceType] = (counts[resourceType] ?? 0) + 1;
  }
  return counts;
}

function versionsOf({ app }: RunningProgram): Promise<DemoReport['versions']> {
  return app.evaluate(({ app: electron }) => ({
    program: electron.getVersion(),
    electron: process.versions['electron'],
    chromium: process.versions['chrome'],
  }));
}
