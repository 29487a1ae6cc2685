/** So many answers are kept: a record has few names, and many entries of each. */
const most = 4096;

/** The same function of a text, that looks at each text once. */
export function remembered<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as T; // it was kept, so it is one
    if (known.size >= most) known.clear();
    const now = answer(text);
    known.set(text, now);
    return now;
  };
}

/** The same function of an object that never changes, that looks at each object once. */
export function rememberedOf<Thing extends object, T>(
  answer: (thing: Thing) => T,
): (thing: Thing) => T {
  const known = new WeakMap<Thing, { readonly answer: T }>();
  return (thing) => {
    const before = known.get(thing);
    if (before !== undefined) return before.answer;
    const now = answer(thing);
    known.set(thing, { answer: now });
    return now;
  };
}
