import { asideKeys } from '../../renderer/vault/catalogue/set-aside.ts';
import path from 'node:path';
import { errorWords } from '../../renderer/program/error-words.ts';
import { skipWords } from '../../renderer/ui/source-words.ts';
import type { FileOutcome, FilesOptions, Stored } from '../../renderer/vault/api/files.ts';
import { addFiles } from '../../renderer/vault/files/add-files.ts';
import type { ErrorCode } from '../../shared/base/error.ts';
import { isOfOthers, type Skipped } from '../../shared/record/source.ts';
import { aVault } from '../unit/renderer/vault/builders.ts';
import { exportsIn, type FileOnDisk } from '../summary-report/exports-in.ts';
import { readQr } from './read-qr.ts';

/** One line of the report: a file, or one that lay in a packed file. */
export type ReportLine = {
  readonly file: string;
  readonly kind: string;
  /** Everything that was read: what is stored, what came twice in it, and what was passed over. Absent where nothing was taken. */
  readonly entriesIn?: number;
  /** Entries of the record that came of it. */
  readonly stored: number;
  /** Entries that stood in the file before, under the same id: the same again, or a second version, which is kept. */
  readonly again: number;
  /** What was passed over. */
  readonly skipped: number;
  /** Why something was passed over, or why nothing came. */
  readonly words: string;
  readonly outcome: FileOutcome['outcome'];
  readonly code?: ErrorCode;
};

/** Of a file about several people, what is one's; and what is nobody's. */
type PersonLine = ReportLine & { readonly ofNobody: number };

/**
 * Takes in every file, each into an empty record of its own; files of lines that lie together are one export and come
 * together. `root`: the folder that the files' names are told from.
 * @throws Error where the entries that are said to be stored are not those that the record holds
 */
export async function reportFolder(
  files: readonly FileOnDisk[],
  root: string,
): Promise<ReportLine[]> {
  const lines: ReportLine[] = [];
  for (const one of await exportsIn(files, root)) lines.push(...(await reportOf(one.files, root)));
  return lines;
}

async function reportOf(files: readonly FileOnDisk[], root: string): Promise<ReportLine[]> {
  const outcomes = await outcomesOf(files, root);
  const alone = outcomes.filter(({ outcome }) => outcome !== 'several');
  const lines: ReportLine[] = linesOf(alone);
  const several = outcomes.filter((one) => one.outcome === 'several');
  const only = several.map((one) => one.path);
  const people = several[0]?.people ?? [];
  for (const [at, { id: person }] of people.entries()) {
    const taken = await outcomesOf(files, root, { only, person });
    lines.push(...linesOf(taken).flatMap((line) => linesOfOne(line, people.length, at === 0)));
  }
  return lines;
}

/** What belongs to nobody is told once, and what others have with them. */
function linesOfOne(line: PersonLine, people: number, isFirst: boolean): ReportLine[] {
  const { ofNobody, ...own } = line;
  const words = [`one of ${String(people)} people`, ...(own.words === '' ? [] : [own.words])];
  const theirs = { ...own, words: words.join('; ') };
  if (!isFirst || ofNobody === 0) return [theirs];
  const left = { ...own, entriesIn: ofNobody, stored: 0, again: 0, skipped: ofNobody };
  return [theirs, { ...left, words: skipWords['of-nobody'] }];
}

async function outcomesOf(
  files: readonly FileOnDisk[],
  root: string,
  chosen: Partial<FilesOptions> = {},
): Promise<readonly FileOutcome[]> {
  const { vault } = await aVault();
  const named = await Promise.all(
    files.map(async (file) => ({
      name: path.relative(root, file.path),
      file: await file.open(),
    })),
  );
  const outcomes = await addFiles(vault, named, {
    options: { acceptOtherPerson: false, ...chosen },
    progress: () => undefined,
    clock: () => new Date(),
    issuerKeys: () => Promise.resolve(undefined),
    readQr,
  });
  const said = outcomes.reduce(
    (sum, one) => sum + (one.outcome === 'stored' ? one.stored.added : 0),
    0,
  );
  const own = vault.state.entries.size - asideKeys(vault.state).length;
  if (said !== own) {
    throw new Error(
      `${named[0]?.name ?? ''}: ${String(said)} entries are said to be stored, ${String(own)} are.`,
    );
  }
  return outcomes;
}

/** A source counts what all of its files brought: a file's own part is what came on top with it. */
function linesOf(outcomes: readonly FileOutcome[]): PersonLine[] {
  const counted = new Map<string, readonly Skipped[]>();
  return outcomes.map((outcome) => {
    if (outcome.outcome !== 'stored') return lineOf(outcome, []);
    const { id, skipped } = outcome.stored.source;
    const before = counted.get(id) ?? [];
    counted.set(id, skipped);
    return lineOf(outcome, ownSkips(skipped, before));
  });
}

function ownSkips(skipped: readonly Skipped[], before: readonly Skipped[]): Skipped[] {
  return skipped
    .map((one) => {
      const earlier = before.find(({ type, reason }) => type === one.type && reason === one.reason);
      return { ...one, count: one.count - (earlier?.count ?? 0) };
    })
    .filter(({ count }) => count > 0);
}

function lineOf(outcome: FileOutcome, skips: readonly Skipped[]): PersonLine {
  const { path: file, kind } = outcome;
  const line = { file, kind, outcome: outcome.outcome, stored: 0, again: 0, ofNobody: 0 };
  switch (outcome.outcome) {
    case 'stored':
      return { ...line, ...countsOf(outcome.stored, skips) };
    case 'held':
      return { ...line, skipped: 0, words: 'held: this looks like another person' };
    case 'several':
      return { ...line, skipped: 0, words: 'about several people: one is chosen' };
    case 'link':
      return { ...line, skipped: 0, words: 'a link: what is behind it is fetched' };
    case 'refused': {
      const { code } = outcome;
      return { ...line, skipped: 0, code, words: `refused: ${errorWords[code].title}` };
    }
  }
}

function countsOf(stored: Stored, skips: readonly Skipped[]) {
  const { added, changed, same, source } = stored;
  // What only reads the same is kept as a second version too.
  const otherwise = changed + stored.rewritten;
  // A section that stayed text is in the record, as text of its document.
  const isPassed = (one: Skipped) => !isOfOthers(one) || one.reason === 'about-someone-else';
  const passed = skips.filter((one) => one.reason !== 'stayed-text' && isPassed(one));
  const ofNobody = skips.filter(({ reason }) => reason === 'of-nobody');
  const skipped = passed.reduce((sum, { count }) => sum + count, 0);
  const words = [
    ...skips
      .filter(isPassed)
      .map(({ type, reason, count }) => `${String(count)} ${type}: ${skipWords[reason]}`),
    ...(same === 0 ? [] : [`${String(same)} stood in it before, word for word`]),
    ...(otherwise === 0
      ? []
      : [`${String(otherwise)} stood in it before, otherwise: both are kept`]),
    ...source.warnings,
  ];
  const again = otherwise + same;
  return {
    ...{ entriesIn: added + again + skipped, stored: added, again, skipped },
    ofNobody: ofNobody.reduce((sum, { count }) => sum + count, 0),
    words: words.join('; '),
  };
}
