import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../../../shared/base/error.ts';
import { concatBytes, hex, sha256, utf8, type Bytes } from '../../../../../shared/base/bytes.ts';
import { leastCost } from '../../../../../renderer/vault/crypto/argon2id.ts';
import { chunkLength, encrypted } from '../../../../../renderer/vault/backup/age.ts';
import { backupIdentityOf } from '../../../../../renderer/vault/backup/identity.ts';
import { jsonFile, type BackupManifest } from '../../../../../renderer/vault/backup/format.ts';
import { filePieces } from '../../../../../renderer/vault/backup/main-files.ts';
import { newPersonId, restoreBackup } from '../../../../../renderer/vault/backup/restore.ts';
import { zipArchive } from '../../../../../renderer/vault/backup/zip.ts';
import { recoveryCodeOf } from '../../../../../renderer/vault/slots/recovery-code.ts';
import { readRecoveryCode } from '../../../../../renderer/vault/slots/mistyped-group.ts';
import type { VaultStores } from '../../../../../renderer/vault/store/store.ts';
import {
  aFullVault,
  backedUp,
  backupMain,
  chosenBackup,
  now,
  type BackupMain,
} from './builders.ts';
import type { TestVault } from '../builders.ts';
import { memoryStores } from '../memory.ts';

let made: TestVault;
let main: BackupMain;
let whole: Bytes;
let recipient: string;

beforeAll(async () => {
  made = await aFullVault();
  main = await backupMain();
  whole = new Uint8Array(await readFile(path.join(main.folder, await backedUp(made.vault, main))));
  ({ recipient } = await backupIdentityOf(await readRecoveryCode(made.recoveryCode)));
});

afterAll(() => main.remove());

/** Restores these bytes beside the vault that is there; answers the code of the failure, once nothing is left behind. */
async function failureOf(
  bytes: Bytes,
  code = made.recoveryCode,
  stores: VaultStores = memoryStores(),
): Promise<string> {
  const file = path.join(main.folder, 'given.age');
  await writeFile(file, bytes);
  const before = await stores.names();
  const { handle } = await chosenBackup(main, file);
  const secret = await readRecoveryCode(code);
  const terms = { personId: newPersonId(), secret, passphrase: 'another', cost: leastCost };
  const failure = await restoreBackup(
    stores,
    { cipher: filePieces(main.main, handle) },
    terms,
  ).then(
    () => 'restored',
    (thrown: unknown) => (thrown instanceof AppError ? thrown.code : 'thrown'),
  );
  expect(failure === 'restored' || (await stores.names()).length === before.length).toBe(true);
  return failure;
}

function flipped(bytes: Bytes, at: number): Bytes {
  const changed = bytes.slice();
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

type Files = readonly (readonly [string, Bytes])[];

/** What somebody who knows the recipient could have made. */
async function aBackupOf(files: Files): Promise<Bytes> {
  const archive = zipArchive(now);
  const parts = [];
  for (const [name, bytes] of files) parts.push(await archive.file(name, bytes));
  parts.push(archive.end(chunkLength));
  return encryptedWhole(concatBytes(...parts));
}

async function encryptedWhole(plain: Bytes): Promise<Bytes> {
  async function* pieces() {
    yield await Promise.resolve(plain);
  }
  const parts = [];
  for await (const part of encrypted(recipient, pieces())) parts.push(part);
  return concatBytes(...parts);
}

const format = jsonFile({ format: 'patient-held-record backup', version: 1 });

async function manifestFor(files: Files, changes: Partial<BackupManifest> = {}): Promise<Bytes> {
  const listed = await Promise.all(
    files.map(async ([name, bytes]) => ({
      name,
      bytes: bytes.length,
      sha256: hex(await sha256(bytes)),
    })),
  );
  return jsonFile({
    format: 'patient-held-record backup',
    version: 1,
    madeAt: now.toISOString(),
    program: { name: 'Patient-Held Record', version: '0.1.0' },
    log: { vault: '', rows: 0 },
    counts: { events: 0, entries: 0, texts: 0, documents: 0 },
    missing: { texts: 0, documents: 0, logRows: 0 },
    files: listed,
    ...changes,
  });
}

describe('a backup that cannot be restored leaves nothing behind', () => {
  it('but one that is whole is restored', async () => {
    expect(await failureOf(whole)).toBe('restored');
  });

  it.each([1, 100, 70_000])('when %i bytes of its end are missing', async (missing) => {
    expect(await failureOf(whole.slice(0, -missing))).toBe('backup-truncated');
  });

  it('when it ends at a border that decrypts', async () => {
    const header = utf8('\n--- ').length;
    const payload = whole.findIndex((_, at) =>
      utf8('\n--- ').every((byte, offset) => whole[at + offset] === byte),
    );
    const start = whole.indexOf(0x0a, payload + header) + 1 + 16;
    expect(await failureOf(whole.slice(0, start + 65_552))).toBe('backup-damaged');
  });

  it.each([1000, 65_000])('when a bit at %i has changed', async (at) => {
    expect(await failureOf(flipped(whole, at))).toBe('backup-damaged');
  });

  it('when a bit near its end has changed', async () => {
    expect(await failureOf(flipped(whole, whole.length - 5))).toBe('backup-damaged');
  });

  it('when the code is that of somebody else', async () => {
    const other = await recoveryCodeOf(crypto.getRandomValues(new Uint8Array(16)));
    expect(await failureOf(whole, other)).toBe('backup-wrong-code');
  });

  it.each([
    ['an empty file', new Uint8Array()],
    ['a PDF', utf8('%PDF-1.7\n')],
    ['a long file without a line', new Uint8Array(3_000_000).fill(65)],
    ['something cut in the first line', utf8('age-encryption.org/v')],
  ])('when it is %s', async (_, bytes) => {
    expect(await failureOf(bytes)).toBe('backup-not-readable');
  });

  it('when it is something else for the same recipient', async () => {
    expect(await failureOf(await encryptedWhole(utf8('Dear diary')))).toBe('backup-not-readable');
    const zip = await aBackupOf([['letter.txt', utf8('Dear Ada')]]);
    expect(await failureOf(zip)).toBe('backup-not-readable');
  });

  it('when a later program made it', async () => {
    const later = jsonFile({ format: 'patient-held-record backup', version: 3, anything: 1 });
    const bytes = await aBackupOf([
      ['format.json', later],
      ['unknown', utf8('?')],
    ]);
    expect(await failureOf(bytes)).toBe('backup-newer-version');
  });

  it('when a file inside is not the one that the manifest names', async () => {
    const files: Files = [
      ['format.json', format],
      ['own/settings.json', utf8('{}')],
    ];
    const manifest = await manifestFor(files);
    const swapped: Files = [
      ['format.json', format],
      ['own/settings.json', utf8('[]')],
    ];
    expect(await failureOf(await aBackupOf([...files, ['manifest.json', manifest]]))).toBe(
      'restored',
    );
    expect(await failureOf(await aBackupOf([...swapped, ['manifest.json', manifest]]))).toBe(
      'backup-damaged',
    );
    const without = files.slice(0, 1);
    expect(await failureOf(await aBackupOf([...without, ['manifest.json', manifest]]))).toBe(
      'backup-damaged',
    );
  });

  it('when an event points to a text that is not there', async () => {
    const event = {
      kind: 'entries',
      entries: [{ place: { backupFile: 'fhir/1/X.ndjson', line: 1 } }],
    };
    const files: Files = [
      ['format.json', format],
      ['own/events-1.ndjson', utf8(`${JSON.stringify(event)}\n`)],
    ];
    const counts = { events: 1, entries: 0, texts: 0, documents: 0 };
    const bytes = await aBackupOf([
      ...files,
      ['manifest.json', await manifestFor(files, { counts })],
    ]);
    expect(await failureOf(bytes)).toBe('backup-damaged');
  });

  it.each([1, 2, 3])('when the disk is full at write %i', async (nth) => {
    const stores = memoryStores();
    let writes = 0;
    const full: VaultStores = {
      ...stores,
      open(name) {
        const store = stores.open(name);
        return {
          ...store,
          write: (rows) => {
            writes += 1;
            return writes < nth
              ? store.write(rows)
              : Promise.reject(new AppError('vault-storage-full'));
          },
        };
      },
    };
    expect(await failureOf(whole, made.recoveryCode, full)).toBe('vault-storage-full');
  });
});
