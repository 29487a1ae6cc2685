/** Chance that always falls the same way: a measurement is made on the same record every time. */
export type Random = {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from `least` up to and with `most`. */
  whole(least: number, most: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
};

/** The mulberry32 generator. `seed`: any whole number. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number): number =>
    least + Math.floor(next() * (most - least + 1));
  return { next, whole, pick: (list) => list[whole(0, list.length - 1)] ?? list[0] };
}
