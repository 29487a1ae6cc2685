import type { Proof } from '../api/people.ts';
import { betterCost, leastCost, workOf } from '../crypto/argon2id.ts';
import type { VaultHeader } from '../slots/header.ts';
import { lastMeasured } from '../crypto/with-timing.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import type { Session } from '../session.ts';
import { changePassphrase } from './ways-in.ts';

/** The first screens come first: stretching once more keeps the worker from answering for about a second. */
const laterMs = 10_000;

/**
 * Some time after a passphrase opened the vault: where its slot has become weak for this machine, it is sealed anew,
 * at the cost that a new slot would have here. It is never made cheaper. What fails is tried again at the next opening.
 */
export function raiseCostLater(session: Session, proof: Proof): void {
  const took = lastMeasured('vault key');
  const { vault, environment } = session;
  if (proof.kind !== 'passphrase' || vault === undefined || took === undefined) return;
  environment.after(laterMs, () => {
    if (session.vault !== vault) return; // locked, deleted, or another one by now
    void raiseCost(session, vault, { passphrase: proof.passphrase, took }).catch(() => undefined);
  });
}

/** Seals the slot that opened the vault anew where it is weak. `took`: milliseconds in which the vault key was found. */
export async function raiseCost(
  { environment }: Pick<Session, 'environment'>,
  vault: OpenVault,
  { passphrase, took }: { readonly passphrase: string; readonly took: number },
): Promise<void> {
  const slot = vault.header.slots.find(({ id }) => id === vault.openedBy);
  if (slot?.kind !== 'passphrase') return;
  const leastTakes = (took * workOf(leastCost)) / workTried(vault.header, slot.id);
  const better = betterCost(slot.argon2id, await environment.passphraseCost(leastTakes));
  if (better === undefined) return;
  const proof = { kind: 'passphrase', passphrase } as const;
  await changePassphrase(vault, { proof, id: slot.id, passphrase }, better);
}

/** Passphrase slots are tried in their order until one opens: the work of all of them took that time. */
function workTried({ slots }: VaultHeader, opened: string): number {
  const tried = slots.slice(0, slots.findIndex(({ id }) => id === opened) + 1);
  return tried.reduce(
    (work, slot) => work + (slot.kind === 'passphrase' ? workOf(slot.argon2id) : 0),
    0,
  );
}
