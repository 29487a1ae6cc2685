import type { Description } from '../record/card.ts';
import { factsCalled, type FactName } from '../record/fact.ts';
import { plainValue } from '../record/plain-value.ts';
import { isOrWasSo, isStanding } from '../record/standing.ts';
import type { Words } from '../words/words.ts';
import { dateOf, notableStatus, type FlagEntry, type RedFlag } from './red-flag.ts';

type Warned = Pick<Description, 'facts' | 'standing'> & { readonly resourceType: string };

/**
 * Whether an entry tells of harm that came to the person, or of a danger that somebody noted. That something might have
 * happened, or what a program finds of little weight, is none.
 * @see https://hl7.org/fhir/R4/adverseevent.html
 * @see https://hl7.org/fhir/R4/detectedissue.html
 */
export function isWarning(entry: Warned): boolean {
  switch (entry.resourceType) {
    case 'AdverseEvent':
      return isOrWasSo(entry) && !says(entry, 'type', potential);
    case 'DetectedIssue':
      return isStanding(entry) && !isSlight(entry);
    default:
      return false;
  }
}

/** Whether it must not be missed: its source does not call it slight. */
export function isGraveWarning(entry: Warned): boolean {
  return isWarning(entry) && !isSlight(entry);
}

/** What of a warning is told in one line, in this order. */
export const toldOfWarning: readonly FactName[] = [
  'implicated',
  'detail',
  'severity',
  'mitigation',
];

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

const potential: ReadonlySet<string> = new Set(['potential']);
const slight: ReadonlySet<string> = new Set(['low', 'mild', 'moderate', 'minor', 'non-serious']);

/** Whether everything that its source says of its severity calls it slight. */
function isSlight(entry: Warned): boolean {
  return says(entry, 'severity', slight);
}

function says({ facts }: Warned, name: 'severity' | 'type', codes: ReadonlySet<string>): boolean {
  const values = factsCalled(facts, name).map(({ value }) => plainValue(value).toLowerCase());
  return values.length > 0 && values.every((value) => codes.has(value));
}
