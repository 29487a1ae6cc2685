import { openFront } from '../catalogue/open-front.ts';
import { readWholeRecord, type Covered } from '../catalogue/read-record.ts';
import type { Shelves } from '../catalogue/shelf-counts.ts';
import type { VaultState } from '../catalogue/state.ts';
import { deriveVaultKeys, type VaultKeys } from '../crypto/keys.ts';
import type { LogHead, LogKey } from '../log/log.ts';
import { headerDigest, type VaultHeader } from '../slots/header.ts';
import type { ProvenKey } from '../slots/proof.ts';
import { putBackLog } from '../spare/put-back.ts';
import { spareHeader } from '../spare/spare-header.ts';
import type { VaultStore } from '../store/store.ts';
import type { Secrets } from './secrets.ts';
import type { Segments } from './segments.ts';
import { newWrites, type Writes } from './writes.ts';

/** A vault whose key is in memory. Ending the worker is what locks it. */
export type OpenVault = {
  readonly store: VaultStore;
  readonly keys: VaultKeys;
  /** What opens and seals the rows of its log. */
  readonly key: LogKey;
  /** The slot that it was opened by. */
  readonly openedBy: string;
  /** As it was written last: each commit replaces header and head and adds to the state. */
  readonly header: VaultHeader;
  readonly head: LogHead;
  /** Until the entries are open (`wholeVault`), all of the state but them and the attachments. */
  readonly state: VaultState;
  readonly segments: Segments;
  readonly secrets: Secrets;
  readonly writes: Writes;
  readonly catalogue: StoredCatalogue;
  /** What was found to be damaged so far, besides segments. */
  readonly damage: Damage;
  readonly opening: Opening;
};

/** How the stored catalogue stands to the log. */
export type StoredCatalogue = {
  /** What the first screen says of the entries while they are not open yet. */
  front: Shelves | undefined;
  /** The last log row that the stored front page knows of, where it was of use. */
  frontSeq: number | undefined;
  /** The version of the description that made the cards behind that page. */
  frontDescribedBy: number | undefined;
  /** Whether every card has been made anew that can be. */
  isDescribedNow: boolean;
  /** Log rows that the catalogue stands for, besides the log. */
  covered: readonly Covered[];
  /** Whether a part of it did not open, so that it is to be written anew. */
  isBlockPassedOver: boolean;
};

export type Damage = {
  /** Log rows that are missing or are not as they were written. */
  readonly rows: Set<number>;
  head: boolean;
  header: boolean;
  /** How many of the newest log rows were lost together with the head that knew of them. */
  lostRows: number;
};

/** The opening of the entries, and then the check of everything: each is done once. */
type Opening = { whole: Promise<void> | undefined; checked: Promise<void> | undefined };

/** What of a vault is replaced as it is written. */
type Replaced = Pick<OpenVault, 'header' | 'head' | 'state'>;

/**
 * Opens what the first screen needs, and where the catalogue does not have it, everything.
 * The vault key holds zeroes afterwards.
 */
export async function openVault(
  store: VaultStore,
  header: VaultHeader,
  { vaultKey, slotId }: ProvenKey,
): Promise<OpenVault> {
  const { personId } = header;
  const keys = await deriveVaultKeys(vaultKey);
  const key = { records: keys.records, personId };
  const [page, knownRows] = await Promise.all([openFront(store, key), store.spare?.knownRows()]);
  // A database that was put back as it stood earlier is whole in itself, and not what there must be.
  const front = (page?.head.seq ?? 0) < (knownRows ?? 0) ? undefined : page;
  const { state, head, ...rest } = front ?? (await readWhole(store, key, knownRows));
  const record = 'covered' in rest ? rest : undefined;
  return {
    store,
    keys,
    key,
    openedBy: slotId,
    header,
    head,
    state,
    segments: { store, key, damaged: new Set() },
    secrets: { store, keys, personId },
    writes: newWrites(),
    catalogue: {
      front: front?.shelves,
      frontSeq: front?.pageSeq,
      frontDescribedBy: front?.describedBy,
      isDescribedNow: false,
      covered: record?.covered ?? [],
      isBlockPassedOver: record?.isBlockPassedOver ?? false,
    },
    damage: {
      rows: new Set(record?.damagedRows),
      head: record?.headDamaged ?? false,
      header: !(await isHeaderWritten(state, header)),
      lostRows: 0,
    },
    opening: { whole: record === undefined ? undefined : Promise.resolve(), checked: undefined },
  };
}

/**
 * Opens the entries, where only the first screen's part was opened so far.
 * @throws vault-storage-failed where they cannot be read; the next call tries again
 */
export function wholeVault(vault: OpenVault): Promise<void> {
  const { opening } = vault;
  opening.whole ??= openEntries(vault).catch((thrown: unknown) => {
    opening.whole = undefined;
    throw thrown;
  });
  return opening.whole;
}

async function openEntries(vault: OpenVault): Promise<void> {
  const { state, head, ...record } = await readWhole(vault.store, vault.key);
  replaceIn(vault, { state, head });
  const { catalogue, damage } = vault;
  catalogue.covered = record.covered;
  catalogue.isBlockPassedOver = record.isBlockPassedOver;
  for (const seq of record.damagedRows) damage.rows.add(seq);
  damage.head = record.headDamaged;
  catalogue.front = undefined;
}

/** Reads the record; where something of the log is damaged or missing, once more with what the spare had of it. */
async function readWhole(store: VaultStore, key: LogKey, knownRows = 0) {
  const record = await readWholeRecord(store, key);
  const isWhole = record.damagedRows.size === 0 && !record.headDamaged;
  if (isWhole && record.head.seq >= knownRows) return record;
  const isBetter = await putBackLog(store, key).catch(() => false);
  return isBetter ? readWholeRecord(store, key) : record;
}

/**
 * Puts the header back that the log knows, where the one here is another and the spare has it.
 * @throws vault-storage-full, vault-storage-failed
 */
export async function putBackHeader(vault: OpenVault): Promise<void> {
  if (!vault.damage.header) return;
  const kept = await spareHeader(vault.store);
  if (kept === undefined || !(await isHeaderWritten(vault.state, kept.header))) return;
  await vault.store.putBack({ header: kept.stored });
  replaceIn(vault, { header: kept.header });
  vault.damage.header = false;
}

/** Only a commit, the opening of the entries and what is put back do this. */
export function replaceIn(
  vault: { -readonly [Member in keyof Replaced]: Replaced[Member] },
  now: Partial<Replaced>,
): void {
  Object.assign(vault, now);
}

/** Whether the header is the one that the log knows to have been written last. */
async function isHeaderWritten(state: VaultState, header: VaultHeader): Promise<boolean> {
  return state.headerDigest === undefined || state.headerDigest === (await headerDigest(header));
}
