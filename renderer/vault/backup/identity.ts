import { identityToRecipient } from 'age-encryption';
import { bech32 } from '@scure/base';
import { utf8, type Bytes } from '../../../shared/base/bytes.ts';

/** What opens backups, and what they are encrypted to. */
export type BackupIdentity = {
  /** `AGE-SECRET-KEY-1…`, as the `age` program reads it. Whoever has it can read every backup. */
  readonly identity: string;
  /** `age1…`. It can only encrypt. */
  readonly recipient: string;
};

const label = utf8('patient-held-record/1/backup-identity');

/**
 * The age identity of a recovery secret: an X25519 scalar by HKDF-SHA-256 without salt.
 * The same code always gives the same one, so paper alone opens a backup. `secret` is left as it is.
 * @see https://age-encryption.org/v1 (native X25519 recipients)
 */
export async function backupIdentityOf(secret: Bytes): Promise<BackupIdentity> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const params = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: label };
  const scalar = new Uint8Array(await crypto.subtle.deriveBits(params, material, 256));
  const identity = bech32.encodeFromBytes('AGE-SECRET-KEY-', scalar).toUpperCase();
  scalar.fill(0);
  return { identity, recipient: await identityToRecipient(identity) };
}
