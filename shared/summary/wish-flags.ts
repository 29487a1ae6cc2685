import { objectOf, textOf } from '../fhir/resource.ts';
import { dateOf, type FlagContext, type FlagEntry, type RedFlag } from './red-flag.ts';
import { isOver, kindInWords, refusedIn } from './wish-details.ts';
import { isTakenBack, isWishInForce } from './wishes.ts';

/** Wishes and decisions that stand: what they are called, what kind they are, what is refused, and their date. */
export function wishFlags(
  entries: readonly FlagEntry[],
  { words, issued }: FlagContext,
): RedFlag[] {
  return entries.flatMap(({ resource, entry, said }): RedFlag[] => {
    const wish = { ...entry, resourceType: resource.resourceType };
    if (said.title === undefined || !isWishInForce(wish) || isTakenBack(entry)) return [];
    const all = refusedIn(resource);
    const standing = all.filter(({ until }) => !isOver(until, issued));
    const period = objectOf(resource['period'] ?? resource['effectivePeriod']);
    const ended = textOf(period?.['end']);
    // What was meant for a time that is over is in its section, with that time.
    if (isOver(ended, issued) || (all.length > 0 && standing.length === 0)) return [];
    const refused = standing.map(({ what, until }) =>
      until === undefined ? what : `${what} (${words.until(words.date(until))})`,
    );
    // Of orders for treatment, the policy that they follow is what they say.
    const policy = said.facts.filter(({ is }) => is === 'policy').map((fact) => fact.value);
    const value = resource.resourceType === 'Observation' ? said.value : undefined;
    const more = [
      ...kindInWords(wish, words),
      ...(value === undefined ? [] : [value]),
      ...(refused.length > 0 ? [words.refuses(refused)] : []),
      ...policy,
      ...dateOf(entry, words),
    ];
    return [
      { kind: 'wishes', title: said.title, more: more.filter((part) => part !== said.title) },
    ];
  });
}
