import path from 'node:path';
import { errorWords } from '../../renderer/app/error-words.ts';
import { skipWords } from '../../renderer/ui/source-words.ts';
import type { FileOutcome, Stored } from '../../renderer/vault/api.ts';
import { addFiles } from '../../renderer/vault/add-files.ts';
import { readableOfFile } from '../../renderer/vault/files/readable.ts';
import { recognise, headLength } from '../../renderer/vault/files/recognise.ts';
import { aVault } from '../../tests/unit/vault-builders.ts';
import { readQr } from './read-qr.ts';

/** One line of the report. */
export type ReportLine = {
  readonly file: string;
  readonly kind: string;
  readonly entriesIn: number;
  readonly stored: number;
  /** What was passed over and why, or why nothing came. */
  readonly words: string;
  readonly outcome: FileOutcome['outcome'];
};

export type FileOnDisk = { readonly path: string; readonly open: () => Promise<Blob> };

/**
 * Takes in every file, each into an empty record of its own; files of lines that lie together are one export and come
 * together. `root`: the folder that the files' names are told from.
 */
export async function reportFolder(
  files: readonly FileOnDisk[],
  root: string,
): Promise<ReportLine[]> {
  const lines: ReportLine[] = [];
  for (const together of await inExports(files)) {
    const { vault } = await aVault();
    const named = await Promise.all(
      together.map(async (file) => ({
        name: path.relative(root, file.path),
        file: await file.open(),
      })),
    );
    const outcomes = await addFiles(vault, named, {
      options: { acceptOtherPerson: false },
      progress: () => undefined,
      clock: () => new Date(),
      issuerKeys: () => Promise.resolve(undefined),
      readQr,
    });
    lines.push(...outcomes.map(lineOf));
  }
  return lines;
}

async function inExports(files: readonly FileOnDisk[]): Promise<FileOnDisk[][]> {
  const groups = new Map<string, FileOnDisk[]>();
  for (const file of files) {
    const head = await readableOfFile(await file.open()).read(0, headLength);
    const isLines = recognise(head) === 'ndjson' || /\.ndjson(\.gz)?$/.test(file.path);
    const group = isLines ? path.dirname(file.path) : file.path;
    groups.set(group, [...(groups.get(group) ?? []), file]);
  }
  return [...groups.values()];
}

function lineOf(outcome: FileOutcome): ReportLine {
  const { path: file, kind } = outcome;
  const line = { file, kind, outcome: outcome.outcome };
  switch (outcome.outcome) {
    case 'stored':
      return { ...line, ...countsOf(outcome.stored) };
    case 'held':
      return { ...line, entriesIn: 0, stored: 0, words: 'held: this looks like another person' };
    case 'link':
      return { ...line, entriesIn: 0, stored: 0, words: 'a link: what is behind it is fetched' };
    case 'refused':
      return {
        ...line,
        entriesIn: 0,
        stored: 0,
        words: `refused: ${errorWords[outcome.code].title}`,
      };
  }
}

function countsOf({ added, changed, same, source }: Stored) {
  const stored = added + changed + same;
  const passed = source.skipped.filter(({ reason }) => reason !== 'stayed-text');
  const skipped = source.skipped.map(
    ({ type, reason, count }) => `${String(count)} ${type}: ${skipWords[reason]}`,
  );
  return {
    entriesIn: stored + passed.reduce((sum, { count }) => sum + count, 0),
    stored,
    words: [...skipped, ...source.warnings].join('; '),
  };
}
