import { AppError } from '../../../shared/base/error.ts';
import { keyThumbprint } from '../../../shared/share/signing-key.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { readSigningKeys } from '../crypto/signing-keys.ts';
import type { BackupIdentity } from './identity.ts';

/**
 * A backup of somebody else must not be compared with this record, let alone put into it. The key that signs tells
 * records apart, also after a restore; where one of the two is lost, the recovery code does.
 * `signedBy`: the thumbprint that the backup has proven.
 * @throws backup-of-another-person
 */
export async function assertOwnBackup(
  vault: OpenVault,
  signedBy: string | undefined,
  { recipient }: BackupIdentity,
): Promise<void> {
  const own = await ownThumbprint(vault);
  const isOwn =
    own === undefined || signedBy === undefined
      ? recipient === vault.state.backupRecipient
      : own === signedBy;
  if (!isOwn) throw new AppError('backup-of-another-person');
}

async function ownThumbprint(vault: OpenVault): Promise<string | undefined> {
  const keys = await readSigningKeys(vault.secrets).catch(() => undefined);
  return keys === undefined ? undefined : keyThumbprint(keys.publicKey);
}
