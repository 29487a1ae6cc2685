import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../shared/base/error.ts';
import type { FileOutcome } from '../../renderer/vault/api/files.ts';
import { addFiles } from '../../renderer/vault/files/add-files.ts';
import { composeDocument } from '../../renderer/vault/share/compose.ts';
import { entryDetail } from '../../renderer/vault/record/entry-detail.ts';
import { asideKeys } from '../../renderer/vault/catalogue/set-aside.ts';
import type { OpenVault } from '../../renderer/vault/open-vault/open-vault.ts';
import {
  listEntries,
  overviewOf,
  recordView,
  searchIndex,
} from '../../renderer/vault/record/record-view.ts';
import { summaryDraft } from '../../renderer/vault/share/summary-draft.ts';
import { aFile, aFilesIntake, aVault } from '../unit/renderer/vault/builders.ts';
import { textOfFile, type FuzzedFile } from './mutate.ts';

const now = new Date('2026-11-22T09:00:00Z');
const all = { withErrors: true, offset: 0, limit: Number.POSITIVE_INFINITY };
const looked = 4;

/**
 * Takes a file into a record of its own, looks at the record in every way, and takes the file in once more.
 * @throws Error saying what is wrong, in words
 */
export async function readAll(file: FuzzedFile): Promise<void> {
  const { vault } = await aVault();
  const text = textOfFile(file);
  const first = await taken(vault, text);
  checkCounts(vault, file, first, 0);
  await lookAt(vault);
  const before = recordIn(vault);
  const own = ownCount(vault);
  const second = await taken(vault, text);
  checkCounts(vault, file, second, own);
  if (!isDeepStrictEqual(recordIn(vault), before)) throw new Error('the same file came in twice');
}

function recordIn({ state }: OpenVault) {
  return [...state.entries.values()].map(({ card, earlier }) => [
    card.key,
    card.contentHash,
    earlier.length,
  ]);
}

async function taken(vault: OpenVault, text: string): Promise<FileOutcome> {
  const options = { acceptOtherPerson: true };
  const outcomes = await addFiles(vault, [aFile(text, 'file')], { ...aFilesIntake, options });
  const [outcome] = outcomes;
  if (outcome === undefined || outcomes.length > 1) throw new Error('one file has one outcome');
  if (outcome.outcome === 'refused' && outcome.code === 'unexpected') {
    throw new Error('refused without a reason');
  }
  return outcome;
}

/** The entries but for those that stand apart, as about somebody else or in doubt. */
function ownCount({ state }: OpenVault): number {
  return state.entries.size - asideKeys(state).length;
}

/**
 * What came in is stored or named, to the last entry: by what the outcome says that it received and passed over, and
 * by what the record holds of it now. What stands apart is counted there once, however often it came.
 */
function checkCounts(vault: OpenVault, file: FuzzedFile, outcome: FileOutcome, own: number): void {
  if (outcome.outcome !== 'stored') return;
  const { added, changed, rewritten, same, source } = outcome.stored;
  if (ownCount(vault) !== own + added) throw new Error('not all that was added is there');
  if (file.form === 'xml') return;
  const lines = file.texts.flatMap((text) => (file.form === 'lines' ? text.split('\n') : [text]));
  const texts = lines.filter((line) => line.replace(/[\s\ufeff]/g, '') !== '');
  const came = 1 + texts.length;
  const received = sum(Object.values(source.received));
  const passedOver = source.skipped.filter(({ reason }) => reason !== 'whose-unclear');
  const named = received + sum(passedOver.map(({ count }) => count));
  if (named !== came) throw new Error(`${String(came)} entries came, ${String(named)} are named`);
  const held = added + changed + rewritten + same + asideKeys(vault.state).length;
  if (held > received || received - held > doublesIn(texts)) {
    throw new Error(`${String(received)} entries were received, ${String(held)} are held`);
  }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** How many of these come a second time, under one name. */
function doublesIn(texts: readonly string[]): number {
  const names = texts.map((text) => /"id":"[^"]*"/.exec(text)?.[0] ?? text);
  return names.length - new Set(names).size;
}

async function lookAt(vault: OpenVault): Promise<void> {
  const view = recordView(vault, undefined);
  overviewOf(vault, view);
  const { lines } = await listEntries(vault, view, all);
  if (lines.length !== ownCount(vault)) throw new Error('an entry is not in the list');
  for (const { key, title, date } of lines) {
    if (typeof title !== 'string') throw new Error('a title is no text');
    if (date !== undefined && typeof date !== 'string')
      throw new Error(`a date is no text: ${key}`);
  }
  for (const { key } of lines.slice(0, looked)) JSON.stringify(await entryDetail(vault, key));
  const index = await searchIndex(vault, view);
  for (const words of ['asthma', lines[0]?.title ?? '', '<script>', '2019']) index.find(words);
  await summarise(vault);
}

async function summarise(vault: OpenVault): Promise<void> {
  summaryDraft(vault, now);
  try {
    const choices = { leftOut: [], until: '2026-12-06' };
    const software = { name: 'Patient-Held Record', version: '0.1.0' };
    JSON.parse(await composeDocument(vault, { choices, now, software }));
  } catch (thrown) {
    if (!(thrown instanceof AppError && thrown.code === 'summary-no-patient')) throw thrown;
  }
}
