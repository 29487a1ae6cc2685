import type { KnownVaults } from '../../../shared/ipc/vaults.ts';
import type { PersonChoice } from '../api/people.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import type { Session } from '../session.ts';

/*
 * Chromium deletes a whole database that it cannot open. So main keeps outside of it which vaults there are, and how many
 * rows each log has: a vault that vanished is missed, and so is a log whose newest rows were lost with the head that
 * knew of them.
 */
const nothingKnown: KnownVaults = {
  missing: [],
  rows: {},
  spares: [],
};

/** Tells main which vaults were found, and learns of those that are not. A main that cannot answer knows of none. */
export async function askKnown(
  session: Session,
  here: readonly { readonly id: string }[],
): Promise<KnownVaults> {
  const present = here.map(({ id }) => id);
  const answer = await session.main?.('vaults:known', { present });
  return answer?.ok === true ? answer.value : nothingKnown;
}

/** The vaults that should be here as well, as the list of people shows them. */
export function missingPeople(known: KnownVaults): readonly PersonChoice[] {
  return known.missing.map((id) => {
    // It could not be made anew from its spare just now, as where the disk is full.
    const again = known.spares.includes(id) ? { comesBackAtRestart: true } : {};
    return { id, ways: [], state: 'missing', ...again };
  });
}

/** How many of the newest rows of this vault's log are lost. */
export async function lostRows(session: Session, vault: OpenVault): Promise<number> {
  const { personId } = vault.header;
  const { rows } = await askKnown(session, [{ id: personId }]);
  return Math.max(0, (rows[personId] ?? 0) - vault.head.seq);
}
