import { createCipheriv, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fromUtf8 } from '../../../../shared/base/bytes.ts';
import { openHealthLinkFile } from '../../../../shared/share/health-link.ts';

const key = Uint8Array.from(randomBytes(32));
const words = 'HEALTH '.repeat(1000);
const head = { alg: 'dir', enc: 'A256GCM', cty: 'text/plain' };

/** Sealed by Node's own cipher, not by the library that opens it. @see RFC 7516 */
function sealed(header: object, content: string | Buffer): string {
  const encoded = Buffer.from(JSON.stringify(header)).toString('base64url');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(encoded));
  const ciphertext = Buffer.concat([cipher.update(content), cipher.final()]);
  const parts = [nonce, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url'));
  return [encoded, '', ...parts].join('.');
}

const zipped = sealed({ ...head, zip: 'DEF' }, deflateRawSync(words));

describe('a file of a health link', () => {
  it.each([
    ['as it is', sealed(head, words)],
    ['squeezed', zipped],
    ['with white space around it', `\n ${zipped}\r\n`],
  ])('is opened %s', async (_, jwe) => {
    const { bytes, contentType } = await openHealthLinkFile(jwe, key);
    expect(fromUtf8(bytes)).toBe(words);
    expect(contentType).toBe('text/plain');
  });

  it('is opened up to its limit, and not a byte beyond', async () => {
    expect((await openHealthLinkFile(zipped, key, 7000)).bytes).toHaveLength(7000);
    await expect(openHealthLinkFile(zipped, key, 6999)).rejects.toMatchObject({
      code: 'file-unreadable',
    });
  });

  it.each([
    ['that is no JWE', '<html>Sign in, please.</html>'],
    ['that is empty', ''],
    ['with a wrapped key', sealed({ ...head, alg: 'A256KW' }, words)],
    ['in another cipher', sealed({ ...head, enc: 'A128GCM' }, words)],
    ['zipped in another way', sealed({ ...head, zip: 'GZ' }, words)],
    [
      'that says it must be understood in another way',
      sealed({ ...head, crit: ['x'], x: 1 }, words),
    ],
  ])('%s is one that the link should not have', async (_, jwe) => {
    await expect(openHealthLinkFile(jwe, key)).rejects.toMatchObject({ code: 'link-unreadable' });
  });

  it.each([
    ['whose end is missing', zipped.slice(0, -4)],
    [
      'of which one letter is another',
      zipped.replace(/\.(.)(?=[^.]*$)/, (_, at: string) => `.${at === 'A' ? 'B' : 'A'}`),
    ],
    ['that is not what was squeezed', sealed({ ...head, zip: 'DEF' }, words)],
  ])('%s cannot be read', async (_, jwe) => {
    await expect(openHealthLinkFile(jwe, key)).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  it('under another key cannot be read', async () => {
    await expect(
      openHealthLinkFile(zipped, Uint8Array.from(randomBytes(32))),
    ).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});
