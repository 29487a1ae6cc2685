import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromBase64, hex, utf8, type Bytes } from '../../../../shared/base/bytes.ts';
import { compressPoint, decompressPoint } from '../../../../shared/share/compressed-point.ts';
import {
  importCompressedPublicKey,
  jwkThumbprint,
  verifyEs256,
} from '../../../../shared/share/signing-key.ts';

/** RFC 7515 appendix A.3: the JWS, and the public key as x and y. */
const rfc7515 = {
  signed:
    'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ',
  signature:
    'DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
} as const;

function bytesOf(base64: string): Bytes {
  const bytes = fromBase64(base64);
  if (bytes === undefined) throw new Error('no base64');
  return bytes;
}

const point = concatBytes(Uint8Array.of(4), bytesOf(rfc7515.x), bytesOf(rfc7515.y));

describe('published vectors', () => {
  it('ES256 of RFC 7515 appendix A.3 is good under its key, which came in compressed form', async () => {
    const key = await importCompressedPublicKey(compressPoint(point));
    if (key === undefined) throw new Error('no point');
    const signature = bytesOf(rfc7515.signature);
    expect(await verifyEs256(key, signature, utf8(rfc7515.signed))).toBe(true);
    expect(await verifyEs256(key, signature, utf8(`${rfc7515.signed}x`))).toBe(false);
  });

  it('the base point of P-256 is found again from its x (SEC 2 section 2.4.2)', () => {
    const compressed = '036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296';
    const y = '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5';
    const bytes = Uint8Array.from(compressed.match(/../g) ?? [], (pair) => parseInt(pair, 16));
    expect(hex(decompressPoint(bytes) ?? bytes)).toBe(`04${compressed.slice(2)}${y}`);
  });

  it('there is no point for an x beyond the field, or of another form', () => {
    expect(decompressPoint(Uint8Array.of(2, ...Array<number>(32).fill(255)))).toBeUndefined();
    expect(decompressPoint(Uint8Array.of(5, ...point.slice(1, 33)))).toBeUndefined();
    expect(decompressPoint(point.slice(0, 33))).toBeUndefined();
  });

  it('the thumbprint of the key of RFC 7515 appendix A.3 is the digest of its RFC 7638 form', async () => {
    const { x, y } = rfc7515;
    const form = `{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`;
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(form)));
    const thumbprint = await jwkThumbprint({ kty: 'EC', crv: 'P-256', x, y });
    expect(hex(bytesOf(thumbprint))).toBe(hex(digest));
  });

  it('RFC 8785 section 3.2.4 canonicalises to its published bytes', () => {
    const input = JSON.parse(`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
      "literals": [null, true, false]
    }`) as unknown;
    expect(canonicalize(input)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('RFC 8785 section 3.2.3 orders member names by UTF-16 code units', () => {
    const input = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, ö: 7 };
    expect(Object.values(JSON.parse(canonicalize(input) ?? '') as object)).toEqual([
      4, 2, 6, 7, 1, 5, 3,
    ]);
  });
});
