import { createSHA256 } from 'hash-wasm';
import { base64url, type Bytes } from '../../shared/base/bytes.ts';

/**
 * SHA-256 of many small texts, base64url each. WebCrypto gives the same, but takes each of them to another thread and
 * back, which costs more than the hashing.
 */
export async function contentHasher(): Promise<(content: Bytes) => string> {
  const hasher = await createSHA256();
  return (content) => base64url(hasher.init().update(content).digest('binary'));
}

/** The same in hex. */
export async function contentHexHasher(): Promise<(content: Bytes) => string> {
  const hasher = await createSHA256();
  return (content) => hasher.init().update(content).digest('hex');
}
