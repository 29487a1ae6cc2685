import { codeOfConcept } from '../../fhir/concept.ts';
import type { Standing } from '../card.ts';

/** What a status code of the specification means to a person, and what it comes down to. */
type StatusWords = { readonly words: string; readonly standing: Standing };

const statusWords: Readonly<Record<string, StatusWords>> = {
  active: { words: 'Active', standing: 'current' },
  recurrence: { words: 'Come back', standing: 'current' },
  relapse: { words: 'Come back', standing: 'current' },
  inactive: { words: 'Not active', standing: 'past' },
  remission: { words: 'In remission', standing: 'past' },
  resolved: { words: 'Resolved', standing: 'past' },
  completed: { words: 'Completed', standing: 'past' },
  stopped: { words: 'Stopped', standing: 'past' },
  'on-hold': { words: 'On hold', standing: 'current' },
  suspended: { words: 'On hold', standing: 'current' },
  ended: { words: 'Ended', standing: 'past' },
  cancelled: { words: 'Cancelled', standing: 'past' },
  revoked: { words: 'Withdrawn', standing: 'past' },
  abandoned: { words: 'Abandoned', standing: 'past' },
  draft: { words: 'Draft', standing: 'planned' },
  proposed: { words: 'Proposed', standing: 'planned' },
  planned: { words: 'Planned', standing: 'planned' },
  intended: { words: 'Intended', standing: 'planned' },
  booked: { words: 'Booked', standing: 'planned' },
  pending: { words: 'Waiting for confirmation', standing: 'planned' },
  registered: { words: 'Result awaited', standing: 'planned' },
  'in-progress': { words: 'Going on', standing: 'current' },
  preparation: { words: 'Being prepared', standing: 'planned' },
  finished: { words: 'Finished', standing: 'past' },
  fulfilled: { words: 'Took place', standing: 'past' },
  noshow: { words: 'Not attended', standing: 'past' },
  preliminary: { words: 'Preliminary', standing: 'current' },
  partial: { words: 'Part of the result', standing: 'current' },
  final: { words: 'Final', standing: 'current' },
  amended: { words: 'Amended', standing: 'current' },
  corrected: { words: 'Corrected', standing: 'current' },
  appended: { words: 'Added to', standing: 'current' },
  current: { words: 'Current', standing: 'current' },
  superseded: { words: 'Replaced by a newer one', standing: 'past' },
  'not-done': { words: 'Not done', standing: 'refuted' },
  'not-taken': { words: 'Not taken', standing: 'past' },
  refuted: { words: 'Found not to be so', standing: 'refuted' },
  unconfirmed: { words: 'Not confirmed', standing: 'unknown' },
  provisional: { words: 'Provisional', standing: 'unknown' },
  differential: { words: 'One of several possibilities', standing: 'unknown' },
  unknown: { words: 'Status not known', standing: 'unknown' },
  'entered-in-error': { words: 'Entered in error', standing: 'error' },
};

/** The words and the standing of a status, as a code or a concept. A status we have no word for is shown as written. */
export function readStatus(status: unknown): {
  readonly status: string | undefined;
  readonly standing: Standing;
} {
  const code = codeOfConcept(status);
  if (code === undefined) return { status: undefined, standing: 'unknown' };
  const known = statusWords[code.toLowerCase()];
  return known === undefined
    ? { status: code, standing: 'unknown' }
    : { status: known.words, standing: known.standing };
}

/**
 * A clinical status together with its verification: an error or a refutation outweighs everything,
 * and doubt is said beside the clinical status, never in its place.
 * @see https://hl7.org/fhir/R4/condition-definitions.html#Condition.verificationStatus
 */
export function readClinicalStatus(
  clinical: unknown,
  verification: unknown,
): { readonly status: string | undefined; readonly standing: Standing } {
  const verified = readStatus(verification);
  if (verified.standing === 'error' || verified.standing === 'refuted') return verified;
  const status = readStatus(clinical);
  const doubt =
    codeOfConcept(verification)?.toLowerCase() === 'confirmed' ? undefined : verified.status;
  const words = [status.status, doubt?.toLowerCase()]
    .filter((part) => part !== undefined)
    .join(', ');
  return { status: words === '' ? undefined : words, standing: status.standing };
}
