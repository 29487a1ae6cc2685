import type { FactName } from '../record/fact.ts';
import type { Words } from '../words/words.ts';
import { dateOf, notableStatus, type FlagEntry, type RedFlag } from './red-flag.ts';
import { isGraveWarning } from './warnings.ts';

/** What of a warning is told in one line, in this order. */
const toldOfWarning: readonly FactName[] = ['implicated', 'detail', 'severity', 'mitigation'];

/** Harm that came from care, and dangers that were noted: what it came from or is about stands beside it. */
export function warningFlags(entries: readonly FlagEntry[], words: Words): RedFlag[] {
  return entries.flatMap(({ resource, entry, said }): RedFlag[] => {
    const { resourceType } = resource;
    if (said.title === undefined || !isGraveWarning({ ...entry, resourceType })) return [];
    const told = toldOfWarning.flatMap((is) => {
      const fact = said.facts.find((one) => one.is === is);
      if (fact === undefined || fact.value === said.title) return [];
      return [is === 'detail' ? fact.value : words.labelled(fact.name, fact.value)];
    });
    return [
      {
        kind: resourceType === 'AdverseEvent' ? 'adverse-event' : 'safety-warning',
        title: said.title,
        more: [
          ...told,
          ...(entry.status === 'final' ? [] : notableStatus(entry, words)),
          ...dateOf(entry, words),
        ],
      },
    ];
  });
}
