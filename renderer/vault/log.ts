import { base64url, fromUtf8, sha256, utf8, type Bytes } from '../../shared/base/bytes.ts';
import { pack, unpack } from './compress.ts';
import type { VaultEvent } from './event.ts';
import { seal, unseal, type SealedBytes } from './seal.ts';
import type { LogRow } from './store.ts';

/*
 * The log: one row a committed change, numbered from 1, never rewritten.
 *   row    sealed, packed JSON { previous, events }; `previous` is the hash of the row before it ("" for the first)
 *   hash   SHA-256 of a row's sealed bytes, base64url
 *   head   sealed JSON { seq, hash } of the last row, replaced in the transaction that adds the row
 * So a row that was changed does not open, one that was removed or put back leaves a hash that nobody has,
 * and rows that were cut off at the end are missed by the head.
 */
export type LogHead = { readonly seq: number; readonly hash: string };
export const emptyLog: LogHead = { seq: 0, hash: '' };

type LogContent = { readonly previous: string; readonly events: readonly VaultEvent[] };
export type LogKey = { readonly records: CryptoKey; readonly personId: string };

/** What could be read of a log. */
export type ReadLog = {
  readonly events: readonly VaultEvent[];
  readonly head: LogHead;
  /** Rows that are missing, do not open, or are not the ones that were written. */
  readonly damagedRows: number;
};

export async function sealLogRow(
  key: LogKey,
  head: LogHead,
  events: readonly VaultEvent[],
): Promise<{ readonly row: LogRow; readonly head: LogHead }> {
  const seq = head.seq + 1;
  const content: LogContent = { previous: head.hash, events };
  const packed = await pack(utf8(JSON.stringify(content)));
  const sealed = await seal(key.records, logPlace(key, seq), packed);
  return { row: { seq, sealed }, head: { seq, hash: await hashOf(sealed) } };
}

export function sealHead(key: LogKey, head: LogHead): Promise<SealedBytes> {
  return seal(key.records, headPlace(key), utf8(JSON.stringify(head)));
}

/** Opens every row that is whole, in order, and counts those that are not. Rows are handed in by ascending number. */
export async function readLog(
  key: LogKey,
  rows: readonly LogRow[],
  sealedHead: Bytes | undefined,
): Promise<ReadLog> {
  const [opened, head] = await Promise.all([
    Promise.all(rows.map((row) => openRow(key, row))),
    openHead(key, sealedHead),
  ]);
  const bySeq = new Map(opened.map((row) => [row.seq, row]));
  const lastSeq = Math.max(head?.seq ?? 0, rows.at(-1)?.seq ?? 0);
  let damagedRows = head === undefined || head.seq < lastSeq ? 1 : 0;
  // From the end: each row that is whole vouches for the one before it.
  let expected: string | undefined;
  for (let seq = lastSeq; seq > 0; seq -= 1) {
    if (seq === head?.seq) expected = head.hash;
    const row = bySeq.get(seq);
    const whole = isWhole(row, expected);
    if (!whole) damagedRows += 1;
    expected = whole ? row?.content?.previous : undefined;
  }
  const events = opened.flatMap((row) => row.content?.events ?? []);
  // After damage at the end the next row still gets a number that was never used.
  const hash = bySeq.get(lastSeq)?.hash ?? head?.hash ?? '';
  return { events, head: { seq: lastSeq, hash }, damagedRows };
}

export type OpenedRow = {
  readonly seq: number;
  readonly hash: string;
  /** `undefined` where the row does not open. */
  readonly content: LogContent | undefined;
};

/** `expected` is the hash that the next row or the head remembers; unknown where that one is damaged itself. */
function isWhole(row: OpenedRow | undefined, expected: string | undefined): boolean {
  if (row?.content === undefined) return false;
  return expected === undefined || expected === row.hash;
}

/** Opens one row; a row that does not open has no content. */
export async function openRow(key: LogKey, row: LogRow): Promise<OpenedRow> {
  const { seq } = row;
  const hash = await hashOf(row.sealed);
  try {
    const packed = await unseal(key.records, logPlace(key, seq), row.sealed);
    // Sealed under our own key by this format version: nobody else can have written it.
    const content = JSON.parse(fromUtf8(await unpack(packed))) as LogContent;
    return { seq, hash, content };
  } catch {
    return { seq, hash, content: undefined };
  }
}

async function openHead(key: LogKey, sealed: Bytes | undefined): Promise<LogHead | undefined> {
  if (sealed === undefined) return undefined;
  try {
    const plain = await unseal(key.records, headPlace(key), sealed);
    return JSON.parse(fromUtf8(plain)) as LogHead; // sealed by us, as above
  } catch {
    return undefined;
  }
}

async function hashOf(sealed: Bytes): Promise<string> {
  return base64url(await sha256(sealed));
}

function logPlace(key: LogKey, seq: number) {
  return { personId: key.personId, table: 'log', id: String(seq) } as const;
}

function headPlace(key: LogKey) {
  return { personId: key.personId, table: 'head', id: 'head' } as const;
}
