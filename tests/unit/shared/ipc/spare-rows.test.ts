import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  lengthOf,
  longestPiece,
  piecesOf,
  readPieces,
  rowJoiner,
  writePieces,
} from '../../../../shared/ipc/spare-rows.ts';

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...Array.from('0123456789abcdef')), {
      minLength: length,
      maxLength: length,
    })
    .map((letters) => letters.join(''));
const key = fc.oneof(
  fc.constantFrom('header', 'head'),
  fc.integer({ min: 1, max: 9_999_999 }).map((seq) => `log/${String(seq)}`),
  hex(32).map((id) => `segments/${id}`),
  hex(64).map((id) => `secrets/${id}`),
);
const row = fc.uint8Array({ minLength: 1, maxLength: 500 });
const segment = `segments/${'a'.repeat(32)}`;

describe('rows in pieces', () => {
  test('come out as they went in', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, row)), (rows) => {
        const pieces = rows.flatMap(([name, bytes]) => piecesOf(name, bytes));
        const written = writePieces(pieces);
        expect(written.length).toBe(pieces.reduce((sum, piece) => sum + lengthOf(piece), 0));
        const joiner = rowJoiner();
        const read = readPieces(written).flatMap((piece) => joiner.take(piece) ?? []);
        expect(read.map((one) => [one.key, [...one.row]])).toEqual(
          rows.map(([name, bytes]) => [name, [...bytes]]),
        );
      }),
    );
  });

  test('a long row comes in several, and is whole with the last one only', () => {
    const long = new Uint8Array(2 * longestPiece + 5).map((_, index) => index % 251);
    const pieces = piecesOf(segment, long);
    const joiner = rowJoiner();
    expect(pieces).toHaveLength(3);
    expect(pieces.slice(0, 2).map((piece) => joiner.take(piece))).toEqual([undefined, undefined]);
    const [, , last] = pieces;
    const whole = last === undefined ? undefined : joiner.take(last);
    expect(Buffer.from(whole?.row ?? []).equals(long)).toBe(true);
  });

  test('of which one is missing or comes out of order never become a row', () => {
    const [first, second, third] = piecesOf(segment, new Uint8Array(3 * longestPiece));
    if (first === undefined || second === undefined || third === undefined) throw new Error('few');
    for (const order of [
      [first, third],
      [second, third],
      [second, first, third],
    ]) {
      const joiner = rowJoiner();
      expect(order.map((piece) => joiner.take(piece)).filter(Boolean)).toEqual([]);
    }
  });

  test.each([
    ['a name that leads elsewhere', 'segments/../../x'],
    ['another table', `catalogue/${'a'.repeat(32)}`],
    ['a long name', `segments/${'a'.repeat(33)}`],
    ['a row number 0', 'log/0'],
    ['a row number that no log comes to', 'log/10000000'],
    ['a line end', 'head\n'],
  ])('are refused with %s', (_what, name) => {
    const written = writePieces([{ key: name, total: 1, offset: 0, bytes: Uint8Array.of(1) }]);
    expect(() => readPieces(written)).toThrow(RangeError);
  });

  test.each([
    ['reach beyond their row', { total: 2, offset: 1, bytes: new Uint8Array(2) }],
    ['are empty', { total: 2, offset: 1, bytes: new Uint8Array(0) }],
    ['are too long', { total: 2 ** 30, offset: 0, bytes: new Uint8Array(longestPiece + 1) }],
  ])('are refused where they %s', (_what, piece) => {
    expect(() => readPieces(writePieces([{ key: segment, ...piece }]))).toThrow(RangeError);
  });

  test('are refused where they are cut off anywhere', () => {
    const written = writePieces(piecesOf(segment, new Uint8Array(20)));
    for (let end = 1; end < written.length; end += 1) {
      expect(() => readPieces(written.subarray(0, end))).toThrow(RangeError);
    }
  });
});
