/** One figure, with the least that the same machine could have needed and what was aimed at. */
export type BenchResult = {
  readonly name: string;
  /** Entries in the record, where there is one. */
  readonly entries?: number;
  readonly value: number;
  readonly unit: 'ms' | 'MB' | '×';
  readonly floor?: number;
  /** What the floor is. */
  readonly floorOf?: string;
  readonly ratio?: number;
  readonly target?: number;
  readonly met?: boolean;
};

type Figure = Pick<BenchResult, 'name' | 'entries' | 'value' | 'unit'> & {
  readonly floor?: { readonly value: number; readonly of: string };
  readonly target?: number;
};

/** A figure judged by its floor and its target. */
export function result({ floor, target, ...figure }: Figure): BenchResult {
  return {
    ...figure,
    ...(floor !== undefined && {
      floor: floor.value,
      floorOf: floor.of,
      ratio: figure.value / floor.value,
    }),
    ...(target !== undefined && { target, met: figure.value <= target }),
  };
}
