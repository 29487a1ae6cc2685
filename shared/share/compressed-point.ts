import { concatBytes, hex, type Bytes } from '../base/bytes.ts';

/*
 * The compressed form of a P-256 point: 0x02 (y even) or 0x03 (y odd), then x (SEC 1 section 2.3.3).
 * Web Crypto need not read it, and not every browser does. The arithmetic below touches public values only, and
 * whoever imports the result has Web Crypto check that the point is on the curve.
 */
const p = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
const coordinateLength = 32;

/** 33 bytes from an uncompressed point of 65. */
export function compressPoint(point: Bytes): Bytes {
  const sign = ((point.at(-1) ?? 0) & 1) === 0 ? 2 : 3;
  return concatBytes(Uint8Array.of(sign), point.slice(1, 1 + coordinateLength));
}

/** The uncompressed point (0x04, x, y); `undefined` where there is none with that x. @see SEC 1 section 2.3.4 */
export function decompressPoint(compressed: Bytes): Bytes | undefined {
  const [sign] = compressed;
  const x = BigInt(`0x${hex(compressed.slice(1))}`);
  if ((sign !== 2 && sign !== 3) || compressed.length !== 1 + coordinateLength || x >= p) {
    return undefined;
  }
  const square = (x ** 3n - 3n * x + b) % p;
  // p is 3 modulo 4, so that this power is a root where there is one
  const root = power(square, (p + 1n) / 4n);
  if ((root * root) % p !== square) return undefined;
  const y = root % 2n === BigInt(sign - 2) ? root : p - root;
  return concatBytes(Uint8Array.of(4), coordinate(x), coordinate(y));
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % p;
    if (bit === '1') result = (result * base) % p;
  }
  return result;
}

function coordinate(value: bigint): Bytes {
  const digits = value.toString(16).padStart(coordinateLength * 2, '0');
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
