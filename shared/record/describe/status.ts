import { codeOfConcept, wordsOf } from '../../fhir/concept.ts';
import type { Standing } from '../card.ts';
import { careStandings } from './care-status.ts';

/** What a status code of the specification comes down to. */
const standings = {
  ...careStandings,
  active: 'current',
  recurrence: 'current',
  relapse: 'current',
  inactive: 'past',
  remission: 'past',
  resolved: 'past',
  completed: 'past',
  stopped: 'past',
  'on-hold': 'current',
  suspended: 'current',
  ended: 'past',
  cancelled: 'past',
  declined: 'refuted',
  revoked: 'past',
  abandoned: 'past',
  draft: 'planned',
  proposed: 'planned',
  planned: 'planned',
  intended: 'planned',
  booked: 'planned',
  pending: 'planned',
  registered: 'planned',
  'in-progress': 'current',
  preparation: 'planned',
  finished: 'past',
  fulfilled: 'past',
  noshow: 'past',
  preliminary: 'current',
  partial: 'current',
  final: 'current',
  amended: 'current',
  corrected: 'current',
  appended: 'current',
  current: 'current',
  superseded: 'past',
  'not-done': 'refuted',
  'not-taken': 'past',
  refuted: 'refuted',
  unconfirmed: 'unknown',
  provisional: 'unknown',
  differential: 'unknown',
  unknown: 'unknown',
  'entered-in-error': 'error',
} as const satisfies Readonly<Record<string, Standing>>;

/** The status codes that we have words for. */
export type StatusCode = keyof typeof standings;

/** A status as one that we have words for. */
export function statusCodeOf(status: string): StatusCode | undefined {
  const code = status.toLowerCase();
  return Object.hasOwn(standings, code) ? (code as StatusCode) : undefined; // checked by hasOwn
}

function standingOf(status: string | undefined): Standing {
  const code = status === undefined ? undefined : statusCodeOf(status);
  return code === undefined ? 'unknown' : standings[code];
}

type Status = { readonly status: string | undefined; readonly standing: Standing };

/** The code and the standing of a status, as a code or a concept; of one without a code, its words. A code that we do not know stays as written. */
export function readStatus(status: unknown): Status {
  const code = codeOfConcept(status) ?? wordsOf(status);
  return { status: code, standing: standingOf(code) };
}

/**
 * A clinical status together with its verification: an error or a refutation outweighs everything, and doubt stands
 * beside the clinical status, never in its place.
 * @see https://hl7.org/fhir/R4/condition-definitions.html#Condition.verificationStatus
 */
export function readClinicalStatus(
  clinical: unknown,
  verification: unknown,
): Status & { readonly verificationStatus: string | undefined } {
  const { status, standing } = readStatus(clinical);
  const verified = readStatus(verification);
  return {
    status,
    verificationStatus: verified.status,
    standing: outweighs(verified.standing) ? verified.standing : standing,
  };
}

/** Whether a verification of this standing leaves nothing to be said of the clinical status. */
export function outweighs(standing: Standing): boolean {
  return standing === 'error' || standing === 'refuted';
}

/** Whether a verification says that the entry is not so, or was a mistake. */
export function isOutweighed(verificationStatus: string | undefined): boolean {
  return outweighs(standingOf(verificationStatus));
}
