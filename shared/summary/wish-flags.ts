import { dateOf, type FlagContext, type FlagEntry, type RedFlag } from './red-flag.ts';
import { kindInWords, refusedIn } from './wish-details.ts';
import { isTakenBack, isWishInForce } from './wishes.ts';

/** Wishes and decisions that stand: what they are called, what kind they are, what is refused, and their date. */
export function wishFlags(entries: readonly FlagEntry[], { words }: FlagContext): RedFlag[] {
  return entries.flatMap(({ resource, entry, said }): RedFlag[] => {
    const wish = { ...entry, resourceType: resource.resourceType };
    if (said.title === undefined || !isWishInForce(wish) || isTakenBack(entry)) return [];
    const refused = refusedIn(resource);
    const value = resource.resourceType === 'Observation' ? said.value : undefined;
    const more = [
      ...kindInWords(wish, words),
      ...(value === undefined ? [] : [value]),
      ...(refused.length > 0 ? [words.refuses(refused)] : []),
      ...dateOf(entry, words),
    ];
    return [
      { kind: 'wishes', title: said.title, more: more.filter((part) => part !== said.title) },
    ];
  });
}
