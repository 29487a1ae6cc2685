import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyThumbprint } from '../../../../../shared/share/signing-key.ts';
import { damagedRowCount } from '../../../../../renderer/vault/open-vault/damage.ts';
import { leastCost } from '../../../../../renderer/vault/crypto/argon2id.ts';
import { backupArchive } from '../../../../../renderer/vault/backup/write.ts';
import { backupIdentityOf } from '../../../../../renderer/vault/backup/identity.ts';
import { filePieces } from '../../../../../renderer/vault/backup/main-files.ts';
import { newPersonId, restoreBackup } from '../../../../../renderer/vault/backup/restore.ts';
import { storedVersions } from '../../../../../renderer/vault/backup/versions.ts';
import { unlockVault } from '../../../../../renderer/vault/people/lifecycle.ts';
import { readRecoveryCode } from '../../../../../renderer/vault/slots/mistyped-group.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import { bytesAt, textAt } from '../../../../../renderer/vault/open-vault/segments.ts';
import { readSigningKeys } from '../../../../../renderer/vault/crypto/signing-keys.ts';
import {
  aFullVault,
  backedUp,
  backupMain,
  chosenBackup,
  linesOfFile,
  nestedZip,
  now,
  openedByAge,
  type BackupMain,
} from './builders.ts';
import {
  aBundle,
  aCondition,
  aFile,
  aPatient,
  aVault,
  passphrase,
  take,
  type TestVault,
} from '../builders.ts';
import { memoryStores, type MemoryStores } from '../memory.ts';

/** All that a person could see of a record, with every version to the letter. */
async function contentsOf(vault: OpenVault) {
  const versions = [];
  for (const { card, place } of storedVersions(vault)) {
    versions.push({ card, text: await textAt(vault.segments, place) });
  }
  const attachments = [];
  for (const { place, ...rest } of vault.state.attachments.values()) {
    attachments.push({ ...rest, bytes: await bytesAt(vault.segments, place) });
  }
  const { sources, checkpoints, shares, person, settings } = vault.state;
  const signedBy = await keyThumbprint((await readSigningKeys(vault.secrets)).publicKey);
  return {
    versions,
    attachments,
    sources: [...sources.values()],
    checkpoints: [...checkpoints.entries()],
    shares,
    person,
    settings,
    signedBy,
  };
}

async function restored(
  main: BackupMain,
  file: string,
  code: string,
  stores: MemoryStores = memoryStores(),
): Promise<OpenVault> {
  const { handle } = await chosenBackup(main, file);
  const secret = await readRecoveryCode(code);
  const terms = { personId: newPersonId(), secret, passphrase: 'another one', cost: leastCost };
  await restoreBackup(stores, { cipher: filePieces(main.main, handle) }, terms);
  const store = stores.open(stores.nameFor(terms.personId));
  return unlockVault(store, { kind: 'passphrase', passphrase: 'another one' });
}

describe('a backup', () => {
  let made: TestVault;
  let main: BackupMain;
  let name: string;
  let into: string;

  beforeAll(async () => {
    made = await aFullVault();
    main = await backupMain();
    name = await backedUp(made.vault, main);
    into = await mkdtemp(path.join(tmpdir(), 'phr-age-'));
  });

  afterAll(async () => {
    await main.remove();
    await rm(into, { recursive: true });
  });

  it('has a name that holds the time and a tag, and lies alone in the folder', async () => {
    expect(name).toMatch(/^phr-backup-20261122T090000Z-[0-9a-f]{8}\.age$/);
    expect(await main.files()).toEqual([name]);
  });

  it('opens with the age program and the identity of the recovery code alone', async () => {
    const { identity } = await backupIdentityOf(await readRecoveryCode(made.recoveryCode));
    const files = await openedByAge(path.join(main.folder, name), identity, into);
    expect(files).toContain('README.txt');
    expect(files).toContain('manifest.json');
    expect(files).toContain('fhir/1/Condition.ndjson');
    expect(files).toContain('documents/1/1.bin');
    const manifest = JSON.parse((await linesOfFile(into, 'manifest.json')).join('\n')) as {
      readonly files: readonly { readonly name: string }[];
    };
    const named = manifest.files.map((file) => file.name);
    expect([...named, 'manifest.json', 'padding'].sort()).toEqual(files);
  });

  it('holds every resource as one line that says the same', async () => {
    const spaced = new Set<string>();
    for (const { place } of storedVersions(made.vault)) {
      spaced.add((await textAt(made.vault.segments, place)).replace(/[\r\n]/g, ' '));
    }
    const [gp, own] = [
      await linesOfFile(into, 'fhir/1/Condition.ndjson'),
      await linesOfFile(into, 'fhir/5/Condition.ndjson'),
    ];
    expect(gp.length).toBeGreaterThan(5);
    expect([...gp, ...own].filter((line) => !spaced.has(line))).toEqual([]);
  });

  it('holds no token and nothing of the passphrase', async () => {
    const zip = await readFile(path.join(into, 'backup.zip'));
    expect(zip.includes(passphrase)).toBe(false);
  });

  it('comes back entry by entry as it was, under a new key', async () => {
    const again = await restored(main, path.join(main.folder, name), made.recoveryCode);
    expect(await contentsOf(again)).toEqual(await contentsOf(made.vault));
    expect(again.header.personId).not.toBe(made.vault.header.personId);
    expect(again.state.recoveryConfirmed).toBe(true);
    expect(damagedRowCount(again) + again.segments.damaged.size).toBe(0);
    const zip = [...again.state.attachments.values()].at(-1);
    expect(zip && (await bytesAt(again.segments, zip.place))).toEqual(nestedZip);
  });

  it('can be backed up again after a restore, with the same texts', async () => {
    const again = await restored(main, path.join(main.folder, name), made.recoveryCode);
    const other = await backupMain();
    const second = await backedUp(again, other);
    const twice = await restored(other, path.join(other.folder, second), made.recoveryCode);
    expect(await contentsOf(twice)).toEqual(await contentsOf(made.vault));
    await other.remove();
  });
});

describe('a backup of a record in which something stands apart', () => {
  const unclear = aCondition('c2', 'Schizophrenia', { subject: { display: 'Owen Zwicky' } });

  it('brings it back as what stands apart, and is not for programs that know of no such thing', async () => {
    const made = await aVault();
    await take(made.vault, aFile(aBundle([aPatient(), aCondition('c1', 'Gout')])));
    expect(await versionOfBackup(made.vault)).toBe(1);
    await take(made.vault, aFile(aBundle([aPatient(), unclear]), 'second.json'));
    expect(await versionOfBackup(made.vault)).toBe(2);
    const main = await backupMain();
    const name = await backedUp(made.vault, main);
    const again = await restored(main, path.join(main.folder, name), made.recoveryCode);
    expect([...again.state.setAside.values()]).toEqual(['unclear']);
    expect(again.state.setAside).toEqual(made.vault.state.setAside);
    await main.remove();
  });
});

async function versionOfBackup(vault: OpenVault): Promise<number> {
  const program = { name: 'Patient-Held Record', version: '0.1.0' };
  const archive = backupArchive(vault, { now, program, progress: () => undefined });
  for (;;) {
    const step = await archive.next();
    if (step.done === true) return step.value.version;
  }
}
