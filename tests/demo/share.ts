import path from 'node:path';
import { answerSaveDialog } from '../e2e/far-edge.ts';
import type { RunningProgram } from '../e2e/program.ts';
import { goTo } from '../e2e/pages/places.ts';
import { sharePage } from '../e2e/pages/share-page.ts';
import { summaryPage } from '../e2e/pages/summary-page.ts';
import type { Diary } from './diary.ts';

/** The files of a share, as they are named in the output folder. */
export const sharedFiles = ['summary.pdf', 'summary.ips.json', 'card.png', 'card.txt'] as const;

/** Makes a summary with everything in it and saves it in all its forms into `folder`. */
export async function shareSummary(
  program: RunningProgram,
  diary: Diary,
  folder: string,
): Promise<void> {
  const { window, app } = program;
  const summary = summaryPage(window);
  const share = sharePage(window);
  const saveAs = (name: (typeof sharedFiles)[number]) =>
    answerSaveDialog(app, path.join(folder, name));

  await diary.step('Choose what goes in', () => goTo(window, 'Make a summary'));
  await diary.step('Choose the end date', () => summary.toEndDate());
  await diary.step('Preview', () => summary.toPreview(), 'whole page');
  await diary.step('Ways to share', () => summary.toSharing());

  await share.choosePdf();
  await saveAs('summary.pdf');
  await diary.step('Save the PDF', () => share.savePdf());
  await share.otherWays();

  await share.chooseFile();
  await saveAs('summary.ips.json');
  await diary.step('Save the FHIR file', () => share.saveFile());
  await share.otherWays();

  await diary.step('Make the card', () => share.chooseCard(), 'whole page');
  await saveAs('card.png');
  await diary.step('Save the card', () => share.savePicture(), 'none');
  await saveAs('card.txt');
  await diary.step('Save the text of the card', () => share.saveText('card.txt'), 'whole page');
  await diary.step('Share log', () => goTo(window, 'Share log'));
}
