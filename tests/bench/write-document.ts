import { readFile, writeFile } from 'node:fs/promises';
import { originWords, tableOf, type BenchReport } from './report.ts';

const begin = '<!-- figures: written by npm run bench -- --write -->';
const end = '<!-- end of figures -->';

/** Puts the figures between the two marks of the document. @throws Error where it has no marks */
export async function writeDocument(file: string, report: BenchReport): Promise<void> {
  const text = await readFile(file, 'utf8');
  await writeFile(file, withFigures(text, report));
}

/** The document's text with these figures in the place of the old ones. @throws Error where it has no marks */
export function withFigures(text: string, report: BenchReport): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error('the document has no place for figures');
  const figures = [begin, '', originWords(report), '', tableOf(report.results), '', ''].join('\n');
  return text.slice(0, from) + figures + text.slice(to);
}
