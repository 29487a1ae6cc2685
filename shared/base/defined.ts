/** `T` with every member that may be `undefined` made optional instead. */
export type Defined<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same object without its members that are `undefined`: what is missing is absent. */
export function defined<const T extends object>(object: T): Defined<T> {
  const kept: Record<string, unknown> = {};
  for (const name in object) {
    if (object[name] !== undefined) kept[name] = object[name];
  }
  return kept as Defined<T>; // the same members, but for those that `Defined` makes optional
}
