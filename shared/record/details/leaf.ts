import type { FactValue } from '../fact.ts';

/** One thing that a resource says, wherever it stands in it. */
export type Leaf = {
  /** Member names and places in lists, from the resource down. */
  readonly at: Path;
  /** The same as its source names it: members in order, and which of several. */
  readonly names: readonly string[];
  readonly value: FactValue;
  /** What it consists of, where a part can be said without the rest. */
  readonly parts?: readonly Leaf[];
};

export type Path = readonly (string | number)[];

/** Where in a resource the reading is. */
export type Place = Pick<Leaf, 'at' | 'names'>;

/** The place of a member of the object that is here. */
export function memberAt({ at, names }: Place, member: string): Place {
  return { at: [...at, member], names: [...names, member] };
}

/** The same resource without what stands at this path. */
export function without<T>(value: T, path: Path): T {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const list: unknown[] = [...(value as unknown[])];
    const at = Number(step);
    if (rest.length === 0) list.splice(at, 1);
    else list[at] = without(list[at], rest);
    return list as T; // still the list that it was
  }
  const { [step]: inner, ...others } = value as { readonly [member: string]: unknown };
  return (rest.length === 0 ? others : { ...value, [step]: without(inner, rest) }) as T; // still an object
}
