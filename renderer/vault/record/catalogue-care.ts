import { descriptionVersion } from '../../../shared/record/describe.ts';
import { codeOf } from '../../../shared/base/error.ts';
import { coverLog, usualBlockSize, type BlockSize } from '../catalogue/cover-log.ts';
import { sealFrontPage } from '../catalogue/front-page.ts';
import { damagedAmong } from '../catalogue/read-record.ts';
import { measured } from '../crypto/with-timing.ts';
import { wholeVault, type OpenVault } from '../open-vault/open-vault.ts';
import { openSegment } from '../open-vault/segments.ts';
import { inTurn } from '../open-vault/writes.ts';
import { putBackLog } from '../spare/put-back.ts';
import { shelvesOf } from '../catalogue/shelf-counts.ts';
import type { VaultState } from '../catalogue/state.ts';

/**
 * Looks behind the first screen whether everything is there that should be: the log rows that the catalogue stood for,
 * and the segments that the entries lie in.
 */
export function checkedVault(vault: OpenVault): Promise<void> {
  const { opening } = vault;
  opening.checked ??= check(vault).catch((thrown: unknown) => {
    opening.checked = undefined;
    throw thrown;
  });
  return opening.checked;
}

async function check(vault: OpenVault): Promise<void> {
  await wholeVault(vault);
  const [damaged, present] = await Promise.all([
    damagedAmong(vault.store, vault.catalogue.covered),
    vault.store.segmentIds(),
  ]);
  for (const seq of await stillDamaged(vault, damaged)) vault.damage.rows.add(seq);
  await destroyRemoved(vault, present);
  for (const id of segmentsOf(vault.state)) {
    // Opening it brings it back where the spare has it, and remembers it as damaged where not.
    if (!present.has(id)) await openSegment(vault.segments, id).catch(onlyDamaged);
  }
}

/** The rows that are damaged after the spare was asked for them. */
async function stillDamaged(
  { store, key, catalogue }: OpenVault,
  damaged: readonly number[],
): Promise<readonly number[]> {
  if (damaged.length === 0) return damaged;
  const isBetter = await putBackLog(store, key).catch(() => false);
  return isBetter ? damagedAmong(store, catalogue.covered) : damaged;
}

function onlyDamaged(thrown: unknown): void {
  if (codeOf(thrown) !== 'vault-damaged') throw thrown;
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
  return [
    // A row that was forgotten has none.
    ...entries.everyText('segment'),
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
  return inTurn(vault.writes, () => measured('catalogue', () => renew(vault, blockSize)));
}

/** So many changes may come after a catalogue before it is worth renewing it. */
const changesBehind = 16;

/** Whether the next unlocking would be slow, or soon will be. */
export function isCatalogueBehind(vault: OpenVault): boolean {
  const { head, damage } = vault;
  const { frontSeq, covered, isBlockPassedOver } = vault.catalogue;
  if (isBlockPassedOver) return true;
  const rows = covered.reduce((sum, { first, last }) => sum + last - first + 1, damage.rows.size);
  return frontSeq === undefined || head.seq - Math.min(frontSeq, rows) > changesBehind;
}

/** Whether this program's description made every card. */
export function isAllDescribedNow({ entries }: VaultState): boolean {
  return entries.everyMatches({ describedBy: String(descriptionVersion) });
}

/** The front page comes first: with it alone the next first screen is fast, however much of the log is not covered yet. */
async function renew(vault: OpenVault, blockSize: BlockSize): Promise<void> {
  await wholeVault(vault);
  const { store, key, state, head, catalogue } = vault;
  const shelves = shelvesOf(state, state.entries.listed());
  const isNow = catalogue.isDescribedNow || isAllDescribedNow(state);
  const describedBy = isNow ? descriptionVersion : 0;
  const page = { head, describedBy, shelves, state };
  await store.write({ catalogue: [await sealFrontPage(key, page)] });
  catalogue.frontSeq = head.seq;
  catalogue.frontDescribedBy = describedBy;
  catalogue.covered = await coverLog({ store, key, blockSize }, catalogue.covered, head.seq);
  catalogue.isBlockPassedOver = false;
}
