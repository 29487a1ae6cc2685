/** The time now, handed in so that every rule can be tried at any date. */
export type Clock = () => Date;

/** `n` fresh random bytes, handed in so that `shared/` has no randomness of its own. */
export type RandomBytes = (n: number) => Uint8Array<ArrayBuffer>;
