import { AppError } from '../../../shared/base/error.ts';
import { applyEvent } from '../catalogue/state.ts';
import type { VaultEvent } from '../log/event.ts';
import { sealHead, sealLogRow } from '../log/log.ts';
import { waysInEvent, type VaultHeader } from '../slots/header.ts';
import type { LogRow } from '../store/store.ts';
import { replaceIn, wholeVault, type OpenVault } from './open-vault.ts';
import { sealSegment, type Segment } from './segments.ts';
import { inTurn } from './writes.ts';

/** One row of the log, with the bytes that its events refer to. */
export type Change = {
  readonly events: readonly VaultEvent[];
  readonly segments?: readonly Segment[];
  /** What becomes of the header, in the same transaction. It throws where that may not be. */
  readonly header?: (now: VaultHeader) => VaultHeader;
};

/**
 * Seals and stores these changes in one transaction, then takes them into the state.
 * @throws vault-storage-full, vault-storage-failed: nothing was stored, and the state is as it was
 * @throws vault-locked where the vault is being deleted
 */
export function commit(vault: OpenVault, changes: readonly Change[]): Promise<void> {
  return inTurn(vault.writes, () => writeChanges(vault, changes));
}

async function writeChanges(vault: OpenVault, changes: readonly Change[]): Promise<void> {
  if (vault.writes.isOver) throw new AppError('vault-locked');
  await wholeVault(vault);
  const segments = await Promise.all(
    changes
      .flatMap((change) => change.segments ?? [])
      .map((one) => sealSegment(vault.segments, one)),
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
    const sealed = await sealLogRow(vault.key, head, own);
    log.push(sealed.row);
    head = sealed.head;
  }
  await vault.store.write({
    segments,
    log,
    head: await sealHead(vault.key, head),
    ...(header === vault.header ? {} : { header }),
  });
  replaceIn(vault, { head, header });
  for (const event of events) applyEvent(vault.state, event);
  vault.writes.onCommitted();
}
