import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerMessage, type Handlers } from '../../../../../electron/answer-message.ts';
import { spareHandlers } from '../../../../../electron/spare/handlers.ts';
import { vaultsHere, type VaultsHere } from '../../../../../electron/spare/vaults-here.ts';
import { checkedVault } from '../../../../../renderer/vault/record/catalogue-care.ts';
import { renewCatalogue } from '../../../../../renderer/vault/record/catalogue-care.ts';
import { leastCost } from '../../../../../renderer/vault/crypto/argon2id.ts';
import { exportSigningKey } from '../../../../../renderer/vault/crypto/signing-keys.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import { keepSecret, readSecret } from '../../../../../renderer/vault/open-vault/secrets.ts';
import { openSegment } from '../../../../../renderer/vault/open-vault/segments.ts';
import { destroySlots } from '../../../../../renderer/vault/people/delete-vault.ts';
import { createVault, unlockVault } from '../../../../../renderer/vault/people/lifecycle.ts';
import { changePassphrase } from '../../../../../renderer/vault/people/ways-in.ts';
import { overviewOf, recordView } from '../../../../../renderer/vault/record/record-view.ts';
import { spareFilled } from '../../../../../renderer/vault/record/spare-care.ts';
import { removeSource } from '../../../../../renderer/vault/sources/remove-source.ts';
import { mainSpare } from '../../../../../renderer/vault/spare/main-spare.ts';
import { rebuildLost } from '../../../../../renderer/vault/spare/rebuild.ts';
import { sparedStores } from '../../../../../renderer/vault/store/spared-stores.ts';
import type { VaultStores } from '../../../../../renderer/vault/store/store.ts';
import type { MainBridge } from '../../../../../renderer/vault/api/vault-api.ts';
import { AppError } from '../../../../../shared/base/error.ts';
import { failed } from '../../../../../shared/base/result.ts';
import { aBundle, aCondition, aFile, aPatient, linesIn, passphrase, take } from '../builders.ts';
import { earlierVault } from '../stored.ts';
import { memoryStores, type MemoryRows, type MemoryStores } from '../memory.ts';

let profile: string;
let vaults: VaultsHere;
let main: MainBridge | undefined;
let memory: MemoryStores;
let stores: VaultStores;
let id: string;
let recoveryCode: string;
let underway: Promise<unknown>[];

const hold = () => Promise.resolve(() => undefined);

/** A main with real files, and stores whose rows go there too. */
function storesOver(rows: MemoryStores): VaultStores {
  return sparedStores(rows, {
    spareOf: (personId) => mainSpare(() => main, personId),
    tell: (personId, count) => void main?.('vaults:rows', { id: personId, rows: count }),
  });
}

async function startMain(): Promise<void> {
  vaults = await vaultsHere(profile, () => new Date());
  const handlers = spareHandlers(vaults) as Handlers; // the vault asks nothing else here
  main = (channel, input) => {
    const answer = answerMessage(channel, input, handlers);
    underway.push(answer);
    return answer;
  };
}

let made: { readonly profile: string; readonly memory: MemoryStores } & MadeVault;
type MadeVault = { readonly id: string; readonly recoveryCode: string };

/** Made once: stretching a passphrase is slow. */
beforeAll(async () => {
  underway = [];
  profile = await mkdtemp(path.join(tmpdir(), 'phr-spare-'));
  await startMain();
  memory = memoryStores();
  stores = storesOver(memory);
  const { vault, recoveryCode: code } = await createVault(stores, { passphrase, cost: leastCost });
  await vaults.known([vault.header.personId]);
  for (const name of ['Asthma', 'Gout', 'Migraine']) await addCondition(vault, name);
  await settled();
  await vaults.spares.of(vault.header.personId).settle();
  made = { profile, memory, id: vault.header.personId, recoveryCode: code };
});
afterAll(() => rm(made.profile, { recursive: true, force: true }));

beforeEach(async () => {
  profile = await mkdtemp(path.join(tmpdir(), 'phr-spare-'));
  await cp(made.profile, profile, { recursive: true });
  await startMain();
  memory = made.memory.copy();
  stores = storesOver(memory);
  ({ id, recoveryCode } = made);
});
afterEach(() => rm(profile, { recursive: true, force: true }));

async function addCondition(vault: OpenVault, name: string): Promise<void> {
  await take(vault, aFile(aBundle([aPatient(), aCondition(`c-${name}`, name)])));
}

/** What was sent to main has arrived. */
async function settled(): Promise<void> {
  while (underway.length > 0) await underway.pop();
}

const rows = (): MemoryRows => memory.rows();

/** The vault opened and checked, in another start of the program. */
async function opened(): Promise<OpenVault> {
  await settled();
  await vaults.spares.of(id).settle();
  await startMain();
  const store = stores.open(stores.nameFor(id));
  const vault = await unlockVault(store, { kind: 'recovery', code: recoveryCode });
  await checkedVault(vault);
  return vault;
}

async function seenIn(vault: OpenVault) {
  const titles = (await linesIn(vault)).map(({ title }) => title);
  const { damaged } = overviewOf(vault, recordView(vault, undefined));
  return { damaged, titles: titles.filter((title) => title !== 'Margaret Hale') };
}

const allWhole = { damaged: 0, titles: ['Asthma', 'Gout', 'Migraine'] };

function flip(bytes: Uint8Array | undefined): void {
  if (bytes === undefined) throw new Error('no row to damage');
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
}

async function destroySpare(): Promise<void> {
  await rm(path.join(profile, 'Spare'), { recursive: true });
}

describe('a database that lost', () => {
  const losses: readonly (readonly [string, () => void])[] = [
    ['a row of the log', () => rows().log.delete(4)],
    [
      'the end of the log',
      () => {
        [6, 7].forEach((seq) => rows().log.delete(seq));
      },
    ],
    [
      'all of the log',
      () => {
        rows().log.clear();
      },
    ],
    ['the head', () => (rows().head = undefined)],
    [
      'its segments',
      () => {
        rows().segments.clear();
      },
    ],
    [
      'a bit of a row',
      () => {
        flip(rows().log.get(5));
      },
    ],
    [
      'a bit of the head',
      () => {
        flip(rows().head);
      },
    ],
  ];
  it.each(losses)('%s gets it back, with the catalogue and without', async (_what, lose) => {
    lose();
    expect(await seenIn(await opened())).toEqual(allWhole);
    const vault = await opened();
    await renewCatalogue(vault);
    lose();
    expect(await seenIn(await opened())).toEqual(allWhole);
    await destroySpare();
    expect(await seenIn(await opened())).toEqual(allWhole);
  });

  it('a bit of a text gets it back when the text is opened', async () => {
    for (const sealed of rows().segments.values()) flip(sealed);
    const vault = await opened();
    for (const segment of rows().segments.keys()) await openSegment(vault.segments, segment);
    expect(await seenIn(vault)).toEqual(allWhole);
    await destroySpare();
    for (const segment of rows().segments.keys())
      await openSegment((await opened()).segments, segment);
  });

  it('the place where its texts lie has them read from the spare', async () => {
    const vault = await opened();
    const unread = () => Promise.reject(new AppError('vault-storage-failed'));
    const store = { ...vault.store, segment: unread, putBack: unread };
    for (const segment of rows().segments.keys()) {
      const bytes = await openSegment({ ...vault.segments, store }, segment);
      expect(bytes).toEqual(await openSegment(vault.segments, segment));
    }
    await destroySpare();
    await startMain();
    const [first = ''] = rows().segments.keys();
    const segments = { ...vault.segments, store };
    await expect(openSegment(segments, first)).rejects.toMatchObject({ code: 'vault-damaged' });
    expect(vault.segments.damaged).toContain(first);
    await openSegment(vault.segments, first);
    expect(vault.segments.damaged).not.toContain(first);
  });

  it('no secret is not given an older one because it could not be read once', async () => {
    await keepSecret((await opened()).secrets, ['a', 'name'], { token: 'old' });
    await settled();
    main = undefined;
    await keepSecret((await opened()).secrets, ['a', 'name'], { token: 'new' });
    await startMain();
    const vault = await opened();
    const unread = () => Promise.reject(new AppError('vault-storage-failed'));
    const secrets = { ...vault.secrets, store: { ...vault.store, secret: unread } };
    await expect(readSecret(secrets, ['a', 'name'])).rejects.toMatchObject({
      code: 'vault-storage-failed',
    });
    expect(await readSecret(vault.secrets, ['a', 'name'])).toEqual({ token: 'new' });
  });

  it('its secrets gets them back', async () => {
    await keepSecret((await opened()).secrets, ['a', 'name'], { token: 7 });
    rows().secrets.clear();
    const vault = await opened();
    expect(await readSecret(vault.secrets, ['a', 'name'])).toEqual({ token: 7 });
    expect(await exportSigningKey(vault.secrets)).toBeDefined();
    expect(rows().secrets.size).toBe(2);
  });

  it('everything since it was put back as it stood earlier gets that back', async () => {
    const { log, segments, head, header } = structuredClone(rows());
    const vault = await opened();
    await addCondition(vault, 'Rash');
    const proof = { kind: 'recovery', code: recoveryCode } as const;
    const [slot] = vault.header.slots;
    await changePassphrase(vault, { proof, id: slot?.id ?? '', passphrase: 'another' }, leastCost);
    await settled();
    rows().log.clear();
    rows().segments.clear();
    for (const [seq, row] of log) rows().log.set(seq, row);
    for (const [name, row] of segments) rows().segments.set(name, row);
    Object.assign(rows(), { head, header });
    const now = await opened();
    expect(await seenIn(now)).toEqual({
      damaged: 0,
      titles: [...allWhole.titles, 'Rash'],
    });
    expect(now.header.slots).toEqual(vault.header.slots);
  });
});

describe('a database that is gone', () => {
  const lose = async () => {
    await settled();
    await stores.remove(stores.nameFor(id));
  };

  it('is made anew from its spare', async () => {
    await lose();
    expect(await rebuildLost(stores, [id], hold)).toBe(1);
    expect(await seenIn(await opened())).toEqual(allWhole);
    expect(await exportSigningKey((await opened()).secrets)).toBeDefined();
  });

  it('is made anew where the making was interrupted, and its header comes last', async () => {
    await lose();
    const store = memory.open(memory.nameFor(id));
    await store.putBack({ log: [] });
    rows().fault = 'vault-storage-full';
    expect(await rebuildLost(stores, [id], hold)).toBe(0);
    expect(await store.header()).toBeUndefined();
    rows().fault = undefined;
    expect(await rebuildLost(stores, [id], hold)).toBe(1);
    expect(await seenIn(await opened())).toEqual(allWhole);
  });

  it('is left alone where it is there, and where it is being deleted', async () => {
    expect(await rebuildLost(stores, [id], hold)).toBe(0);
    const vault = await opened();
    await destroySlots(vault.store, vault);
    await settled();
    expect(await rebuildLost(stores, [id], hold)).toBe(0);
    await lose();
    expect(await rebuildLost(stores, [id], hold)).toBe(0);
    expect(rows().log.size).toBe(0);
  });

  it('names what its spare does not have', async () => {
    await vaults.spares.of(id).remove(['log/4']);
    await lose();
    await rebuildLost(stores, [id], hold);
    const { damaged, titles } = await seenIn(await opened());
    expect({ damaged, titles }).toEqual({ damaged: 1, titles: ['Asthma', 'Migraine'] });
  });
});

describe('the spare is filled', () => {
  it('of a vault that an earlier program made, and the vault comes back from it', async () => {
    const earlier = earlierVault('v1');
    memory = earlier.stores;
    stores = storesOver(memory);
    ({ personId: id, recoveryCode } = earlier);
    const before = await opened();
    const titles = (await linesIn(before)).map(({ title }) => title);
    await spareFilled(before);
    expect(await vaults.spares.of(id).isComplete()).toBe(true);
    await stores.remove(stores.nameFor(id));
    await rebuildLost(stores, [id], hold);
    const after = await opened();
    expect((await linesIn(after)).map(({ title }) => title)).toEqual(titles);
    expect(overviewOf(after, recordView(after, undefined)).damaged).toBe(0);
  });

  it('with what did not arrive while main could not take it', async () => {
    const vault = await opened();
    const working = main;
    main = () => Promise.resolve(failed(new AppError('vault-storage-full')));
    await addCondition(vault, 'Rash');
    await keepSecret(vault.secrets, ['a', 'name'], 'kept');
    main = working;
    expect((await vaults.spares.of(id).have()).log).not.toContain(8);
    await spareFilled(await opened());
    await stores.remove(stores.nameFor(id));
    await rebuildLost(stores, [id], hold);
    const after = await opened();
    expect((await seenIn(after)).titles).toEqual([...allWhole.titles, 'Rash']);
    expect(await readSecret(after.secrets, ['a', 'name'])).toBe('kept');
  });

  it('and never with a row that is damaged in the database', async () => {
    await destroySpare();
    flip(rows().log.get(4));
    const vault = await opened();
    await spareFilled(vault);
    expect((await vaults.spares.of(id).have()).log).toEqual([1, 2, 3, 5, 6, 7]);
  });

  it('nothing is added where it has everything', async () => {
    await spareFilled(await opened());
    await settled();
    const before = (await vaults.spares.of(id).have()).digests;
    const vault = await opened();
    const asked: string[] = [];
    const working = main;
    main = (channel, input) => {
      asked.push(channel);
      if (working === undefined) throw new Error('no main');
      return working(channel, input);
    };
    await spareFilled(vault);
    expect(asked).not.toContain('spare:append');
    expect((await vaults.spares.of(id).have()).digests).toEqual(before);
  });
});

describe('what is taken out of the record', () => {
  it('goes from the spare too, also where that was interrupted', async () => {
    const vault = await opened();
    const [source] = [...vault.state.sources.keys()];
    if (source === undefined) throw new Error('no source');
    const before = (await vaults.spares.of(id).have()).segments.length;
    await removeSource(vault, source, () => new Date('2026-11-30T10:00:00Z'));
    await settled();
    const { segments } = await vaults.spares.of(id).have();
    expect(segments.length).toBeLessThan(before);
    expect(new Set(segments)).toEqual(new Set(rows().segments.keys()));
    // A segment that was on its way when its source was removed.
    const [removal] = [...vault.state.removed.values()];
    const [gone = ''] = removal?.segments ?? [];
    await mainSpare(() => main, id).add({ segments: [{ id: gone, sealed: new Uint8Array(9) }] });
    await spareFilled(await opened());
    expect((await vaults.spares.of(id).have()).segments).not.toContain(gone);
  });

  it('stays where the spare cannot let go of it, and nothing is half removed', async () => {
    const vault = await opened();
    main = () => Promise.resolve(failed(new AppError('vault-storage-full')));
    await expect(
      vault.store.write({ removed: { segments: ['f'.repeat(32)] } }),
    ).rejects.toMatchObject({ code: 'vault-storage-full' });
  });

  it('is out of the record also where its texts could not be destroyed just then', async () => {
    const vault = await opened();
    const [source] = [...vault.state.sources.keys()];
    if (source === undefined) throw new Error('no source');
    const working = main;
    let removals = 0;
    main = (channel, input) => {
      if (channel === 'spare:remove') removals += 1;
      const isRefused = channel === 'spare:remove' && removals === 2;
      return isRefused || working === undefined
        ? Promise.resolve(failed(new AppError('vault-storage-full')))
        : working(channel, input);
    };
    await removeSource(vault, source, () => new Date('2026-11-30T10:00:00Z'));
    expect(removals).toBe(2);
    const gone = [...vault.state.removed.values()].flatMap(({ segments }) => segments);
    expect(gone.length).toBeGreaterThan(0);
    expect([...rows().segments.keys()]).toEqual(expect.arrayContaining(gone));
    await opened();
    await settled();
    const left = [...rows().segments.keys(), ...(await vaults.spares.of(id).have()).segments];
    expect(left.filter((segment) => gone.includes(segment))).toEqual([]);
  });

  it('of a deleted vault nothing stays', async () => {
    await vaults.forget(id, false);
    expect(await readdir(path.join(profile, 'Spare'))).toEqual([]);
  });
});
