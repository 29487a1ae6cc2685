import { rgb, type PDFFont, type PDFImage } from 'pdf-lib';
import type { TaggedPage } from './tagged-page.ts';
import { writeText, type TextStyle } from './write-text.ts';

/** What the kit says. */
export type KitWords = {
  readonly groups: readonly string[];
  readonly identity: string;
  readonly date: string;
  readonly nickname: string | undefined;
};

export type Sheet = TaggedPage & {
  readonly regular: PDFFont;
  readonly bold: PDFFont;
  readonly qrCode: PDFImage;
};

/** What `age` is told, to the letter. */
const ageCommand = 'age -d -i key.txt -o backup.zip backup.age';

/** In points, as all lengths here. */
export const a4: [number, number] = [595.28, 841.89];
const margin = 48;
const inner = a4[0] - 2 * margin;
const padding = 22;
const textLeft = margin + padding;
const textWidth = inner - 2 * padding;
const codeTop = a4[1] - 148;
const codeHeight = 232;
const keyTop = codeTop - codeHeight - 18;
const keyHeight = 286;
const careTop = keyTop - keyHeight - 18;
const careHeight = 88;
const qrSide = 132;

const ink = rgb(0.13, 0.169, 0.196);
const quiet = rgb(0.26, 0.31, 0.34);
const blue = rgb(0, 0.188, 0.529);
const white = rgb(1, 1, 1);
const edge = rgb(0.68, 0.72, 0.75);
const amber = rgb(0.87, 0.6, 0);

/** Draws the whole kit, part by part in the order in which it is read. Little of it is dark: it is printed at home. */
export function drawKit(sheet: Sheet, words: KitWords): void {
  drawHead(sheet, words);
  drawPanel(sheet, { top: codeTop, height: codeHeight, edge: blue });
  drawTitle(sheet, codeTop, {
    title: 'Recovery code',
    purpose: 'It opens your record when you have forgotten the passphrase.',
  });
  drawGroups(sheet, words.groups);
  drawPanel(sheet, { top: keyTop, height: keyHeight, edge: blue });
  drawTitle(sheet, keyTop, {
    title: 'Backup key',
    purpose: 'It opens your backups on any computer, also without Patient-Held Record.',
  });
  drawSteps(sheet);
  drawKey(sheet, words.identity);
  drawCare(sheet);
}

/** The program's mark, the title, the date, and whose it is: a line to write on where no nickname is printed. */
function drawHead(sheet: Sheet, { date, nickname }: KitWords): void {
  const { page, part, ornament, regular, bold } = sheet;
  const top = a4[1] - 46;
  ornament(() => {
    drawMark(sheet, margin, top);
  });
  const left = margin + 60;
  part('H1', () => {
    const at = { x: left, y: top - 26, width: inner };
    writeText(page, 'Recovery kit', { ...at, font: bold, size: 32, color: blue });
  });
  const small = { font: regular, size: 11, color: quiet, width: inner };
  part('P', () => {
    const words = 'The paper that opens your health record in the program Patient-Held Record';
    writeText(page, words, { ...small, x: left, y: top - 46 });
  });
  const y = top - 82;
  part('P', () => {
    writeText(page, `Made on ${date}`, { ...small, x: margin, y });
  });
  const right = margin + inner / 2;
  part('P', () => {
    writeText(page, nickname === undefined ? 'For:' : `For: ${nickname}`, {
      ...small,
      x: right,
      y,
    });
  });
  if (nickname !== undefined) return;
  ornament(() => {
    const end = { x: margin + inner, y: y - 2 };
    page.drawLine({ start: { x: right + 24, y: y - 2 }, end, thickness: 0.75, color: edge });
  });
}

/** The mark of `renderer/ui/Brand.tsx`: a page held in a closed shape. */
function drawMark({ page }: Sheet, x: number, y: number): void {
  const scale = 48 / 34;
  const at = { x, y, scale };
  const shape = 'M10 1h14a9 9 0 0 1 9 9v14a9 9 0 0 1-9 9H10a9 9 0 0 1-9-9V10a9 9 0 0 1 9-9z';
  page.drawSvgPath(shape, { ...at, color: blue });
  page.drawSvgPath('M11 8h9l4 4v14H11z', { ...at, color: white });
  const lines = 'M14 15h7M14 18.5h7M14 22h4';
  page.drawSvgPath(lines, { ...at, borderColor: blue, borderWidth: 1.6 });
}

/** The code in two rows of three groups, each beside its number, so that a wrong one can be named. */
function drawGroups(sheet: Sheet, groups: readonly string[]): void {
  const { page, part, ornament, regular, bold } = sheet;
  const column = textWidth / 3;
  const widest = Math.max(...groups.map((group) => bold.widthOfTextAtSize(group, 1)));
  const size = Math.min(35, (column - 28) / widest);
  for (const [index, group] of groups.entries()) {
    const x = textLeft + (index % 3) * column;
    const y = codeTop - 112 - Math.floor(index / 3) * 54;
    ornament(() => {
      const number = { font: regular, size: 10, color: quiet, x, y: y + 8, width: column };
      writeText(page, String(index + 1), number);
    });
    part('P', () => {
      writeText(page, group, { font: bold, size, color: ink, x: x + 14, y, width: column });
    });
  }
  part('P', () => {
    const words =
      'Start Patient-Held Record, choose the recovery code instead of the passphrase, and type it. Spaces and small letters do not matter.';
    writeText(page, words, { ...bodyOf(sheet), y: codeTop - 198 });
  });
}

/** How to open a backup on a computer that has never seen this program. */
function drawSteps(sheet: Sheet): void {
  const { page, part, bold, qrCode } = sheet;
  const beside = { ...bodyOf(sheet), width: textWidth - qrSide - 8 };
  let y = keyTop - 84;
  const step = (number: number, words: string): void => {
    part('P', () => {
      writeText(page, `${String(number)}.`, { ...beside, font: bold, y });
      y = writeText(page, words, { ...beside, x: textLeft + 16, width: beside.width - 16, y }) - 4;
    });
  };
  step(1, 'Install age, a free program for encrypted files: age-encryption.org.');
  step(
    2,
    'Make a text file named key.txt with the backup key in it, on one line. The key stands at the foot of this box, and in the square.',
  );
  step(
    3,
    'Copy your newest backup beside it, name the copy backup.age, and type this in a terminal:',
  );
  part('P', () => {
    const command = { ...beside, font: bold, size: 11, color: blue, x: textLeft + 16, y };
    writeText(page, ageCommand, command);
  });
  y -= 20;
  step(4, 'Open backup.zip, and begin with README.txt: it says what each file is.');
  const at = { x: textLeft + textWidth - qrSide + 12, y: keyTop - 78 - qrSide };
  part(
    'Figure',
    () => {
      page.drawImage(qrCode, { ...at, width: qrSide, height: qrSide });
    },
    'The backup key as a QR code.',
  );
}

/** The key as one unbroken word, as `age` wants it: every second five letters in blue, so that the eye keeps its place. */
function drawKey({ page, part, bold }: Sheet, identity: string): void {
  const size = textWidth / bold.widthOfTextAtSize(identity, 1);
  const [prefix = '', ...letters] = identity.split(/(?<=-1)|(?<=-1(?:.{5})+)/);
  part('P', () => {
    let x = textLeft;
    for (const [index, run] of [prefix, ...letters].entries()) {
      const at = { x, y: keyTop - keyHeight + 24 };
      page.drawText(run, { ...at, font: bold, size, color: index % 2 === 0 ? ink : blue });
      x += bold.widthOfTextAtSize(run, size);
    }
  });
}

/** What the page is worth, and what follows from that. */
function drawCare(sheet: Sheet): void {
  const { page, part, bold } = sheet;
  drawPanel(sheet, { top: careTop, height: careHeight, edge: amber });
  part('H2', () => {
    const at = { ...bodyOf(sheet), y: careTop - 25 };
    writeText(page, 'Keep this page as you keep your passport', { ...at, font: bold, size: 13 });
  });
  part('P', () => {
    const words =
      'Whoever holds it can open your record on your computer, and your backups. Keep it away from the computer, and take no picture of it. If it is lost, make a new recovery code in the program: this page then opens only the backups made before. There is no health data on it.';
    writeText(page, words, { ...bodyOf(sheet), y: careTop - 43 });
  });
}

type Panel = { readonly top: number; readonly height: number; readonly edge: typeof blue };

function drawPanel({ page, ornament }: Sheet, panel: Panel): void {
  const bottom = panel.top - panel.height;
  ornament(() => {
    const box = { x: margin, y: bottom, width: inner, height: panel.height };
    page.drawRectangle({ ...box, color: white, borderColor: edge, borderWidth: 0.75 });
    page.drawRectangle({ ...box, width: 5, color: panel.edge });
  });
}

function drawTitle(
  { page, part, regular, bold }: Sheet,
  top: number,
  { title, purpose }: { readonly title: string; readonly purpose: string },
): void {
  const at = { x: textLeft, width: textWidth };
  part('H2', () => {
    writeText(page, title, { ...at, font: bold, size: 18, color: blue, y: top - 33 });
  });
  part('P', () => {
    writeText(page, purpose, { ...at, font: regular, size: 12, color: ink, y: top - 54 });
  });
}

function bodyOf({ regular }: Sheet): Omit<TextStyle, 'y'> {
  return { font: regular, size: 10.5, color: ink, x: textLeft, width: textWidth };
}
