import { own } from '../../base/own.ts';
import { wordsOf } from '../concept.ts';
import type { FhirResource, JsonObject } from '../resource.ts';
import { codeIn, identifiersOf } from './cda-code.ts';
import { oids } from './oids.ts';
import { cdaPeriodOf } from './cda-time.ts';
import { childAt, type CdaElement } from './cda-xml.ts';
import { dosageOf } from './dosage.ts';
import type { Absence } from '../none-in-words.ts';
import { absenceOf, deniedInGeneral, namesOf, noneOf } from './known-none.ts';
import { medicineNotes } from './medicine-notes.ts';
import { medicineRequest } from './medicine-requests.ts';
import { medicineIntentOf } from './moods.ts';
import { materialOf, productConcept } from './products.ts';
import { reasonsOf } from './reasons.ts';
import {
  authorOf,
  isEvent,
  isNegated,
  isOfAnother,
  itselfOrInside,
  present,
  readAsOne,
  readEach,
  cdaStatusCodeOf,
  type StatementPlace,
  type StatementReader,
} from './statement.ts';
import { spanOf } from './timing.ts';

const medicationActivity = '2.16.840.1.113883.10.20.22.4.16';

/** "Drug or medicament" in general: not given, it says that there is no medicine. SNOMED CT. */
const anyMedicine: ReadonlyMap<string, Absence> = new Map([['410942007', 'medicine']]);

/** @see http://hl7.org/fhir/R4/valueset-medication-statement-status.html */
const statuses: Readonly<Record<string, string>> = {
  active: 'active',
  completed: 'completed',
  aborted: 'stopped',
  cancelled: 'stopped',
  suspended: 'on-hold',
  held: 'on-hold',
  new: 'intended',
  nullified: 'entered-in-error',
};

/** Medication Activity, by itself or inside an admission or discharge medication. */
export const readMedicines: StatementReader = (statement, place) =>
  readEach(
    statement,
    itselfOrInside(statement, 'substanceAdministration', medicationActivity),
    (activity) => readAsOne(activity, medicineOf(activity, place)),
  );

/** A medicine that follows no template known here, in a section of medicines. */
export const readMedicineIn: StatementReader = (activity, place) =>
  readAsOne(activity, isOfAnother(activity) ? undefined : medicineOf(activity, place));

/** What a person takes or took, or what was prescribed, planned or proposed; that there is none is said in either mood. */
function medicineOf(activity: CdaElement, place: StatementPlace): FhirResource | undefined {
  const product = childAt(activity, 'consumable', 'manufacturedProduct');
  const medicine = productConcept(product, place);
  const element = childAt(materialOf(product), 'code');
  const name = place.narrative.of(childAt(materialOf(product), 'name'));
  const absence = absenceOf(element, { about: 'medicine', narrative: place.narrative, name });
  const isNone = absence !== undefined || deniesAll(activity, medicine, place);
  const code = isNone ? noneOf('medicine', absence && wordsOf(medicine)) : medicine;
  if (code === undefined || (!isNone && deniesInWords(activity, element))) return undefined;
  if (isEvent(activity)) return statementOf(activity, { code, isNone }, place);
  const intent = medicineIntentOf(activity, place);
  if (intent === undefined) return undefined;
  if (!isNone) return medicineRequest(activity, intent, place);
  return intent === 'order' ? statementOf(activity, { code, isNone }, place) : undefined;
}

function statementOf(
  activity: CdaElement,
  { code, isNone }: { readonly code: JsonObject; readonly isNone: boolean },
  place: StatementPlace,
): FhirResource {
  const when = spanOf(activity);
  const dosage = isNone ? [] : dosageOf(activity, place);
  return {
    resourceType: 'MedicationStatement',
    id: place.idOf(activity, 'MedicationStatement'),
    ...present({
      identifier: identifiersOf(activity),
      status: statusOf(activity, isNone),
      medicationCodeableConcept: code,
      subject: place.patient,
      effectiveDateTime: when.at,
      effectivePeriod: when.at === undefined ? cdaPeriodOf(when) : undefined,
      dateAsserted: authorOf(activity).time,
      informationSource: authorOf(activity).who,
      reasonCode: reasonsOf(activity, place),
      note: medicineNotes(activity, dosage, place),
      dosage,
    }),
  };
}

function statusOf(activity: CdaElement, isNone: boolean): string {
  if (isNegated(activity) && !isNone) return 'not-taken';
  return own(statuses, cdaStatusCodeOf(activity)) ?? 'unknown';
}

/** Whether it says "no medicines", and not of one of them that it is not taken. */
function deniesAll(
  activity: CdaElement,
  medicine: JsonObject | undefined,
  { narrative }: StatementPlace,
): boolean {
  const material = materialOf(childAt(activity, 'consumable', 'manufacturedProduct'));
  const code = childAt(material, 'code');
  const kind = codeIn(code, anyMedicine, oids.snomed);
  if (!isNegated(activity) || (kind === undefined && medicine !== undefined)) return false;
  const words = [
    narrative.of(childAt(activity, 'text')),
    narrative.of(childAt(material, 'name')),
    ...namesOf(code, narrative),
  ];
  return deniedInGeneral(kind, words) === 'medicine';
}

/** Of "a medicine" that is not taken, a sentence may say which: to be kept as the sentence that it is. */
function deniesInWords(activity: CdaElement, code: CdaElement | undefined): boolean {
  const isAny = codeIn(code, anyMedicine, oids.snomed) !== undefined;
  return isNegated(activity) && isAny && childAt(activity, 'text') !== undefined;
}
