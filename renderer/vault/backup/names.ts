import { rowIdFor, type VaultKeys } from '../crypto/keys.ts';

/*
 * phr-backup-20261122T090000Z-1a2b3c4d.age
 * The time (UTC) and a tag that tells the vaults apart that share a folder and says nothing without the vault's key.
 * `backupName` in the contract of main is the same form.
 */
const form = /^phr-backup-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-([0-9a-f]{8})\.age$/;
const tagLength = 8;

export type NamedBackup = {
  readonly name: string;
  readonly tag: string;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
};

/** The tag in the names of a vault's backups. */
export async function backupTag(keys: VaultKeys): Promise<string> {
  return (await rowIdFor(keys, ['backup', 'tag'])).slice(0, tagLength);
}

/** What a file's name says, or `undefined` where it is no backup's. */
export function readBackupName(name: string): NamedBackup | undefined {
  const match = form.exec(name);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, tag = ''] = match;
  const date = [year, month, day].join('-');
  return { name, tag, madeAt: `${date}T${[hour, minute, second].join(':')}Z` };
}

/** A name that no backup in the folder has: where the clock stands still or was set back, a second later. */
export function newBackupName(tag: string, now: Date, taken: readonly string[]): string {
  for (let at = now.getTime(); ; at += 1000) {
    const time = new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '');
    const name = `phr-backup-${time}Z-${tag}.age`;
    if (!taken.includes(name)) return name;
  }
}
