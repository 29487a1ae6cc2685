import { fillSpare } from '../spare/fill.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';

const filled = new WeakMap<OpenVault, Promise<void>>();

/** Brings the spare to where the vault is, once an opening, after everything was checked. */
export function spareFilled(vault: OpenVault): Promise<void> {
  const filling = filled.get(vault) ?? fill(vault);
  filled.set(vault, filling);
  return filling;
}

async function fill(vault: OpenVault): Promise<void> {
  await fillSpare({
    store: vault.store,
    keys: vault.keys,
    key: vault.key,
    header: () => (vault.damage.header ? undefined : vault.header),
    damagedRows: vault.damage.rows,
    removed: () => new Set([...vault.state.removed.values()].flatMap(({ segments }) => segments)),
    ended: () => vault.writes.isOver,
  });
}
