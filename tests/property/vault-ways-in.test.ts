import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damagedRowCount } from '../../renderer/vault/open-vault/damage.ts';
import type { Proof } from '../../renderer/vault/api/people.ts';
import { createVault, unlockVault } from '../../renderer/vault/people/lifecycle.ts';
import type { OpenVault } from '../../renderer/vault/open-vault/open-vault.ts';
import { newRecovery, replaceRecoveryCode } from '../../renderer/vault/people/recovery.ts';
import {
  addPassphrase,
  changePassphrase,
  removeWayIn,
  waysIn,
} from '../../renderer/vault/people/ways-in.ts';
import { AppError } from '../../shared/base/error.ts';
import { memoryStores } from '../unit/renderer/vault/memory.ts';

/** One pass, because it is not the stretching that is tried here. */
const cost = { memoryKiB: 64 * 1024, passes: 1, lanes: 1 };

const operation = fc.oneof(
  fc.record({ kind: fc.constant('add'), which: fc.nat() }),
  fc.record({ kind: fc.constant('change'), which: fc.nat() }),
  fc.record({ kind: fc.constant('remove'), which: fc.nat() }),
  fc.record({ kind: fc.constant('replace code'), which: fc.nat() }),
);

/** What opens the vault and what does not any more, as the person knows it. */
type Known = {
  readonly passphrases: Map<string, string>;
  code: string;
  readonly dead: Proof[];
  counter: number;
};

describe('ways in that are added, changed, removed and replaced in any order', () => {
  it('always leave a passphrase and a code that open the vault whole, and none that was taken away', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 5 }), async (operations) => {
        const stores = memoryStores();
        const { vault, recoveryCode } = await createVault(stores, { passphrase: 'p0', cost });
        const known: Known = {
          passphrases: new Map([[vault.openedBy, 'p0']]),
          code: recoveryCode,
          dead: [],
          counter: 1,
        };
        for (const { kind, which } of operations) await operate(vault, known, kind, which);
        await check(() => stores.open(stores.nameFor(vault.header.personId)), known);
      }),
      { numRuns: 4 },
    );
  });
});

async function operate(vault: OpenVault, known: Known, kind: string, which: number): Promise<void> {
  const proof: Proof = { kind: 'recovery', code: known.code };
  const ids = [...known.passphrases.keys()];
  const id = ids[which % ids.length] ?? '';
  const old: Proof = { kind: 'passphrase', passphrase: known.passphrases.get(id) ?? '' };
  const passphrase = `p${String(known.counter)}`;
  known.counter += 1;
  switch (kind) {
    case 'add':
      await addPassphrase(vault, { proof, passphrase }, cost);
      known.passphrases.set(vault.header.slots.at(-1)?.id ?? '', passphrase);
      return;
    case 'change':
      await changePassphrase(vault, { proof, id, passphrase }, cost);
      known.passphrases.set(id, passphrase);
      known.dead.push(old);
      return;
    case 'remove':
      if (ids.length === 1) {
        await expect(removeWayIn(vault, { proof, id })).rejects.toMatchObject({
          code: 'vault-last-way-in',
        });
        return;
      }
      await removeWayIn(vault, { proof, id });
      known.passphrases.delete(id);
      known.dead.push(old);
      return;
    default: {
      const { pending, recoveryCode } = await newRecovery(vault, proof);
      await replaceRecoveryCode(vault, pending);
      known.code = recoveryCode;
      known.dead.push(proof);
    }
  }
}

async function check(store: () => Parameters<typeof unlockVault>[0], known: Known): Promise<void> {
  const living: Proof[] = [...known.passphrases.values()].map((passphrase) => ({
    kind: 'passphrase',
    passphrase,
  }));
  living.push({ kind: 'recovery', code: known.code });
  expect(living.length).toBeGreaterThanOrEqual(2);
  for (const proof of living) {
    const vault = await unlockVault(store(), proof);
    expect(damagedRowCount(vault)).toBe(0);
    expect(await waysIn(vault)).toHaveLength(living.length);
  }
  for (const proof of known.dead) {
    await expect(unlockVault(store(), proof)).rejects.toBeInstanceOf(AppError);
  }
}
