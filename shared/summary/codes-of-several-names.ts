import { plainWordsOf } from '../fhir/concept.ts';
import type { Description } from '../record/card.ts';
import { classesOfMedicine } from './medicine-classes.ts';
import { plainWords } from './plain-words.ts';

/** So many names that have no word in common are not names of one thing. */
const several = 3;

/**
 * Codes that tell nothing in this record: its source has them on several medicines of quite different names, of which
 * none names what the code stands for.
 */
export function codesOfSeveralNames(entries: readonly Description[]): ReadonlySet<string> {
  const namesOf = new Map<string, string[]>();
  const named = new Set(
    entries
      .flatMap(classesOfMedicine)
      .filter(({ system }) => system === undefined)
      .map(({ medicineClass }) => medicineClass),
  );
  for (const entry of entries) {
    const name = entry.title === undefined ? '' : plainWords(plainWordsOf(entry.title)).trim();
    if (name === '') continue;
    for (const { system, medicineClass, by } of classesOfMedicine(entry)) {
      if (system === undefined || named.has(medicineClass)) continue;
      namesOf.set(by, [...(namesOf.get(by) ?? []), name]);
    }
  }
  return new Set([...namesOf].filter(([, names]) => areOfSeveral(names)).map(([code]) => code));
}

function areOfSeveral(names: readonly string[]): boolean {
  const apart: string[][] = [];
  for (const name of names) {
    const words = name.split(' ').filter((word) => /\p{L}{3}/u.test(word));
    if (!apart.some((known) => words.some((word) => known.includes(word)))) apart.push(words);
  }
  return apart.length >= several;
}
