import { concatBytes, fromUtf8, utf8, type Bytes } from '../base/bytes.ts';

/*
 * Rows of a vault on their way to the spare and back, in pieces, one behind the other:
 *   byte   0      length of the key
 *   then          the key: table and row, such as "segments/…", ASCII
 *   4 bytes each  how long the whole row is, where this piece begins in it, how long the piece is; little-endian
 *   then          the bytes of the piece
 * A row longer than a piece may be comes in several, in order.
 */
export type RowPiece = {
  readonly key: string;
  /** Bytes of the whole row. */
  readonly total: number;
  /** Where this piece begins in the row. */
  readonly offset: number;
  readonly bytes: Uint8Array;
};

/** The rows that a spare holds, by table and name as in the database. A key may become the name of a file. */
export const rowKey =
  /^(?:header|head|log\/[1-9]\d{0,6}|segments\/[0-9a-f]{32}|secrets\/[0-9a-f]{64})$/;

/** The longest row: an attachment, sealed. */
const longestRow = 1024 * 1024 * 1024;
/** The longest one that is replaced: a list of services. */
const longestReplaced = 64 * 1024 * 1024;
/** No piece holds more bytes of a row than this. */
export const longestPiece = 1024 * 1024;

/** A row in as many pieces as it takes. */
export function piecesOf(key: string, row: Uint8Array): RowPiece[] {
  const pieces: RowPiece[] = [];
  for (let offset = 0; offset === 0 || offset < row.length; offset += longestPiece) {
    const bytes = row.subarray(offset, offset + longestPiece);
    pieces.push({ key, total: row.length, offset, bytes });
  }
  return pieces;
}

/** How many bytes a piece takes when it is written. */
export function lengthOf({ key, bytes }: RowPiece): number {
  return 1 + key.length + 12 + bytes.length;
}

export function writePieces(pieces: readonly RowPiece[]): Bytes {
  return concatBytes(...pieces.flatMap((piece) => [headOf(piece), piece.bytes]));
}

function headOf({ key, total, offset, bytes }: RowPiece): Bytes {
  const name = utf8(key);
  const head = new Uint8Array(1 + name.length + 12);
  head[0] = name.length;
  head.set(name, 1);
  const view = new DataView(head.buffer, 1 + name.length);
  view.setUint32(0, total, true);
  view.setUint32(4, offset, true);
  view.setUint32(8, bytes.length, true);
  return head;
}

/** The pieces that were written, as views of these bytes. @throws RangeError where they are none */
export function readPieces(bytes: Uint8Array): RowPiece[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: RowPiece[] = [];
  for (let at = 0; at < bytes.length;) {
    const numbers = at + 1 + view.getUint8(at);
    const total = view.getUint32(numbers, true);
    const offset = view.getUint32(numbers + 4, true);
    const begin = numbers + 12;
    const end = begin + view.getUint32(numbers + 8, true);
    const piece = {
      key: asciiOf(bytes.subarray(at + 1, numbers)),
      total,
      offset,
      bytes: bytes.subarray(begin, end),
    };
    if (end > bytes.length || !isPiece(piece)) throw new RangeError('not a piece of a row');
    pieces.push(piece);
    at = end;
  }
  return pieces;
}

function asciiOf(name: Uint8Array): string {
  return name.every((byte) => byte < 128) ? fromUtf8(name) : '';
}

function isPiece({ key, total, offset, bytes }: RowPiece): boolean {
  const longest = isReplacedKey(key) ? longestReplaced : longestRow;
  const fits = offset + bytes.length <= total && total <= longest;
  return rowKey.test(key) && fits && bytes.length > 0 && bytes.length <= longestPiece;
}

/** Whether a row of this key takes the place of the one before. */
export function isReplacedKey(key: string): boolean {
  return key === 'header' || key.startsWith('secrets/');
}

/**
 * Puts rows together out of pieces that come in order, one row after the other. A row of which a piece is missing never
 * becomes whole.
 */
export type RowJoiner = {
  /** The row, where this was its last piece. */
  take(piece: RowPiece): { readonly key: string; readonly row: Bytes } | undefined;
};

export function rowJoiner(): RowJoiner {
  let growing: { readonly key: string; readonly row: Bytes; length: number } | undefined;
  return {
    take({ key, total, offset, bytes }) {
      if (offset === 0) growing = { key, row: new Uint8Array(total), length: 0 };
      const own = growing?.key === key ? growing : undefined;
      if (own?.row.length !== total || own.length !== offset) return undefined;
      own.row.set(bytes, offset);
      own.length += bytes.length;
      if (own.length < total) return undefined;
      growing = undefined;
      return { key, row: own.row };
    },
  };
}
