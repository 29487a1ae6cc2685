import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright';
import type { Result } from '../../shared/base/result.ts';
import type { EntryKey } from '../../shared/record/card.ts';
import { otherWindow } from '../e2e/other-window.ts';
import type { EntryLine, Overview } from '../../renderer/vault/api/record.ts';
import type { VaultCalls } from '../../renderer/vault/api/vault-api.ts';

/** One entry as the vault opens it, down to its bytes. */
export type OpenedEntry = {
  readonly line: EntryLine;
  /** What its source wrote; JSON is indented. */
  readonly original: string;
  /** What was written before, newest first. */
  readonly earlier: readonly string[];
  /** What is attached, as base64, where its source gave it. */
  readonly attached: readonly string[];
};

/** Everything that a record says and holds. */
export type WholeRecord = { readonly overview: Overview; readonly entries: readonly OpenedEntry[] };

/** Who is opened; the nickname counts where there are several people. */
type Who = { readonly passphrase: string; readonly nickname?: string };

type Call = keyof VaultCalls;
type Answered<C extends Call> =
  Awaited<ReturnType<VaultCalls[C]>> extends Result<infer T> ? T : never;
type Ask = <C extends Call>(call: C, ...inputs: Parameters<VaultCalls[C]>) => Promise<Answered<C>>;

/**
 * Opens a locked record beside the page, waits until the vault's own check has ended, and opens every entry with its
 * earlier versions and all that is attached. Afterwards the page stands at the door again.
 * @throws Error where a part of it is damaged or does not open
 */
export async function openWhole(window: Page, who: Who): Promise<WholeRecord> {
  const ask = asking(otherWindow(window));
  const people = await ask('people');
  const [only, ...others] = people;
  const named = people.find(({ nickname }) => nickname === who.nickname);
  const person = others.length === 0 ? only : named;
  if (person === undefined) throw new Error('the person is not on the list');
  await ask('unlock', { personId: person.id, passphrase: who.passphrase });
  await ask('checked');
  const overview = await ask('overview');
  if (overview.damaged > 0) throw new Error(`${String(overview.damaged)} parts are damaged`);
  const { lines, total } = await ask('list', { withErrors: true, offset: 0, limit: 1_000_000 });
  if (lines.length !== total) throw new Error(`${String(lines.length)} lines of ${String(total)}`);
  const entries = await Promise.all(lines.map((line) => openEntry(ask, line)));
  // Ends the other worker, so that the page may open the record.
  await window.reload();
  await window.getByRole('heading', { level: 1 }).waitFor();
  return { overview, entries };
}

/** What tells whether two records, or one at two times, hold the same, to the letter and in any order. */
export function contentOf({ entries }: WholeRecord): readonly string[] {
  return entries
    .map(({ original, earlier, attached }) => JSON.stringify([original, earlier, attached]))
    .sort();
}

/** @throws Error where a record does not hold exactly this */
export function assertHolds(record: WholeRecord, content: readonly string[]): void {
  const found = contentOf(record);
  if (isDeepStrictEqual(found, content)) return;
  throw new Error(`${String(found.length)} entries, not the ${String(content.length)} from before`);
}

async function openEntry(ask: Ask, line: EntryLine): Promise<OpenedEntry> {
  const { key, attachments, earlierVersions } = line;
  const { original } = await ask('entry', key);
  const versions = earlierVersions === 0 ? [] : await ask('earlierVersions', key);
  const earlier = versions.map((version) => {
    if (version.original === undefined) throw new Error('an earlier version does not open');
    return version.original;
  });
  const attached = await Promise.all(
    attachments.map(({ index }) => openAttachment(ask, key, index)),
  );
  return { line, original, earlier, attached };
}

async function openAttachment(ask: Ask, key: EntryKey, index: number): Promise<string> {
  try {
    const { bytes } = await ask('attachment', key, index);
    return Buffer.from(bytes).toString('base64');
  } catch (thrown) {
    if (thrown instanceof Refused && thrown.code === 'download-incomplete') return 'never came';
    throw thrown;
  }
}

class Refused extends Error {
  readonly code: string;

  constructor(call: string, code: string) {
    super(`“${call}” answers ${code}`);
    this.code = code;
  }
}

function asking(call: ReturnType<typeof otherWindow>): Ask {
  return async (name, ...inputs) => {
    const { ok, code = '', value } = await call(name, ...inputs);
    if (!ok) throw new Refused(name, code);
    return value as Answered<typeof name>; // the worker keeps to its contract
  };
}
