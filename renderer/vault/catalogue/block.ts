import { AppError } from '../../../shared/base/error.ts';
import { concatBytes, fromUtf8, utf8, type Bytes } from '../../../shared/base/bytes.ts';
import { pack, unpack } from '../crypto/compress.ts';
import type { VaultEvent } from '../log/event.ts';
import { seal, unseal } from '../crypto/seal.ts';
import type { LogKey } from '../log/log.ts';
import type { SealedRow, VaultStore } from '../store/store.ts';
import { entriesInWords } from './entries-in-words.ts';
import { packEntries, unpackEntries, type PackedEntries } from './packed-entries.ts';
import { descriptionVersion } from '../../../shared/record/describe.ts';
import { inWords } from '../../../shared/record/earlier-cards.ts';
import { readEvent } from '../log/read-event.ts';

/*
 * A block says what a stretch of the log says, made to be read fast. Its row in the table `catalogue` is named by
 * the number of the first log row that it covers, and holds, sealed and packed:
 *   bytes 0–3   length of the head, unsigned, big-endian
 *   then        the head: UTF-8 JSON { version, first, previous, rows, entries } without the cards
 *   then        the cards of its entries: UTF-8 JSON texts, one after the other
 * A block of version 2 tells kinds in words and has no columns for what its cards did not know; it is read all the same.
 * One of any other version is passed over, and written anew.
 */
const version = 3;
const versionInWords = 2;
const lengthSize = 4;

/** What a log row said, with its hash. */
export type CoveredRow = { readonly hash: string; readonly events: readonly VaultEvent[] };

/** An event as a block keeps it: entries are told apart by how many there are. */
type KeptEvent =
  | Exclude<VaultEvent, { readonly kind: 'entries' }>
  | { readonly kind: 'entries'; readonly count: number };

export type Block = {
  /** The log rows that it covers, by number. */
  readonly first: number;
  readonly last: number;
  /** The hash of the log row before its first. */
  readonly previous: string;
  readonly rows: readonly { readonly hash: string; readonly events: readonly KeptEvent[] }[];
  readonly entries: PackedEntries;
};

/** The block of these log rows, which follow one another from `first` on. */
export function blockOf(first: number, previous: string, rows: readonly CoveredRow[]): Block {
  const stored = rows.flatMap(({ events }) =>
    events.flatMap((event) => (event.kind === 'entries' ? event.entries : [])),
  );
  return {
    first,
    last: first + rows.length - 1,
    previous,
    rows: rows.map(({ hash, events }) => ({ hash, events: events.map(keptEvent) })),
    entries: packEntries(stored),
  };
}

function keptEvent(event: VaultEvent): KeptEvent {
  return event.kind === 'entries' ? { kind: 'entries', count: event.entries.length } : event;
}

/** The log rows that a block covers, as they were. */
export function rowsOfBlock(block: Block): CoveredRow[] {
  const stored = unpackEntries(block.entries);
  let at = 0;
  const whole = (event: KeptEvent): VaultEvent => {
    if (event.kind !== 'entries') return event;
    at += event.count;
    return { kind: 'entries', entries: stored.slice(at - event.count, at) };
  };
  return block.rows.map(({ hash, events }) => ({ hash, events: events.map(whole) }));
}

export async function sealBlock(key: LogKey, block: Block): Promise<SealedRow> {
  const { first, previous, rows } = block;
  const { cards, ...entries } = block.entries;
  const head = utf8(JSON.stringify({ version, first, previous, rows, entries }));
  const length = new Uint8Array(lengthSize);
  new DataView(length.buffer).setUint32(0, head.length);
  const id = String(first);
  const packed = await pack(concatBytes(length, head, cards));
  return { id, sealed: await seal(key.records, cataloguePlace(key, id), packed) };
}

/** The block that begins with this log row; `undefined` where there is none, and where it is damaged or a later program's. */
export async function openBlockAt(
  store: VaultStore,
  key: LogKey,
  first: number,
): Promise<Block | undefined> {
  const id = String(first);
  const sealed = await store.catalogueRow(id);
  if (sealed === undefined) return undefined;
  try {
    return readBlock(await unpack(await unseal(key.records, cataloguePlace(key, id), sealed)));
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'vault-damaged') return undefined;
    throw thrown;
  }
}

type Head = Omit<Block, 'entries' | 'last'> & {
  readonly version: number;
  readonly entries: Omit<PackedEntries, 'cards'>;
};

function readBlock(plain: Bytes): Block | undefined {
  const view = new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
  const cardsFrom = lengthSize + view.getUint32(0);
  // Sealed under our own key: nobody else can have written it.
  const head = JSON.parse(fromUtf8(plain.subarray(lengthSize, cardsFrom))) as Head;
  if (head.version !== version && head.version !== versionInWords) return undefined;
  const { first, previous } = head;
  // A copy: the head's bytes can be let go.
  const written = { ...head.entries, cards: plain.slice(cardsFrom) };
  const entries = head.version === version ? written : entriesInWords(written);
  const rows = head.rows.map(({ hash, events }) => ({ hash, events: events.map(readKept) }));
  return { first, last: first + rows.length - 1, previous, rows, entries };
}

/** Events that bring entries of their own, beside the packed ones. */
function readKept(event: KeptEvent): KeptEvent {
  return event.kind === 'mended' ? keptEvent(readEvent(event)) : event;
}

/** The version of the description that made the oldest card of a block. */
export function describedByOf({ entries, rows }: Block): number {
  const oldest = (numbers: readonly number[]) => Math.min(descriptionVersion, ...numbers);
  const packed = new Set(entries.columns.describedBy);
  const mended = rows
    .flatMap(({ events }) => events)
    .flatMap((event) => (event.kind === 'mended' ? event.entries : []));
  return oldest([
    ...[...packed].map((word) => Number(entries.words[word] ?? inWords)),
    ...mended.map(({ card }) => card.describedBy),
  ]);
}

/** Where a row of the catalogue belongs. */
export function cataloguePlace(key: LogKey, id: string) {
  return { personId: key.personId, table: 'catalogue', id } as const;
}
