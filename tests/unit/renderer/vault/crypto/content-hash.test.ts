import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { utf8 } from '../../../../../shared/base/bytes.ts';
import {
  contentHasher,
  contentHexHasher,
} from '../../../../../renderer/vault/crypto/content-hash.ts';

const sha256 = (text: string, encoding: 'base64url' | 'hex') =>
  createHash('sha256').update(text).digest(encoding);

it('a content is hashed as SHA-256 says, its parts as if they were one, by any number of hashers in turn', async () => {
  const [one, other, inHex] = [
    await contentHasher(),
    await contentHasher(),
    await contentHexHasher(),
  ];
  expect(one(utf8('5.0'), utf8(' mmol/L'))).toBe(sha256('5.0 mmol/L', 'base64url'));
  expect(inHex(utf8('7.0'))).toBe(sha256('7.0', 'hex'));
  expect(other(utf8('7.0'))).toBe(sha256('7.0', 'base64url'));
  expect(one(utf8('7'))).toBe(sha256('7', 'base64url'));
  expect(one()).toBe(sha256('', 'base64url'));
});
