import type { Description } from '../record/card.ts';
import { factsCalled } from '../record/fact.ts';
import { plainValue } from '../record/plain-value.ts';
import { isOrWasSo, isStanding } from '../record/standing.ts';

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
