import { describe, expect, it } from 'vitest';
import { damagedRowCount } from '../../../../../renderer/vault/open-vault/damage.ts';
import { betterCost, leastCost } from '../../../../../renderer/vault/crypto/argon2id.ts';
import { raiseCost } from '../../../../../renderer/vault/people/strengthen-slot.ts';
import { createVault, unlockVault } from '../../../../../renderer/vault/people/lifecycle.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import { memoryEnvironment, memoryStores } from '../memory.ts';

const passphrase = 'four quiet herons wading';
const cost = (passes: number) => ({ ...leastCost, passes });

describe('the cost of a passphrase', () => {
  it('is raised where it is less than half of what this machine takes a second for', () => {
    expect(betterCost(cost(4), cost(9))).toEqual(cost(9));
    expect(betterCost(cost(5), cost(9))).toBeUndefined();
  });

  it('is raised where it is below the least, however slow the machine', () => {
    expect(betterCost(cost(2), cost(3))).toEqual(cost(3));
  });

  it('is never lowered, nor any part of it', () => {
    expect(betterCost(cost(30), cost(3))).toBeUndefined();
    const wide = { memoryKiB: 256 * 1024, passes: 1, lanes: 2 };
    expect(betterCost(wide, cost(40))).toEqual({ memoryKiB: 256 * 1024, passes: 40, lanes: 2 });
  });
});

describe('a vault that was opened by a passphrase', () => {
  async function aVaultAtLeastCost() {
    const stores = memoryStores();
    const { vault } = await createVault(stores, { passphrase, cost: leastCost });
    return { stores, vault };
  }
  const slotOf = ({ header }: OpenVault) => header.slots.find(({ kind }) => kind === 'passphrase');
  const machine = (stores: ReturnType<typeof memoryStores>, passes: number) => {
    const asked: (number | undefined)[] = [];
    const passphraseCost = (leastTakes?: number) => {
      asked.push(leastTakes);
      return Promise.resolve(cost(passes));
    };
    return { asked, environment: { ...memoryEnvironment(stores), passphraseCost } };
  };

  it('gets a stronger slot in the place of the weak one, and opens by the same passphrase', async () => {
    const { stores, vault } = await aVaultAtLeastCost();
    const { asked, environment } = machine(stores, 7);
    const before = slotOf(vault);
    await raiseCost({ environment }, vault, { passphrase, took: 120 });
    expect(asked).toEqual([120]);
    expect(slotOf(vault)).toMatchObject({ id: before?.id, argon2id: cost(7) });
    const again = stores.open(stores.nameFor(vault.header.personId));
    const opened = await unlockVault(again, { kind: 'passphrase', passphrase });
    expect(opened.openedBy).toBe(before?.id);
    expect(damagedRowCount(opened)).toBe(0);
  });

  it('keeps its slot where that is good enough, and where a recovery code opened it', async () => {
    const { stores, vault } = await aVaultAtLeastCost();
    const before = slotOf(vault);
    await raiseCost(machine(stores, 5), vault, { passphrase, took: 300 });
    const recovery = vault.header.slots.find(({ kind }) => kind === 'recovery');
    const byCode = { ...vault, openedBy: recovery?.id ?? '' };
    await raiseCost(machine(stores, 60), byCode, { passphrase, took: 10 });
    expect(slotOf(vault)).toEqual(before);
  });
});
