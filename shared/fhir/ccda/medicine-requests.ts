import { own } from '../../base/own.ts';
import { objectOf, type FhirResource, type JsonObject } from '../resource.ts';
import { identifiersOf } from './cda-code.ts';
import { cdaPeriodOf, writtenTime, type CdaWhen } from './cda-time.ts';
import { childAt, type CdaElement } from './cda-xml.ts';
import { dosageOf } from './dosage.ts';
import { medicineNotes } from './medicine-notes.ts';
import { productConcept } from './products.ts';
import { reasonsOf } from './reasons.ts';
import { authorOf, cdaStatusCodeOf, isNegated, present, type StatementPlace } from './statement.ts';
import { spanOf } from './timing.ts';

/** @see http://hl7.org/fhir/R4/valueset-medicationrequest-status.html */
const statuses: Readonly<Record<string, string>> = {
  active: 'active',
  new: 'draft',
  held: 'on-hold',
  suspended: 'on-hold',
  completed: 'completed',
  aborted: 'stopped',
  cancelled: 'cancelled',
  nullified: 'entered-in-error',
};

/** A medicine that is prescribed, planned or proposed, or is not to be given: nothing says that anybody took it. */
export function medicineRequest(
  activity: CdaElement,
  intent: string,
  place: StatementPlace,
): FhirResource | undefined {
  const product = childAt(activity, 'consumable', 'manufacturedProduct');
  const medicine = productConcept(product, place);
  if (medicine === undefined) return undefined;
  const { time, who } = authorOf(activity);
  const dosage = dosageOf(activity, place);
  const { dosageInstruction, notes } = withDays(dosage, spanOf(activity));
  return {
    resourceType: 'MedicationRequest',
    id: place.idOf(activity, 'MedicationRequest'),
    ...present({
      identifier: identifiersOf(activity),
      status: own(statuses, cdaStatusCodeOf(activity)) ?? 'unknown',
      intent,
      doNotPerform: isNegated(activity) ? true : undefined,
      medicationCodeableConcept: medicine,
      subject: place.patient,
      authoredOn: time,
      requester: who,
      reasonCode: reasonsOf(activity, place),
      note: [...notes, ...medicineNotes(activity, dosage, place)],
      dosageInstruction,
    }),
  };
}

type Instructed = {
  readonly dosageInstruction: readonly JsonObject[];
  readonly notes: readonly JsonObject[];
};

/** FHIR's request says with its dose when it is taken, and from when to when; what does not fit there is told in words. */
function withDays(dosage: readonly JsonObject[], when: CdaWhen): Instructed {
  const [first = {}, another] = dosage;
  const timing =
    another === undefined ? timingAt(objectOf(first['timing']) ?? {}, when) : undefined;
  return timing === undefined
    ? { dosageInstruction: dosage, notes: dayNotes(when) }
    : { dosageInstruction: [{ ...first, timing }], notes: [] };
}

function timingAt(timing: JsonObject, when: CdaWhen): JsonObject | undefined {
  const repeat = objectOf(timing['repeat']);
  // A day beside a rhythm may be its first or its only one.
  if (when.at !== undefined)
    return repeat === undefined ? { ...timing, event: [when.at] } : undefined;
  const boundsPeriod = cdaPeriodOf(when);
  const isFree = boundsPeriod !== undefined && repeat?.['boundsDuration'] === undefined;
  return isFree ? { ...timing, repeat: { ...repeat, boundsPeriod } } : undefined;
}

function dayNotes({ at, start, end }: CdaWhen): JsonObject[] {
  const days = at === undefined ? [start, end] : [at];
  const words = days.flatMap((day) => (day === undefined ? [] : [writtenTime(day)])).join(' to ');
  const label = at === undefined && start === undefined ? 'Until, as written' : 'When, as written';
  return words === '' ? [] : [{ text: `${label}: ${words}` }];
}
