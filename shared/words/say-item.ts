import type { Fact, ItemValue } from '../record/fact.ts';
import type { Words } from './words.ts';

/** "Breast cancer (Started: at age 41; Note: BRCA1)" */
export function sayItem(
  { head, parts }: ItemValue,
  words: Words,
  sayPart: (part: Fact) => string,
): string {
  const said = parts.flatMap((part) => {
    const value = sayPart(part);
    return value === '' ? [] : [words.labelled(words.facts[part.name], value)];
  });
  const name = head === undefined ? undefined : sayPart({ name: 'item', value: head });
  return words.item(name, said);
}
