import { z } from 'zod';
import { AppError } from '../../shared/base/error.ts';
import { leastCost } from './argon2id.ts';

/** The stored form that this program writes; a vault with a higher one is left alone. */
export const formatVersion = 1;

const bytes = z.instanceof(Uint8Array).transform((value) => new Uint8Array(value));

const passphraseSlot = z.object({
  kind: z.literal('passphrase'),
  argon2id: z.object({
    memoryKiB: z
      .int()
      .min(leastCost.memoryKiB)
      .max(4 * 1024 * 1024),
    passes: z.int().min(1).max(1000),
    lanes: z.int().min(1).max(16),
  }),
  salt: bytes,
  sealedKey: bytes,
});

const recoverySlot = z.object({
  kind: z.literal('recovery'),
  salt: bytes,
  sealedKey: bytes,
});

const header = z.object({
  id: z.literal('header'),
  formatVersion: z.literal(formatVersion),
  personId: z.string().regex(/^[0-9a-f]{32}$/),
  slots: z.array(z.discriminatedUnion('kind', [passphraseSlot, recoverySlot])).min(1),
});

/** A way in: the vault key, sealed by what somebody knows. */
export type PassphraseSlot = z.infer<typeof passphraseSlot>;
export type RecoverySlot = z.infer<typeof recoverySlot>;

/** The one clear row of a vault: its format, a random identifier, and its key slots. No name, no date, no count. */
export type VaultHeader = z.infer<typeof header>;

/**
 * Reads the stored header.
 * @throws vault-newer-version where a later program wrote it
 * @throws vault-damaged where it is no header
 */
export function readHeader(stored: unknown): VaultHeader {
  const version = z.object({ formatVersion: z.int() }).safeParse(stored);
  if (version.success && version.data.formatVersion > formatVersion) {
    throw new AppError('vault-newer-version');
  }
  const read = header.safeParse(stored);
  if (!read.success) throw new AppError('vault-damaged', { where: 'header' });
  return read.data;
}
