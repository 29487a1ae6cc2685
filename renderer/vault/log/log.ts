import { base64url, fromUtf8, sha256, utf8, type Bytes } from '../../../shared/base/bytes.ts';
import { pack, unpack } from '../crypto/compress.ts';
import type { VaultEvent } from './event.ts';
import { eventText } from './event-text.ts';
import { readEvent } from './read-event.ts';
import { seal, unseal, type SealedBytes } from '../crypto/seal.ts';
import type { LogRow } from '../store/store.ts';

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

export async function sealLogRow(
  key: LogKey,
  head: LogHead,
  events: readonly VaultEvent[],
): Promise<{ readonly row: LogRow; readonly head: LogHead }> {
  const seq = head.seq + 1;
  const packed = await pack(utf8(contentText({ previous: head.hash, events })));
  const sealed = await seal(key.records, logPlace(key, seq), packed);
  return { row: { seq, sealed }, head: { seq, hash: await hashOf(sealed) } };
}

function contentText({ previous, events }: LogContent): string {
  return `{"previous":${JSON.stringify(previous)},"events":[${events.map(eventText).join()}]}`;
}

export function sealHead(key: LogKey, head: LogHead): Promise<SealedBytes> {
  return seal(key.records, headPlace(key), utf8(JSON.stringify(head)));
}

/** What is known of a row that was read: its hash, and the hash that it remembers of the row before it, where it opens. */
export type RowLink = {
  readonly seq: number;
  readonly hash: string;
  readonly previous: string | undefined;
};

/** Rows of the log that follow one another. */
type Stretch = {
  readonly first: number;
  readonly last: number;
  /** Hashes of rows, by number, that something outside the stretch remembers, such as the head. */
  readonly remembered: ReadonlyMap<number, string>;
};

/** The rows of a stretch that are missing, do not open, or are not the ones that were written. */
export function damagedIn(
  { first, last, remembered }: Stretch,
  links: readonly RowLink[],
): number[] {
  const bySeq = new Map(links.map((link) => [link.seq, link]));
  const damaged: number[] = [];
  // From the end: each row that is whole vouches for the one before it.
  let expected: string | undefined;
  for (let seq = last; seq >= first; seq -= 1) {
    expected = remembered.get(seq) ?? expected;
    const row = bySeq.get(seq);
    const whole = row?.previous !== undefined && (expected ?? row.hash) === row.hash;
    if (!whole) damaged.push(seq);
    expected = whole ? row.previous : undefined;
  }
  const before = remembered.get(first - 1);
  if (expected !== undefined && before !== undefined && expected !== before) damaged.push(first);
  return damaged;
}

type OpenedRow = {
  readonly seq: number;
  readonly hash: string;
  /** `undefined` where the row does not open. */
  readonly content: LogContent | undefined;
};

/** Opens one row; a row that does not open has no content. */
export async function openRow(key: LogKey, row: LogRow): Promise<OpenedRow> {
  const { seq } = row;
  const hash = await hashOf(row.sealed);
  try {
    const packed = await unseal(key.records, logPlace(key, seq), row.sealed);
    // Sealed under our own key by this format version: nobody else can have written it.
    const { previous, events } = JSON.parse(fromUtf8(await unpack(packed))) as LogContent;
    return { seq, hash, content: { previous, events: events.map(readEvent) } };
  } catch {
    return { seq, hash, content: undefined };
  }
}

/** What the head remembers; `undefined` where it is missing or does not open. */
export async function openHead(
  key: LogKey,
  sealed: Bytes | undefined,
): Promise<LogHead | undefined> {
  if (sealed === undefined) return undefined;
  try {
    const plain = await unseal(key.records, headPlace(key), sealed);
    return JSON.parse(fromUtf8(plain)) as LogHead; // sealed by us, as above
  } catch {
    return undefined;
  }
}

/** The hash of a row's sealed bytes. */
export async function hashOf(sealed: Bytes): Promise<string> {
  return base64url(await sha256(sealed));
}

function logPlace(key: LogKey, seq: number) {
  return { personId: key.personId, table: 'log', id: String(seq) } as const;
}

function headPlace(key: LogKey) {
  return { personId: key.personId, table: 'head', id: 'head' } as const;
}
