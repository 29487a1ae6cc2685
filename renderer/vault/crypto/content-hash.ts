import { createSHA256 } from 'hash-wasm';
import { base64url, type Bytes } from '../../../shared/base/bytes.ts';

let made: ReturnType<typeof createSHA256> | undefined;

/** Made once: making one takes as long as hashing a page. Whoever uses it comes to an end before anybody else begins. */
function sha256Hasher(): ReturnType<typeof createSHA256> {
  return (made ??= createSHA256());
}

/**
 * SHA-256 of many small texts, base64url each; of several parts as if they were one. WebCrypto gives the same, but takes
 * each of them to another thread and back, which costs more than the hashing.
 */
export async function contentHasher(): Promise<(...content: readonly Bytes[]) => string> {
  const hasher = await sha256Hasher();
  return (...content) => {
    hasher.init();
    for (const part of content) hasher.update(part);
    return base64url(hasher.digest('binary'));
  };
}

/** The same in hex. */
export async function contentHexHasher(): Promise<(content: Bytes) => string> {
  const hasher = await sha256Hasher();
  return (content) => hasher.init().update(content).digest('hex');
}
