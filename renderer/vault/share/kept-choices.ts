import type { KeptChoices } from '../api/share.ts';
import { keepSecret, readSecret } from '../open-vault/secrets.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { inTurn } from '../open-vault/writes.ts';

const name = ['summary-choices'];

/** Keeps what the person has chosen for a summary that is not shared yet, in the place of what was kept; `undefined`: nothing. */
export function keepChoices(vault: OpenVault, choices: KeptChoices | undefined): Promise<void> {
  return inTurn(vault.writes, () => keepSecret(vault.secrets, name, choices ?? null));
}

/** What was chosen and not shared, without entries that are gone; `undefined` where nothing is kept, or it does not open. */
export async function keptChoices(vault: OpenVault): Promise<KeptChoices | undefined> {
  const kept = await readSecret(vault.secrets, name).catch(() => undefined);
  if (kept === undefined || kept === null) return undefined;
  const choices = kept as KeptChoices; // sealed by `keepChoices`
  const isHere = (key: KeptChoices['leftOut'][number]) =>
    vault.state.entries.get(key) !== undefined;
  return {
    ...choices,
    leftOut: choices.leftOut.filter(isHere),
    putIn: choices.putIn.filter(isHere),
  };
}
