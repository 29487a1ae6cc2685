import { escapeHtml } from './print-page.ts';

/** Where the picture of a page is served. */
export function pictureAt(index: number): string {
  return `/paper/${String(index + 1)}.jpg`;
}

/** A page of paper for each picture. Its style sheet is one of ours, since nothing may stand in the page itself. */
export function paperDocument(title: string, count: number): string {
  const pictures = Array.from(
    { length: count },
    (_, index) => `<img src="${pictureAt(index)}" alt="Page ${String(index + 1)}">`,
  );
  return [
    '<!doctype html>',
    `<html lang="en-GB"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>`,
    '<link rel="stylesheet" href="/paper.css"></head>',
    `<body>${pictures.join('')}</body></html>`,
  ].join('');
}

/** What Electron says after a dialog was closed: a person who cancels has no problem. */
export function outcomeOfPrinting(
  isPrinted: boolean,
  reason: string,
): 'printed' | 'not-printed' | 'print-no-printer' | 'print-failed' {
  if (isPrinted) return 'printed';
  if (/cancel/i.test(reason)) return 'not-printed';
  return /\bprinters\b/i.test(reason) ? 'print-no-printer' : 'print-failed';
}
