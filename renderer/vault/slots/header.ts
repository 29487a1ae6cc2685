import { z } from 'zod';
import { base64url, sha256, utf8 } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';
import { leastCost } from '../crypto/argon2id.ts';
import { migrateHeader } from './migrations/migrate-header.ts';

/** The stored form that this program writes; a vault with a higher one is left alone. */
export const formatVersion = 2;

/** The most characters of a nickname. */
export const nicknameLength = 40;

const bytes = z.instanceof(Uint8Array).transform((value) => new Uint8Array(value));

/** Random; a vault of format 1 keeps the names of its two slots. */
const slotId = z.string().regex(/^([0-9a-f]{32}|passphrase|recovery)$/);

const passphraseSlot = z.object({
  id: slotId,
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
  /** Whose passphrase it is, in the owner's words; sealed, so that it shows only in the opened vault. */
  label: bytes.optional(),
});

const recoverySlot = z.object({
  id: slotId,
  kind: z.literal('recovery'),
  salt: bytes,
  sealedKey: bytes,
});

const keychainSlot = z.object({
  id: slotId,
  kind: z.literal('keychain'),
  salt: bytes,
  sealedKey: bytes,
  /** 32 random bytes, encrypted by the keychain of the operating system. */
  wrapped: bytes,
});

const slot = z.discriminatedUnion('kind', [passphraseSlot, recoverySlot, keychainSlot]);

const header = z.object({
  id: z.literal('header'),
  formatVersion: z.literal(formatVersion),
  personId: z.string().regex(/^[0-9a-f]{32}$/),
  /** What the owner wants to be seen before the vault is opened. */
  nickname: z.string().trim().min(1).max(nicknameLength).optional(),
  slots: z.array(slot).min(1),
});

/** A way in: the vault key, sealed by what somebody knows or has. */
export type Slot = z.infer<typeof slot>;
export type PassphraseSlot = z.infer<typeof passphraseSlot>;
export type RecoverySlot = z.infer<typeof recoverySlot>;
export type KeychainSlot = z.infer<typeof keychainSlot>;

/** The one clear row of a vault: its format, a random identifier, its key slots, and a nickname if the owner chose one. No name, no date, no count. */
export type VaultHeader = z.infer<typeof header>;

/** Stands in a database whose vault is still being made or restored; it is taken away at the next start. */
export const unfinishedHeader = { id: 'header', unfinished: true } as const;

/** Stands where the slots stood, from the moment in which a vault is deleted. */
export const deletedHeader = { id: 'header', deleted: true } as const;

/** What a stored header row says at first sight. */
export type HeaderMark = 'none' | 'unfinished' | 'deleted' | 'vault';

export function markOf(stored: unknown): HeaderMark {
  if (stored === undefined) return 'none';
  if (z.object({ unfinished: z.literal(true) }).safeParse(stored).success) return 'unfinished';
  return z.object({ deleted: z.literal(true) }).safeParse(stored).success ? 'deleted' : 'vault';
}

/**
 * Reads the stored header, of this format or an earlier one. A slot that is no slot is left out: the others still open.
 * @throws vault-newer-version where a later program wrote it
 * @throws vault-damaged where it is no header, or has no slot left
 */
export function readHeader(stored: unknown): VaultHeader {
  const loose = z.looseObject({ formatVersion: z.int() }).safeParse(stored);
  if (!loose.success) throw new AppError('vault-damaged', { where: 'header' });
  if (loose.data.formatVersion > formatVersion) throw new AppError('vault-newer-version');
  const migrated = migrateHeader(loose.data);
  const slots = z.array(z.unknown()).safeParse(migrated['slots']);
  const whole = (slots.data ?? []).filter((one) => slot.safeParse(one).success);
  const read = header.safeParse({ ...migrated, slots: whole });
  if (!read.success) throw new AppError('vault-damaged', { where: 'header' });
  return read.data;
}

/** The nickname of a stored header, even of one that this program cannot read otherwise. */
export function nicknameOf(stored: unknown): string | undefined {
  return header.pick({ nickname: true }).safeParse(stored).data?.nickname;
}

/** Whether a stored header is in the form that this program writes. */
export function isCurrent(stored: unknown): boolean {
  return z.object({ formatVersion: z.literal(formatVersion) }).safeParse(stored).success;
}

/**
 * The event that goes into the sealed log with every change of the header, so that an older header put back,
 * or one changed by somebody without the key, is noticed when the vault is opened.
 */
export async function waysInEvent(
  of: VaultHeader,
): Promise<{ readonly kind: 'ways-in'; readonly header: string }> {
  return { kind: 'ways-in', header: await headerDigest(of) };
}

/** SHA-256 of the header, base64url. Its members stand in the order in which `readHeader` gives them. */
export async function headerDigest(of: VaultHeader): Promise<string> {
  const text = JSON.stringify(header.parse(of), (_, value: unknown) =>
    value instanceof Uint8Array ? base64url(value) : value,
  );
  return base64url(await sha256(utf8(text)));
}
