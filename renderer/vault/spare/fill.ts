import { hex, sha256, type Bytes } from '../../../shared/base/bytes.ts';
import { openHead, type LogKey } from '../log/log.ts';
import type { VaultKeys } from '../crypto/keys.ts';
import { opensAs } from '../crypto/seal.ts';
import type { SpareHas } from '../../../shared/ipc/spare.ts';
import type { LogRow, SealedRow, VaultSpare, VaultStore } from '../store/store.ts';
import { spareRow } from '../store/spare-row.ts';
import { headerBytes } from '../store/row-bytes.ts';

/** What filling a spare needs of the vault that is open. */
export type FilledVault = {
  readonly store: VaultStore;
  readonly keys: VaultKeys;
  readonly key: LogKey;
  /** The header, where it is the one that the log knows. */
  readonly header: () => { readonly id: 'header' } | undefined;
  /** Rows of the log that are not as they were written. */
  readonly damagedRows: ReadonlySet<number>;
  /** Segments of sources that were taken out of the record. */
  readonly removed: () => ReadonlySet<string>;
  /** Whether the vault is no longer to be written. */
  readonly ended: () => boolean;
};

/** About so many bytes go to the spare at a time. */
const batchLength = 1024 * 1024;
const rowsAtOnce = 64;

/**
 * Adds to the spare what it does not have of what the database has, and takes out what was removed. It makes the spare of
 * a vault that an earlier program made; killed at any moment, the next opening goes on.
 */
export async function fillSpare(vault: FilledVault): Promise<void> {
  const { spare } = vault.store;
  const has = await spare?.have();
  if (spare === undefined || has === undefined) return;
  await removeRemoved(vault, spare, has.segments);
  const added = await addSegments(vault, spare, has);
  await addLog(vault, spare, has);
  await addReplaced(vault, spare, has);
  // Removed while it was being added.
  await removeRemoved(vault, spare, added);
  if (!vault.ended()) await spare.complete();
}

async function removeRemoved(
  { removed }: FilledVault,
  spare: VaultSpare,
  present: readonly string[],
): Promise<void> {
  const segments = present.filter((id) => removed().has(id));
  if (segments.length > 0) await spare.remove({ segments });
}

async function addSegments(
  { store, removed, ended }: FilledVault,
  spare: VaultSpare,
  has: SpareHas,
): Promise<readonly string[]> {
  const known = new Set(has.segments);
  const missing = [...(await store.segmentIds())].filter(
    (id) => !known.has(id) && !removed().has(id),
  );
  let rows: SealedRow[] = [];
  let length = 0;
  for (const id of missing) {
    if (ended()) return [];
    const sealed = await store.segment(id);
    if (sealed === undefined) continue;
    rows.push({ id, sealed });
    length += sealed.length;
    if (length < batchLength) continue;
    await spare.add({ segments: rows });
    [rows, length] = [[], 0];
  }
  if (rows.length > 0 && !ended()) await spare.add({ segments: rows });
  return missing;
}

async function addLog(
  { store, damagedRows, ended }: FilledVault,
  spare: VaultSpare,
  has: SpareHas,
): Promise<void> {
  const known = new Set(has.log);
  const missing = (await store.logNumbers()).filter(
    (seq) => !known.has(seq) && !damagedRows.has(seq),
  );
  const wanted = new Set(missing);
  const last = missing.at(-1) ?? 0;
  for (let first = missing[0] ?? 1; first <= last; first += rowsAtOnce) {
    if (ended()) return;
    const all = await store.logBetween(first, Math.min(last, first + rowsAtOnce - 1));
    const log: LogRow[] = all.filter(({ seq }) => wanted.has(seq));
    if (log.length > 0) await spare.add({ log });
  }
}

/** Header, head and secrets: those here count, where they open, and where they do not, those of the spare. */
async function addReplaced(vault: FilledVault, spare: VaultSpare, has: SpareHas): Promise<void> {
  const { store, key, ended } = vault;
  const isNew = async (name: string, bytes: Bytes) =>
    has.digests[name] !== hex(await sha256(bytes));
  const head = await store.head();
  if (
    head !== undefined &&
    (await isNew('head', head)) &&
    (await openHead(key, head)) !== undefined
  ) {
    await spare.add({ head });
  }
  const header = vault.header();
  if (header !== undefined && (await isNew('header', headerBytes(header))))
    await spare.add({ header });
  const here = await store.secretIds();
  const there = Object.keys(has.digests).flatMap((name) => name.split('secrets/')[1] ?? []);
  for (const id of new Set([...here, ...there])) {
    if (ended()) return;
    const sealed = await store.secret(id);
    if (sealed !== undefined && !(await isNew(`secrets/${id}`, sealed))) continue;
    if (sealed !== undefined && (await opensSecret(vault, id, sealed))) {
      await spare.add({ secrets: [{ id, sealed }] });
      continue;
    }
    const kept = await spareRow(store, `secrets/${id}`);
    if (kept !== undefined && (await opensSecret(vault, id, kept))) {
      await store.putBack({ secrets: [{ id, sealed: kept }] });
    }
  }
}

/** Under either of the keys that secrets are sealed with. */
async function opensSecret(
  { keys, key: { personId } }: FilledVault,
  id: string,
  sealed: Bytes,
): Promise<boolean> {
  const place = { personId, table: 'secrets', id } as const;
  return (
    (await opensAs(keys.records, place, sealed)) || (await opensAs(keys.signingWrap, place, sealed))
  );
}
