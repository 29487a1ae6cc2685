import path from 'node:path';
import { answerSaveDialog } from './far-edge.ts';
import type { RunningProgram } from './program.ts';
import { goTo } from './pages/places.ts';
import { sharePage } from './pages/share-page.ts';
import { summaryPage } from './pages/summary-page.ts';

export type SavedShares = {
  readonly pdf: string;
  readonly json: string;
  readonly png: string;
  readonly text: string;
  /** The summary as the preview showed it. */
  readonly preview: string;
  /** The text of the card as the screen showed it. */
  readonly cardText: string;
};

/** Makes a summary with everything in it and saves it in every form into `folder`. */
export async function saveAllShares(
  { app, window }: RunningProgram,
  folder: string,
): Promise<SavedShares> {
  const files = {
    pdf: path.join(folder, 'summary.pdf'),
    json: path.join(folder, 'summary.ips.json'),
    png: path.join(folder, 'card.png'),
    text: path.join(folder, 'card.txt'),
  };
  const summary = summaryPage(window);
  const share = sharePage(window);
  await goTo(window, 'Make a summary');
  await summary.toEndDate();
  await summary.toPreview();
  const preview = await summary.preview();
  await summary.toSharing();

  await share.choosePdf();
  await answerSaveDialog(app, files.pdf);
  await share.savePdf();
  await share.otherWays();
  await share.chooseFile();
  await answerSaveDialog(app, files.json);
  await share.saveFile();
  await share.otherWays();
  await share.chooseCard();
  const cardText = await share.cardText();
  await answerSaveDialog(app, files.png);
  await share.savePicture();
  await answerSaveDialog(app, files.text);
  await share.saveText('card.txt');
  return { ...files, preview, cardText };
}
