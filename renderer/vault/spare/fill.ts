import { hex, sha256, type Bytes } from '../../../shared/base/bytes.ts';
import { codeOf } from '../../../shared/base/error.ts';
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
  const { added, isAllRead } = await addSegments(vault, spare, has);
  await addLog(vault, spare, has);
  await addReplaced(vault, spare, has);
  // Removed while it was being added.
  await removeRemoved(vault, spare, added);
  if (isAllRead && !vault.ended()) await spare.complete();
}

async function removeRemoved(
  { removed }: FilledVault,
  spare: VaultSpare,
  present: readonly string[],
): Promise<void> {
  const segments = present.filter((id) => removed().has(id));
  if (segments.length > 0) await spare.remove({ segments });
}

/** What cannot be read now is left to the next filling; what does not open is never sent. */
async function addSegments(
  vault: FilledVault,
  spare: VaultSpare,
  has: SpareHas,
): Promise<{ readonly added: readonly string[]; readonly isAllRead: boolean }> {
  const { store, removed, ended } = vault;
  const known = new Set(has.segments);
  const added = [...(await store.segmentIds())].filter(
    (id) => !known.has(id) && !removed().has(id),
  );
  let rows: SealedRow[] = [];
  let length = 0;
  let isAllRead = true;
  for (const id of added) {
    if (ended()) return { added: [], isAllRead: false };
    const sealed = await segmentOrUnread(store, id);
    if (sealed === 'unread') isAllRead = false;
    else if (sealed !== undefined && (await opensSegment(vault, id, sealed))) {
      rows.push({ id, sealed });
      length += sealed.length;
    }
    if (length < batchLength) continue;
    await spare.add({ segments: rows });
    [rows, length] = [[], 0];
  }
  if (rows.length > 0 && !ended()) await spare.add({ segments: rows });
  return { added, isAllRead };
}

async function segmentOrUnread(
  store: VaultStore,
  id: string,
): Promise<Bytes | undefined | 'unread'> {
  try {
    return await store.segment(id);
  } catch (thrown) {
    if (codeOf(thrown) === 'vault-storage-failed') return 'unread';
    throw thrown;
  }
}

function opensSegment(
  { keys, key: { personId } }: FilledVault,
  id: string,
  sealed: Bytes,
): Promise<boolean> {
  return opensAs(keys.records, { personId, table: 'segments', id }, sealed);
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

/**
 * Header, head and secrets: those here count, where they open, and where they do not, those of the spare. Each is read and
 * added while nothing is written, or an older one could come after a newer one.
 */
async function addReplaced(vault: FilledVault, spare: VaultSpare, has: SpareHas): Promise<void> {
  const { store, ended } = vault;
  await store.inTurn?.(() => addHeads(vault, spare, has));
  const here = await store.secretIds();
  const there = Object.keys(has.digests).flatMap((name) => name.split('secrets/')[1] ?? []);
  for (const id of new Set([...here, ...there])) {
    if (ended()) return;
    await store.inTurn?.(() => addSecret(vault, spare, { has, id }));
  }
}

async function addHeads(
  { store, key, header: headerOf }: FilledVault,
  spare: VaultSpare,
  has: SpareHas,
): Promise<void> {
  const head = await store.head();
  const opened = await openHead(key, head);
  if (head !== undefined && opened !== undefined && (await isNews(has, 'head', head))) {
    await spare.add({ head });
  }
  const header = headerOf();
  if (header !== undefined && (await isNews(has, 'header', headerBytes(header)))) {
    await spare.add({ header });
  }
}

async function addSecret(
  vault: FilledVault,
  spare: VaultSpare,
  { has, id }: { readonly has: SpareHas; readonly id: string },
): Promise<void> {
  const { store } = vault;
  const name = `secrets/${id}`;
  const sealed = await store.secret(id);
  if (sealed !== undefined && !(await isNews(has, name, sealed))) return;
  if (sealed !== undefined && (await opensSecret(vault, id, sealed))) {
    await spare.add({ secrets: [{ id, sealed }] });
    return;
  }
  const kept = await spareRow(store, name);
  if (kept !== undefined && (await opensSecret(vault, id, kept))) {
    await store.putBack({ secrets: [{ id, sealed: kept }] });
  }
}

/** Whether the spare had another row under this name, or none. */
async function isNews({ digests }: SpareHas, name: string, row: Bytes): Promise<boolean> {
  return digests[name] !== hex(await sha256(row));
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
