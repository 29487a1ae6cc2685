import { AppError, codeOf } from '../../../shared/base/error.ts';
import type { Clock } from '../../../shared/base/clock.ts';
import { valueOf } from '../../../shared/base/result.ts';
import type { OnParts } from '../api/backup.ts';
import type { MainBridge } from '../api/vault-api.ts';
import { measured } from '../crypto/with-timing.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { encrypted } from './age.ts';
import { missingParts, type BackupManifest } from './format.ts';
import { keptResult } from './kept-result.ts';
import { readBack, writeFile, type Written } from './main-files.ts';
import { keepMemory, readMemory, type BackupMemory } from './memory.ts';
import { backupTag, newBackupName, readBackupName } from './names.ts';
import { backupsToRemove, inOrderOfWriting } from './rolling.ts';
import { backupArchive } from './write.ts';

export type BackupRun = {
  readonly main: MainBridge;
  readonly clock: Clock;
  readonly progress: OnParts;
};

/**
 * Makes a backup, reads it back, and only then takes away those that are no longer kept. The vault remembers how it went.
 * @throws backup-not-set-up, backup-folder-missing, backup-folder-read-only, backup-disk-full, backup-failed; all
 * earlier backups are then still there
 */
export async function backUp(vault: OpenVault, run: BackupRun): Promise<void> {
  const memory = await readMemory(vault.secrets);
  try {
    await keepMemory(
      vault.secrets,
      await measured('backup', () => backUpAndRoll(vault, run, memory)),
    );
  } catch (thrown) {
    const lastFailure = { at: run.clock().toISOString(), code: codeOf(thrown) };
    await keepMemory(vault.secrets, { ...memory, lastFailure });
    throw thrown;
  }
}

/** This vault's backups in the folder that it uses, by name. */
export async function ownBackups(
  vault: OpenVault,
  main: MainBridge,
): Promise<readonly { readonly name: string; readonly bytes: number }[]> {
  const tag = await backupTag(vault.keys);
  const listed = valueOf(await main('backup:list', inFolder(vault)));
  return listed.filter(({ name }) => readBackupName(name)?.tag === tag);
}

/** Where this vault's backups go, as main takes it. */
export function inFolder(vault: OpenVault): { readonly folder?: string } {
  const { backupFolder = '' } = vault.state.settings;
  return backupFolder === '' ? {} : { folder: backupFolder };
}

async function backUpAndRoll(
  vault: OpenVault,
  run: BackupRun,
  memory: BackupMemory,
): Promise<BackupMemory> {
  const { main } = run;
  const head = vault.head.hash;
  const where = inFolder(vault);
  const present = (await ownBackups(vault, main)).map(({ name }) => name);
  const fileName = newBackupName(await backupTag(vault.keys), run.clock(), present);
  const manifest = await writeBackup(vault, run, { ...where, fileName });
  const missing = missingParts(manifest);
  const whole = missing === 0 && isSoundAround(vault, manifest);
  const kept = [...inOrderOfWriting(present, memory.made), { name: fileName, whole, missing }];
  const removed = backupsToRemove(kept);
  // One that cannot be removed today is removed another time: the backup has worked.
  for (const name of removed) await main('backup:remove', { ...where, fileName: name });
  const { entries, documents } = manifest.counts;
  return {
    last: {
      at: manifest.madeAt,
      fileName,
      entries,
      documents,
      missing,
      head,
      folder: where.folder ?? '',
    },
    made: kept.filter(({ name }) => !removed.includes(name)),
  };
}

/**
 * Whether nothing speaks against a backup in which no part is missing: a log without its head may have lost its newest
 * rows, and a record without its key that signs would leave the key to older backups alone.
 */
function isSoundAround({ damage }: OpenVault, { signingKey }: BackupManifest): boolean {
  return !damage.head && signingKey !== undefined;
}

async function writeBackup(
  vault: OpenVault,
  { main, clock, progress }: BackupRun,
  file: { readonly folder?: string; readonly fileName: string },
): Promise<BackupManifest> {
  const recipient = vault.state.backupRecipient;
  if (recipient === undefined) throw new AppError('backup-not-set-up');
  const { version } = valueOf(await main('app:about', {}));
  const archive = keptResult(
    backupArchive(vault, {
      now: clock(),
      program: { name: 'Patient-Held Record', version },
      progress: (done, total) => {
        progress({ done, total });
      },
    }),
  );
  const { id } = valueOf(await main('backup:write-begin', file));
  const written = await writeFile(main, id, encrypted(recipient, archive.pieces));
  if (!isSame(written, await readBackFrom(main, file))) {
    await main('backup:remove', file);
    throw new AppError('backup-failed', { where: 'read back' });
  }
  return archive.result();
}

async function readBackFrom(
  main: MainBridge,
  file: { readonly folder?: string; readonly fileName: string },
): Promise<Written> {
  const { id } = valueOf(await main('backup:read-begin', file));
  try {
    return await readBack(main, id);
  } finally {
    await main('stream:close', { id });
  }
}

function isSame(one: Written, other: Written): boolean {
  return one.bytes === other.bytes && one.sha256 === other.sha256;
}
