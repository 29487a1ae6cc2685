import { coverLog, usualBlockSize, type BlockSize } from '../catalogue/cover-log.ts';
import { sealFrontPage } from '../catalogue/front-page.ts';
import { damagedAmong } from '../catalogue/read-record.ts';
import { listedEntries } from '../catalogue/listed-entries.ts';
import { measured } from '../crypto/with-timing.ts';
import { logKeyOf, wholeVault, type OpenVault } from '../open-vault/open-vault.ts';
import { shelvesOf } from '../catalogue/shelf-counts.ts';
import type { VaultState } from '../catalogue/state.ts';

/**
 * Looks behind the first screen whether everything is there that should be: the log rows that the catalogue stood for,
 * and the segments that the entries lie in.
 */
export function checkedVault(vault: OpenVault): Promise<void> {
  vault.checked ??= check(vault).catch((thrown: unknown) => {
    vault.checked = undefined;
    throw thrown;
  });
  return vault.checked;
}

async function check(vault: OpenVault): Promise<void> {
  await wholeVault(vault);
  const [damaged, present] = await Promise.all([
    damagedAmong(vault.store, vault.covered),
    vault.store.segmentIds(),
  ]);
  for (const seq of damaged) vault.damage.rows.add(seq);
  await destroyRemoved(vault, present);
  for (const id of segmentsOf(vault.state)) {
    if (!present.has(id)) vault.damagedSegments.add(id);
  }
}

/** Finishes the removal of a source that was interrupted after it had been written down. */
async function destroyRemoved(
  { store, state }: OpenVault,
  present: ReadonlySet<string>,
): Promise<void> {
  const removed = [...state.removed.values()].flatMap(({ segments }) => segments);
  const segments = removed.filter((id) => present.has(id));
  if (segments.length === 0) return;
  await store.write({ removed: { segments } });
}

function segmentsOf({ entries, attachments }: VaultState): string[] {
  const { words, columns } = entries.rows;
  return [
    // A row that was forgotten has none.
    ...[...new Set(columns.segment)].flatMap((word) => words.textOf(word) ?? []),
    ...[...attachments.values()].map(({ place }) => place.segment),
  ];
}

/**
 * Brings the catalogue to where the log is, so that the next unlocking is fast. It follows what is being written, and
 * what is written afterwards waits for it.
 * @throws vault-storage-full, vault-storage-failed: the log has everything all the same
 */
export function renewCatalogue(
  vault: OpenVault,
  blockSize: BlockSize = usualBlockSize,
): Promise<void> {
  const renewed = vault.writing.then(() => measured('catalogue', () => renew(vault, blockSize)));
  vault.writing = renewed.catch(() => undefined);
  return renewed;
}

/** So many changes may come after a catalogue before it is worth renewing it. */
const changesBehind = 16;

/** Whether the next unlocking would be slow, or soon will be. */
export function isCatalogueBehind(vault: OpenVault): boolean {
  const { head, frontSeq, covered, damage } = vault;
  if (vault.isBlockPassedOver) return true;
  const rows = covered.reduce((sum, { first, last }) => sum + last - first + 1, damage.rows.size);
  return frontSeq === undefined || head.seq - Math.min(frontSeq, rows) > changesBehind;
}

/** The front page comes first: with it alone the next first screen is fast, however much of the log is not covered yet. */
async function renew(vault: OpenVault, blockSize: BlockSize): Promise<void> {
  await wholeVault(vault);
  const { store, state, head } = vault;
  const key = logKeyOf(vault);
  const shelves = shelvesOf(state, listedEntries(state.entries));
  await store.write({ catalogue: [await sealFrontPage(key, { head, shelves, state })] });
  vault.frontSeq = head.seq;
  vault.covered = await coverLog({ store, key, blockSize }, vault.covered, head.seq);
  vault.isBlockPassedOver = false;
}
