import { createSHA256 } from 'hash-wasm';
import { base64url, type Bytes } from '../../shared/base/bytes.ts';

/**
 * SHA-256 of many small texts, base64url each; of several parts as if they were one. WebCrypto gives the same, but takes
 * each of them to another thread and back, which costs more than the hashing.
 */
export async function contentHasher(): Promise<(...content: readonly Bytes[]) => string> {
  const hasher = await createSHA256();
  return (...content) => {
    hasher.init();
    for (const part of content) hasher.update(part);
    return base64url(hasher.digest('binary'));
  };
}

/** The same in hex. */
export async function contentHexHasher(): Promise<(content: Bytes) => string> {
  const hasher = await createSHA256();
  return (content) => hasher.init().update(content).digest('hex');
}
