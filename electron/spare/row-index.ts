import type { RowPiece } from '../../shared/ipc/spare-rows.ts';

/** Where a piece of a row lies: in which frame of which file. */
export type PiecePlace = {
  readonly file: string;
  readonly frame: { readonly at: number; readonly length: number };
  readonly offset: number;
};

/** Which rows a spare has, and where. The newest whole one of a key counts. */
export type RowIndex = {
  take(
    piece: Pick<RowPiece, 'key' | 'total' | 'offset' | 'bytes'>,
    place: Omit<PiecePlace, 'offset'>,
  ): void;
  keys(): Iterable<string>;
  placesOf(key: string): readonly PiecePlace[];
  forget(key: string): void;
};

type Row = { readonly total: number; length: number; readonly places: PiecePlace[] };

export function rowIndex(): RowIndex {
  const whole = new Map<string, readonly PiecePlace[]>();
  const growing = new Map<string, Row>();
  return {
    take({ key, total, offset, bytes }, place) {
      if (offset === 0) growing.set(key, { total, length: 0, places: [] });
      const row = growing.get(key);
      if (row?.total !== total || row.length !== offset) return;
      row.places.push({ ...place, offset });
      row.length += bytes.length;
      if (row.length < total) return;
      growing.delete(key);
      whole.set(key, row.places);
    },
    keys: () => whole.keys(),
    placesOf: (key) => whole.get(key) ?? [],
    forget(key) {
      growing.delete(key);
      whole.delete(key);
    },
  };
}
