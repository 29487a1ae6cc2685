import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../../shared/base/error.ts';
import { backupIdentityOf } from '../../../../../renderer/vault/backup/identity.ts';
import { filePieces } from '../../../../../renderer/vault/backup/main-files.ts';
import { readMemory } from '../../../../../renderer/vault/backup/memory.ts';
import { mend } from '../../../../../renderer/vault/backup/mend.ts';
import { rehearse } from '../../../../../renderer/vault/backup/rehearse.ts';
import { storedVersions } from '../../../../../renderer/vault/backup/versions.ts';
import { readRecoveryCode } from '../../../../../renderer/vault/slots/mistyped-group.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import { textAt } from '../../../../../renderer/vault/open-vault/segments.ts';
import { provenThumbprint } from '../../../../../renderer/vault/backup/signing-jwk.ts';
import {
  exportSigningKey,
  newSigningKeys,
} from '../../../../../renderer/vault/crypto/signing-keys.ts';
import {
  addAttachment,
  backedUp,
  backupMain,
  chosenBackup,
  nestedZip,
  now,
  saysNow,
  type BackupMain,
} from './builders.ts';
import {
  aBundle,
  aCondition,
  aFile,
  aPatient,
  aVault,
  reopened,
  take,
  type TestVault,
} from '../builders.ts';

let made: TestVault;
let main: BackupMain;

/** A source that said three things about asthma, one of them again later, and an attachment. */
beforeEach(async () => {
  made = await aVault();
  main = await backupMain();
  const first = aBundle([aPatient(), aCondition('c1', 'Asthma'), aCondition('c2', 'Gout')]);
  await take(made.vault, aFile(first));
  for (const [day, text] of [
    ['23', 'Mild asthma'],
    ['24', 'Asthma'],
    ['25', 'No asthma'],
  ] as const) {
    await saysNow(made.vault, aCondition('c1', text), `2026-11-${day}T09:00:00.000Z`);
  }
  await addAttachment(made.vault, 'https://example.org/Binary/1', nestedZip);
});

afterEach(() => main.remove());

/** What each entry says and said, the newest first, then oldest to newest; entries in one order. */
async function texts(vault: OpenVault): Promise<string[]> {
  const found = new Map<string, string[]>();
  for (const { card, place } of storedVersions(vault)) {
    const text = await textAt(vault.segments, place).catch(() => 'damaged');
    found.set(card.key, [...(found.get(card.key) ?? []), text]);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, versions]) => versions);
}

async function opened(name: string) {
  const { handle } = await chosenBackup(main, path.join(main.folder, name));
  const identity = await backupIdentityOf(await readRecoveryCode(made.recoveryCode));
  return { open: () => filePieces(main.main, handle), identity };
}

async function mended(vault: OpenVault, name: string) {
  return mend(vault, await opened(name));
}

async function rehearsed(vault: OpenVault, name: string) {
  const { open, identity } = await opened(name);
  return rehearse(vault, { cipher: open(), fileName: name }, identity);
}

function flip(rows: Map<string, Uint8Array<ArrayBuffer>>, id: string): void {
  const changed = (rows.get(id) ?? new Uint8Array()).slice();
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  rows.set(id, changed);
}

describe('a rehearsal', () => {
  it('finds everything that is in the record, and what came later', async () => {
    const name = await backedUp(made.vault, main);
    expect(await rehearsed(made.vault, name)).toEqual({
      madeAt: now.toISOString(),
      fileName: name,
      entries: 3,
      documents: 1,
      missing: 0,
      notInBackup: 0,
    });
    await take(made.vault, aFile(aBundle([aPatient(), aCondition('c9', 'Migraine')]), 'b.json'));
    expect(await rehearsed(made.vault, name)).toMatchObject({ entries: 3, notInBackup: 2 });
  });

  it('knows its own record also when the key that signs is lost', async () => {
    const name = await backedUp(made.vault, main);
    made.rows.secrets.clear();
    // Without its signing key the record is known by its recovery code.
    expect(await rehearsed(await reopened(made), name)).toMatchObject({ entries: 3 });
  });
});

describe('a damaged vault', () => {
  it('is backed up as far as it is whole, and keeps its good backups', async () => {
    const good: string[] = [];
    for (let second = 0; second < 5; second += 1) {
      good.push(await backedUp(made.vault, main, new Date(now.getTime() + second * 1000)));
    }
    const [segment = ''] = made.rows.segments.keys();
    flip(made.rows.segments, segment);
    const vault = await reopened(made);
    for (let second = 10; second < 20; second += 1) {
      await backedUp(vault, main, new Date(now.getTime() + second * 1000));
    }
    expect(await main.files()).toEqual(expect.arrayContaining(good));
    expect((await main.files()).length).toBe(10);
    expect((await readMemory(vault.secrets)).last).toMatchObject({ missing: 3, entries: 3 });
  });

  it('gets back texts and documents that do not open, and nothing else changes', async () => {
    const whole = await texts(made.vault);
    const name = await backedUp(made.vault, main);
    for (const id of made.rows.segments.keys()) flip(made.rows.segments, id);
    const vault = await reopened(made);
    expect(new Set(await texts(vault))).toEqual(new Set(['damaged']));
    const answer = await mended(vault, name);
    expect(answer).toEqual({ entries: 6, documents: 1, others: 0, stillDamaged: 0 });
    const again = await reopened(made);
    expect(await texts(again)).toEqual(whole);
    expect([...again.state.entries.values()].map(({ earlier }) => earlier.length)).toEqual(
      [...made.vault.state.entries.values()].map(({ earlier }) => earlier.length),
    );
  });

  it.each([
    ['the first entries and their source', [2, 3]],
    ['versions in the middle', [4, 5]],
    ['the newest version', [6]],
    ['the oldest and the newest', [2, 6]],
    ['all but the beginning', [2, 3, 4, 5, 6, 7]],
  ])('gets back %s out of lost rows of the log, which count no more then', async (_, lost) => {
    const whole = await texts(made.vault);
    const name = await backedUp(made.vault, main);
    for (const seq of lost) made.rows.log.delete(seq);
    const vault = await reopened(made);
    expect(await texts(vault)).not.toEqual(whole);
    const { stillDamaged } = await mended(vault, name);
    expect(stillDamaged).toBe(0);
    const again = await reopened(made);
    expect(await texts(again)).toEqual(whole);
    expect([...again.state.sources.values()]).toEqual([...made.vault.state.sources.values()]);
    await backedUp(again, main, new Date(now.getTime() + 60_000));
    expect((await readMemory(again.secrets)).last).toMatchObject({ missing: 0 });
  });

  it('keeps what is newer here than in the backup', async () => {
    const name = await backedUp(made.vault, main);
    await saysNow(made.vault, aCondition('c1', 'Asthma again'), '2026-11-26T09:00:00.000Z');
    const whole = await texts(made.vault);
    for (const seq of [2, 6]) made.rows.log.delete(seq);
    const vault = await reopened(made);
    await mended(vault, name);
    expect(await texts(await reopened(made))).toEqual(whole);
  });

  it('is left as it is by a backup of another record, also where the same code opens it', async () => {
    const name = await backedUp(made.vault, main);
    const other = await aVault();
    await replaceSigningKey(other);
    const vault = await reopened(other);
    const rows = other.rows.log.size;
    const refused = new AppError('backup-of-another-person');
    await expect(mended(vault, name)).rejects.toEqual(refused);
    await expect(rehearsed(vault, name)).rejects.toEqual(refused);
    expect(other.rows.log.size).toBe(rows);
  });

  it('refuses a key whose halves do not belong together', async () => {
    const own = (await exportSigningKey(made.vault.secrets))?.jwk;
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
    ]);
    const { d } = await crypto.subtle.exportKey('jwk', pair.privateKey);
    const damaged = new AppError('backup-damaged', { where: 'signing key' });
    await expect(provenThumbprint({ ...own, d })).rejects.toEqual(damaged);
    await expect(provenThumbprint({ kty: 'EC' })).rejects.toEqual(damaged);
    expect(await provenThumbprint(own)).toMatch(/^[\w-]{43}$/);
  });
});

/** Another key that signs, as another record of the same person would have. */
async function replaceSigningKey({ rows, vault }: TestVault): Promise<void> {
  const { id, sealed } = await newSigningKeys(vault.keys, vault.header.personId);
  rows.secrets.set(id, sealed);
}
