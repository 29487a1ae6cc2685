/**
 * The part of the web platform that Node 20, every browser and every worker have alike.
 * `shared/` may use this and nothing more: no DOM, no Node, no clock, no randomness.
 * (`getRandomValues` and `generateKey` are left out on purpose: random bytes and keys are arguments.)
 */
interface TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
  encodeInto(
    source: string,
    destination: Uint8Array,
  ): { readonly read: number; readonly written: number };
}
declare var TextEncoder: { new (): TextEncoder };

interface TextDecoder {
  decode(input?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string;
}
declare var TextDecoder: {
  new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder;
};

interface Blob {
  arrayBuffer(): Promise<ArrayBuffer>;
}

interface URL {
  readonly href: string;
  readonly origin: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly username: string;
  readonly password: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}
declare var URL: {
  new (url: string, base?: string | URL): URL;
  canParse(url: string, base?: string): boolean;
};

interface CryptoKey {
  readonly extractable: boolean;
  readonly type: 'private' | 'public' | 'secret';
}

interface SubtleCrypto {
  digest(algorithm: 'SHA-256', data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
  sign(
    algorithm: { name: 'ECDSA'; hash: 'SHA-256' },
    key: CryptoKey,
    data: Uint8Array<ArrayBuffer>,
  ): Promise<ArrayBuffer>;
  verify(
    algorithm: { name: 'ECDSA'; hash: 'SHA-256' },
    key: CryptoKey,
    signature: Uint8Array<ArrayBuffer>,
    data: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>;
  exportKey(format: 'raw' | 'spki', key: CryptoKey): Promise<ArrayBuffer>;
  importKey(
    format: 'raw' | 'spki',
    data: Uint8Array<ArrayBuffer>,
    algorithm: { name: 'ECDSA'; namedCurve: 'P-256' },
    extractable: boolean,
    usages: 'verify'[],
  ): Promise<CryptoKey>;
  importKey(
    format: 'raw',
    data: Uint8Array<ArrayBuffer>,
    algorithm: { name: 'AES-GCM' },
    extractable: boolean,
    usages: 'decrypt'[],
  ): Promise<CryptoKey>;
  decrypt(
    algorithm: {
      name: 'AES-GCM';
      iv: Uint8Array<ArrayBuffer>;
      additionalData: Uint8Array<ArrayBuffer>;
    },
    key: CryptoKey,
    data: Uint8Array<ArrayBuffer>,
  ): Promise<ArrayBuffer>;
}
declare var crypto: { readonly subtle: SubtleCrypto };
