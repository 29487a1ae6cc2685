import { fromUtf8, hex, utf8, type Bytes } from '../../shared/base/bytes.ts';
import { AppError } from '../../shared/base/error.ts';
import { pack, unpack } from './compress.ts';
import type { Place, VaultEvent } from './event.ts';
import { headerDigest, waysInEvent, type VaultHeader } from './header.ts';
import { deriveVaultKeys, rowIdFor, type VaultKeys } from './keys.ts';
import { readLog, sealHead, sealLogRow, type LogHead } from './log.ts';
import type { ProvenKey } from './proof.ts';
import { seal, unseal } from './seal.ts';
import { applyEvent, emptyState, type VaultState } from './state.ts';
import type { LogRow, SealedRow, VaultStore } from './store.ts';

/** A vault whose key is in memory. Ending the worker is what locks it. */
export type OpenVault = {
  readonly store: VaultStore;
  header: VaultHeader;
  /** The slot that it was opened by. */
  readonly openedBy: string;
  readonly keys: VaultKeys;
  readonly state: VaultState;
  head: LogHead;
  /** Log rows that are missing or do not open, and a header that is not the one that was written last. */
  readonly damagedRows: number;
  /** The newest log rows that were lost together with the head that knew of them. */
  lostRows: number;
  /** Segments that are missing, or were found not to open. */
  readonly damagedSegments: Set<string>;
  /** Called when a commit has been written. */
  onCommitted?: () => void;
  /** Writes follow one another: each builds on the head that the one before it left. */
  writing: Promise<void>;
  /** Nothing is written any more: the vault is being deleted. */
  ended: boolean;
};

/** One row of the log, with the bytes that its events refer to. */
export type Change = {
  readonly events: readonly VaultEvent[];
  readonly segments?: readonly Segment[];
  /** What becomes of the header, in the same transaction. It throws where that may not be. */
  readonly header?: (now: VaultHeader) => VaultHeader;
};

/** Bytes that are sealed together: the texts of one page's resources, or one attachment. */
export type Segment = { readonly id: string; readonly bytes: Bytes };

/** Reads the whole log and adds it up. The vault key holds zeroes afterwards. */
export async function openVault(
  store: VaultStore,
  header: VaultHeader,
  { vaultKey, slotId }: ProvenKey,
): Promise<OpenVault> {
  const keys = await deriveVaultKeys(vaultKey);
  const [rows, sealedHead, segmentIds] = await Promise.all([
    store.log(),
    store.head(),
    store.segmentIds(),
  ]);
  const log = await readLog({ records: keys.records, personId: header.personId }, rows, sealedHead);
  const state = emptyState();
  for (const event of log.events) applyEvent(state, event);
  return {
    store,
    header,
    openedBy: slotId,
    keys,
    state,
    head: log.head,
    damagedRows: log.damagedRows + ((await isHeaderWritten(state, header)) ? 0 : 1),
    lostRows: 0,
    damagedSegments: missingSegments(state, segmentIds),
    writing: Promise.resolve(),
    ended: false,
  };
}

/** Whether the header is the one that the log knows to have been written last. */
async function isHeaderWritten(state: VaultState, header: VaultHeader): Promise<boolean> {
  return state.headerDigest === undefined || state.headerDigest === (await headerDigest(header));
}

function missingSegments(state: VaultState, present: ReadonlySet<string>): Set<string> {
  const { words, columns } = state.entries.rows;
  const named = [
    ...[...new Set(columns.segment)].map((word) => words.textOf(word) ?? ''),
    ...[...state.attachments.values()].map(({ place }) => place.segment),
  ];
  return new Set(named.filter((segment) => !present.has(segment)));
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
  const key = { records: vault.keys.records, personId: vault.header.personId };
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
 * @throws vault-damaged where it is missing or does not open; it is remembered as damaged
 */
export async function openSegment(vault: OpenVault, id: string): Promise<Bytes> {
  try {
    const sealed = await vault.store.segment(id);
    if (sealed === undefined) throw new AppError('vault-damaged', { where: 'segments' });
    return await unpack(await unseal(vault.keys.records, segmentPlace(vault, id), sealed));
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
  const sealed = await vault.store.secret(id);
  if (sealed === undefined) return undefined;
  const place = { personId: vault.header.personId, table: 'secrets', id } as const;
  return JSON.parse(fromUtf8(await unseal(vault.keys.records, place, sealed)));
}

function segmentPlace(vault: OpenVault, id: string) {
  return { personId: vault.header.personId, table: 'segments', id } as const;
}
