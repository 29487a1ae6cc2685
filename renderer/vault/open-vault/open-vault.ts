import { fromUtf8, hex, utf8, type Bytes } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';
import { openFront } from '../catalogue/open-front.ts';
import { readRecord, type Covered } from '../catalogue/read-record.ts';
import { pack, unpack } from '../crypto/compress.ts';
import type { Place, VaultEvent } from '../log/event.ts';
import { headerDigest, waysInEvent, type VaultHeader } from '../slots/header.ts';
import { deriveVaultKeys, rowIdFor, type VaultKeys } from '../crypto/keys.ts';
import { sealHead, sealLogRow, type LogHead, type LogKey } from '../log/log.ts';
import type { ProvenKey } from '../slots/proof.ts';
import { seal, unseal } from '../crypto/seal.ts';
import type { Shelves } from '../catalogue/shelf-counts.ts';
import { applyEvent, type VaultState } from '../catalogue/state.ts';
import { openedOrPutBack, putBackLog } from '../spare/put-back.ts';
import { spareHeader } from '../spare/spare-header.ts';
import type { LogRow, SealedRow, VaultStore } from '../store/store.ts';

/** A vault whose key is in memory. Ending the worker is what locks it. */
export type OpenVault = {
  readonly store: VaultStore;
  header: VaultHeader;
  /** The slot that it was opened by. */
  readonly openedBy: string;
  readonly keys: VaultKeys;
  /** Until the entries are open (`wholeVault`), all of the state but them and the attachments. */
  state: VaultState;
  head: LogHead;
  /** What the first screen says of the entries while they are not open yet. */
  front: Shelves | undefined;
  /** The last log row that the stored front page knows of, where it was of use. */
  frontSeq: number | undefined;
  /** Log rows that the catalogue stands for, besides the log. */
  covered: readonly Covered[];
  /** Whether a part of the catalogue did not open, so that it is to be written anew. */
  isBlockPassedOver: boolean;
  /** What was found to be damaged so far, besides segments. */
  readonly damage: Damage;
  /** Log rows that are missing or are not as they were written and were not mended, with the log's head and the header. */
  readonly damagedRows: number;
  /** The newest log rows that were lost together with the head that knew of them. */
  lostRows: number;
  /** Segments that are missing, or were found not to open. */
  readonly damagedSegments: Set<string>;
  /** Called when a commit has been written. */
  onCommitted?: () => void;
  /** The opening of the entries, and then the check of everything: each is done once. */
  whole: Promise<void> | undefined;
  checked: Promise<void> | undefined;
  /** Writes follow one another: each builds on the head that the one before it left. */
  writing: Promise<void>;
  /** Nothing is written any more: the vault is being deleted. */
  ended: boolean;
};

type Damage = { readonly rows: Set<number>; head: boolean; header: boolean };

/** One row of the log, with the bytes that its events refer to. */
export type Change = {
  readonly events: readonly VaultEvent[];
  readonly segments?: readonly Segment[];
  /** What becomes of the header, in the same transaction. It throws where that may not be. */
  readonly header?: (now: VaultHeader) => VaultHeader;
};

/** Bytes that are sealed together: the texts of one page's resources, or one attachment. */
export type Segment = { readonly id: string; readonly bytes: Bytes };

/**
 * Opens what the first screen needs, and where the catalogue does not have it, everything.
 * The vault key holds zeroes afterwards.
 */
export async function openVault(
  store: VaultStore,
  header: VaultHeader,
  { vaultKey, slotId }: ProvenKey,
): Promise<OpenVault> {
  const keys = await deriveVaultKeys(vaultKey);
  const key = { records: keys.records, personId: header.personId };
  const [page, knownRows] = await Promise.all([openFront(store, key), store.spare?.knownRows()]);
  // A database that was put back as it stood earlier is whole in itself, and not what there must be.
  const front = (page?.head.seq ?? 0) < (knownRows ?? 0) ? undefined : page;
  const { state, head, ...rest } = front ?? (await readWhole(store, key, knownRows));
  const record = 'covered' in rest ? rest : undefined;
  const vault: OpenVault = {
    store,
    header,
    openedBy: slotId,
    keys,
    state,
    head,
    front: front?.shelves,
    frontSeq: front?.pageSeq,
    covered: record?.covered ?? [],
    isBlockPassedOver: record?.isBlockPassedOver ?? false,
    damage: {
      rows: new Set(record?.damagedRows),
      head: record?.headDamaged ?? false,
      header: !(await isHeaderWritten(state, header)),
    },
    get damagedRows() {
      const rows = [...vault.damage.rows].filter((seq) => !vault.state.mendedRows.has(seq));
      return rows.length + Number(vault.damage.head) + Number(vault.damage.header);
    },
    lostRows: 0,
    damagedSegments: new Set(),
    whole: record === undefined ? undefined : Promise.resolve(),
    checked: undefined,
    writing: Promise.resolve(),
    ended: false,
  };
  return vault;
}

/**
 * Opens the entries, where only the first screen's part was opened so far.
 * @throws vault-storage-failed where they cannot be read; the next call tries again
 */
export function wholeVault(vault: OpenVault): Promise<void> {
  vault.whole ??= openEntries(vault).catch((thrown: unknown) => {
    vault.whole = undefined;
    throw thrown;
  });
  return vault.whole;
}

async function openEntries(vault: OpenVault): Promise<void> {
  const record = await readWhole(vault.store, logKeyOf(vault));
  vault.state = record.state;
  vault.head = record.head;
  vault.covered = record.covered;
  vault.isBlockPassedOver = record.isBlockPassedOver;
  for (const seq of record.damagedRows) vault.damage.rows.add(seq);
  vault.damage.head = record.headDamaged;
  vault.front = undefined;
}

/** Reads the record; where something of the log is damaged or missing, once more with what the spare had of it. */
async function readWhole(store: VaultStore, key: LogKey, knownRows = 0) {
  const record = await readRecord(store, key);
  const isWhole = record.damagedRows.size === 0 && !record.headDamaged;
  if (isWhole && record.head.seq >= knownRows) return record;
  const isBetter = await putBackLog(store, key).catch(() => false);
  return isBetter ? readRecord(store, key) : record;
}

/**
 * Puts the header back that the log knows, where the one here is another and the spare has it.
 * @throws vault-storage-full, vault-storage-failed
 */
export async function putBackHeader(vault: OpenVault): Promise<void> {
  vault.damage.header = !(await isHeaderWritten(vault.state, vault.header));
  if (!vault.damage.header) return;
  const kept = await spareHeader(vault.store);
  if (kept === undefined || !(await isHeaderWritten(vault.state, kept.header))) return;
  await vault.store.putBack({ header: kept.stored });
  vault.header = kept.header;
  vault.damage.header = false;
}

/** What opens and seals the rows of a vault's log. */
export function logKeyOf({ keys, header }: OpenVault): LogKey {
  return { records: keys.records, personId: header.personId };
}

/** Whether the header is the one that the log knows to have been written last. */
async function isHeaderWritten(state: VaultState, header: VaultHeader): Promise<boolean> {
  return state.headerDigest === undefined || state.headerDigest === (await headerDigest(header));
}

/**
 * Seals and stores these changes in one transaction, then takes them into the state.
 * @throws vault-storage-full, vault-storage-failed: nothing was stored, and the state is as it was
 * @throws vault-locked where the vault is being deleted
 */
export function commit(vault: OpenVault, changes: readonly Change[]): Promise<void> {
  const written = vault.writing.then(() => writeChanges(vault, changes));
  vault.writing = written.catch(() => undefined);
  return written;
}

async function writeChanges(vault: OpenVault, changes: readonly Change[]): Promise<void> {
  if (vault.ended) throw new AppError('vault-locked');
  await wholeVault(vault);
  const key = logKeyOf(vault);
  const segments = await Promise.all(
    changes.flatMap((change) => change.segments ?? []).map((one) => sealSegment(vault, one)),
  );
  const log: LogRow[] = [];
  let { head, header } = vault;
  const events: VaultEvent[] = [];
  for (const change of changes) {
    const own = [...change.events];
    if (change.header !== undefined) {
      header = change.header(header);
      own.push(await waysInEvent(header));
    }
    events.push(...own);
    const sealed = await sealLogRow(key, head, own);
    log.push(sealed.row);
    head = sealed.head;
  }
  await vault.store.write({
    segments,
    log,
    head: await sealHead(key, head),
    ...(header === vault.header ? {} : { header }),
  });
  vault.head = head;
  vault.header = header;
  for (const event of events) applyEvent(vault.state, event);
  vault.onCommitted?.();
}

/** A random name for a new segment. */
export function newSegmentId(): string {
  return hex(crypto.getRandomValues(new Uint8Array(16)));
}

async function sealSegment(vault: OpenVault, segment: Segment): Promise<SealedRow> {
  const place = segmentPlace(vault, segment.id);
  return {
    id: segment.id,
    sealed: await seal(vault.keys.records, place, await pack(segment.bytes)),
  };
}

/**
 * Opens one segment.
 * @throws vault-damaged where it is missing or does not open; it is remembered as damaged until it opens after all
 */
export async function openSegment(vault: OpenVault, id: string): Promise<Bytes> {
  try {
    const row = { key: `segments/${id}`, sealed: await vault.store.segment(id) };
    const bytes = await openedOrPutBack(vault.store, row, async (sealed) =>
      unpack(await unseal(vault.keys.records, segmentPlace(vault, id), sealed)),
    );
    if (bytes === undefined) throw new AppError('vault-damaged', { where: 'segments' });
    vault.damagedSegments.delete(id);
    return bytes;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'vault-damaged') {
      vault.damagedSegments.add(id);
    }
    throw thrown;
  }
}

/** The bytes at a place. @throws vault-damaged where its segment cannot be opened */
export async function bytesAt(vault: OpenVault, place: Place): Promise<Bytes> {
  const segment = await openSegment(vault, place.segment);
  return segment.slice(place.offset, place.offset + place.length);
}

/** The text at a place. @throws vault-damaged where its segment cannot be opened */
export async function textAt(vault: OpenVault, place: Place): Promise<string> {
  return fromUtf8(await bytesAt(vault, place));
}

/** Keeps something that changes, such as access to a server, under a name that only this vault can make out. */
export async function keepSecret(
  vault: OpenVault,
  name: readonly string[],
  content: unknown,
): Promise<void> {
  const id = await rowIdFor(vault.keys, name);
  const place = { personId: vault.header.personId, table: 'secrets', id } as const;
  const sealed = await seal(vault.keys.records, place, utf8(JSON.stringify(content)));
  await vault.store.write({ secrets: [{ id, sealed }] });
}

/** What `keepSecret` kept under this name, or `undefined`. @throws vault-damaged where it does not open */
export async function readSecret(vault: OpenVault, name: readonly string[]): Promise<unknown> {
  const id = await rowIdFor(vault.keys, name);
  const row = { key: `secrets/${id}`, sealed: await vault.store.secret(id) };
  const place = { personId: vault.header.personId, table: 'secrets', id } as const;
  const plain = await openedOrPutBack(vault.store, row, (sealed) =>
    unseal(vault.keys.records, place, sealed),
  );
  return plain === undefined ? undefined : JSON.parse(fromUtf8(plain));
}

function segmentPlace(vault: OpenVault, id: string) {
  return { personId: vault.header.personId, table: 'segments', id } as const;
}
