import { AppError } from '../../../shared/base/error.ts';
import { concatBytes, utf8, type Bytes } from '../../../shared/base/bytes.ts';

/*
 * Sealed bytes, version 1
 *   byte  0       version: 1
 *   bytes 1–12    nonce: 96 random bits, made here for every sealing
 *   bytes 13–     AES-256-GCM ciphertext, whose last 16 bytes are the tag (NIST SP 800-38D)
 * Associated data: the UTF-8 JSON array ["patient-held-record", 1, person id, table, row id].
 * A row that is moved to another place, table or person no longer opens.
 */
const version = 1;
const nonceLength = 12;
const tagLength = 16;

declare const brand: unique symbol;
export type SealedBytes = Bytes & { readonly [brand]: 'SealedBytes' };

/** Where sealed bytes belong; they open nowhere else. */
export type SealedPlace = {
  readonly personId: string;
  readonly table: 'slots' | 'segments' | 'log' | 'head' | 'secrets' | 'catalogue';
  readonly id: string;
};

function associatedData(place: SealedPlace): Bytes {
  const parts = ['patient-held-record', version, place.personId, place.table, place.id];
  return utf8(JSON.stringify(parts));
}

/** Encrypts `plain` for one place, under a nonce of its own. */
export async function seal(key: CryptoKey, place: SealedPlace, plain: Bytes): Promise<SealedBytes> {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceLength));
  const ciphertext = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: associatedData(place) },
    key,
    plain,
  );
  const sealed = concatBytes(Uint8Array.of(version), nonce, new Uint8Array(ciphertext));
  return sealed as SealedBytes; // the one place where the brand is given
}

/**
 * Decrypts what `seal` made for the same place.
 * @throws vault-damaged where a bit has changed, the place is another, or the key is another
 */
export async function unseal(
  key: CryptoKey,
  place: SealedPlace,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<Bytes> {
  if (sealed[0] !== version || sealed.length < 1 + nonceLength + tagLength) {
    throw new AppError('vault-damaged', { where: place.table });
  }
  try {
    const plain = await crypto.subtle.decrypt(
      {
        name: 'AES-GCM',
        iv: sealed.subarray(1, 1 + nonceLength),
        additionalData: associatedData(place),
      },
      key,
      sealed.subarray(1 + nonceLength),
    );
    return new Uint8Array(plain);
  } catch (cause) {
    throw new AppError('vault-damaged', { cause, where: place.table });
  }
}

/** Whether these bytes were sealed for this place under this key, and are as they were. */
export async function opensAs(key: CryptoKey, place: SealedPlace, sealed: Bytes): Promise<boolean> {
  try {
    (await unseal(key, place, sealed)).fill(0);
    return true;
  } catch {
    return false;
  }
}
