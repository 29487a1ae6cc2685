import path from 'node:path';
import type { RunningProgram } from '../e2e/program.ts';
import { answerSaveDialog } from '../e2e/far-edge.ts';
import { goTo } from '../e2e/pages/places.ts';
import { sharePage } from '../e2e/pages/share-page.ts';
import { summaryPage } from '../e2e/pages/summary-page.ts';
import { barePrint } from './floors.ts';
import { median } from './statistics.ts';
import { timed } from './stopwatch.ts';

export type SummaryTimes = {
  /** From "Make a summary" to the list of what can go in. */
  readonly choice: number;
  /** From the end date to the preview. */
  readonly compose: number;
  /** A step of the same screens that composes nothing. */
  readonly step: number;
  /** From "Save PDF" to the saved file: printed, attached, signed, written. */
  readonly pdf: number;
  readonly barePrint: number;
};

const runs = 3;

/** Makes the summary of the whole record and saves it as a PDF, several times. */
export async function measureSummary(program: RunningProgram): Promise<SummaryTimes> {
  const times: SummaryTimes[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await summarise(program));
  const middle = (name: keyof SummaryTimes) => median(times.map((each) => each[name]));
  return {
    choice: middle('choice'),
    compose: middle('compose'),
    step: middle('step'),
    pdf: middle('pdf'),
    barePrint: middle('barePrint'),
  };
}

async function summarise({ app, window, folders }: RunningProgram): Promise<SummaryTimes> {
  const summary = summaryPage(window);
  const share = sharePage(window);
  const untilHeading = (saying: string) => ({ from: 'click', until: 'h1', saying }) as const;
  const choice = await timed(window, { from: 'click', until: 'main fieldset' }, () =>
    goTo(window, 'Make a summary'),
  );
  const step = await timed(window, untilHeading('Until when may it be used?'), () =>
    summary.toEndDate(),
  );
  const compose = await timed(window, { from: 'click', until: 'main article' }, () =>
    summary.toPreview(),
  );
  const bare = await barePrint(app);
  await summary.toSharing();
  await share.choosePdf();
  await answerSaveDialog(app, path.join(folders.temporary, 'summary.pdf'));
  const pdf = await timed(window, { from: 'click', until: 'main', saying: 'Saved as ' }, () =>
    share.savePdf(),
  );
  return { choice, compose, step, pdf, barePrint: bare };
}
