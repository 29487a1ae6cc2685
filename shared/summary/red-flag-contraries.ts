import type { Description } from '../record/card.ts';
import { contrariesOf } from './contraries.ts';
import type { FlagEntry } from './red-flag.ts';

/** What others of these entries say against one of them. */
export function contrariesOfFlagged(
  entries: readonly FlagEntry[],
): ReadonlyMap<FlagEntry, Description> {
  const told = entries.map((one) => ({
    ...one.entry,
    resourceType: one.resource.resourceType,
    one,
  }));
  return new Map([...contrariesOf(told)].map(([{ one }, other]) => [one, other]));
}
