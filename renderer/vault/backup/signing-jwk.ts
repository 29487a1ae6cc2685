import { z } from 'zod';
import { AppError } from '../../../shared/base/error.ts';
import { keyThumbprint } from '../../../shared/share/signing-key.ts';

const p256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const es256 = { name: 'ECDSA', hash: 'SHA-256' } as const;

const privateJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});

/** The private key of a backup. @throws backup-damaged where it is none @see RFC 7518 section 6.2 */
export function readSigningJwk(json: unknown): z.infer<typeof privateJwk> {
  const read = privateJwk.safeParse(json);
  if (!read.success) throw new AppError('backup-damaged', { where: 'signing key' });
  return read.data;
}

/**
 * The thumbprint of the key pair, once its private half was seen to sign for the public one: who put it into the backup
 * had the private key, and not only a share with the public one.
 * @throws backup-damaged where the halves do not belong together
 */
export async function provenThumbprint(json: unknown): Promise<string> {
  const { d, ...open } = readSigningJwk(json);
  try {
    const [privateKey, publicKey] = await Promise.all([
      crypto.subtle.importKey('jwk', { ...open, d }, p256, false, ['sign']),
      crypto.subtle.importKey('jwk', open, p256, true, ['verify']),
    ]);
    const probe = crypto.getRandomValues(new Uint8Array(32));
    const signature = await crypto.subtle.sign(es256, privateKey, probe);
    if (await crypto.subtle.verify(es256, publicKey, signature, probe)) {
      return await keyThumbprint(publicKey);
    }
  } catch (cause) {
    throw new AppError('backup-damaged', { cause, where: 'signing key' });
  }
  throw new AppError('backup-damaged', { where: 'signing key' });
}
