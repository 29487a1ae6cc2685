import type { Fact, ItemValue } from '../record/fact.ts';
import { sayConcept } from './say-concept.ts';
import type { Words } from './words.ts';

/** "Breast cancer (Started: at age 41; Note: BRCA1)" */
export function sayItem(
  { head, parts }: ItemValue,
  words: Words,
  sayPart: (part: Fact) => string,
): string {
  const said = parts.flatMap((part) => {
    const value = sayPart(part);
    return value === '' ? [] : [words.labelled(nameOf(part, words), value)];
  });
  const name = head === undefined ? '' : sayPart({ name: 'item', value: head });
  return words.item(name === '' ? undefined : name, said);
}

/** A part of a result is called as its source calls it. */
function nameOf({ name, label }: Fact, words: Words): string {
  return name === 'component' && label !== undefined ? sayConcept(label, words) : words.facts[name];
}
