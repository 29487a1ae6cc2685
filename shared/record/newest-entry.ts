import { intervalOf, newestIntervalFirst } from '../fhir/partial-date.ts';
import type { Standing } from './card.ts';

/** Types whose dates tell nothing of what happened to the person: who and where, insurance, bookkeeping, the telling itself. */
const notHappened: ReadonlySet<string> = new Set([
  'Account',
  'AuditEvent',
  'Basic',
  'Binary',
  'ChargeItem',
  'Claim',
  'ClaimResponse',
  'Composition',
  'Coverage',
  'Device',
  'DocumentManifest',
  'ExplanationOfBenefit',
  'Group',
  'HealthcareService',
  'InsurancePlan',
  'Invoice',
  'List',
  'Location',
  'Measure',
  'Medication',
  'Organization',
  'Patient',
  'PaymentNotice',
  'Person',
  'Practitioner',
  'PractitionerRole',
  'Provenance',
  'Questionnaire',
  'RelatedPerson',
  'Schedule',
  'Slot',
  'Substance',
]);

/** Whether an entry's date tells how far a record reaches. */
export function tellsHowNew(resourceType: string, standing: Standing | undefined): boolean {
  return !notHappened.has(resourceType) && standing !== 'error' && standing !== 'planned';
}

const day = 24 * 60 * 60 * 1000;

/** The newest of these dates, as written, that is not after `until` (ISO 8601): what lies ahead has not happened. */
export function newestOf(dates: Iterable<string>, until: string): string | undefined {
  const latest = (intervalOf(until)?.to ?? Number.MAX_SAFE_INTEGER) + day;
  const [newest] = [...new Set(dates)]
    .flatMap((date) => {
      const interval = intervalOf(date);
      return interval === undefined || interval.from > latest ? [] : [{ date, interval }];
    })
    .sort((a, b) => newestIntervalFirst(a.interval, b.interval));
  return newest?.date;
}

/** After so many days without an entry a record's age is said. */
const recent = 92 * day;

/** Whether a record whose newest entry has this date ends over three months before now. */
export function isLongAgo(date: string, now: Date): boolean {
  const interval = intervalOf(date);
  return interval !== undefined && interval.to < now.getTime() - recent;
}
