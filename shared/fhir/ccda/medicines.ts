import type { FhirResource, JsonObject } from '../resource.ts';
import { cdaConceptOf, identifiersOf, snomed } from './cda-code.ts';
import { periodOf, whenOf } from './cda-time.ts';
import { attributeOf, childAt, childrenOf, statementsWith, type CdaElement } from './cda-xml.ts';
import { dosageOf, freeTextSig, instruction } from './dosage.ts';
import {
  allAsResources,
  authorOf,
  isNegated,
  itselfOrInside,
  cdaNotesOf,
  present,
  cdaStatusCodeOf,
  type Place,
  type StatementReader,
} from './statement.ts';

const medicationActivity = '2.16.840.1.113883.10.20.22.4.16';
const indication = '2.16.840.1.113883.10.20.22.4.19';

/** "Drug or medicament" in general: not given, it says that there is no medicine. SNOMED CT. */
const anyMedicine = '410942007';
const noMedicine = { system: snomed, code: '787481004', display: 'No known medications' };

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
  allAsResources(
    itselfOrInside(statement, 'substanceAdministration', medicationActivity),
    (activity) => medicineOf(activity, place),
  );

/** What a person takes or took. A prescription says so in C-CDA with the mood "intent". */
function medicineOf(activity: CdaElement, place: Place): FhirResource | undefined {
  const product = childAt(activity, 'consumable', 'manufacturedProduct');
  const medicine = productConcept(product, place);
  const isNone = isNegated(activity) && saysAnyMedicine(product, medicine);
  const code = isNone ? { coding: [noMedicine], text: noMedicine.display } : medicine;
  if (code === undefined) return undefined;
  const [time] = childrenOf(activity, 'effectiveTime').filter(isSpan);
  const when = whenOf(time);
  const dosage = isNone ? [] : dosageOf(activity, place);
  const asDosage = dosage.map(({ text }) => text);
  return {
    resourceType: 'MedicationStatement',
    id: place.idOf(activity, 'MedicationStatement'),
    ...present({
      identifier: identifiersOf(activity),
      status: statusOf(activity, isNone),
      medicationCodeableConcept: code,
      subject: place.patient,
      effectiveDateTime: when.at,
      effectivePeriod: when.at === undefined ? periodOf(when) : undefined,
      dateAsserted: authorOf(activity).time,
      informationSource: authorOf(activity).who,
      reasonCode: statementsWith(activity, indication).flatMap(
        (reason) => cdaConceptOf(childAt(reason, 'value'), place.narrative) ?? [],
      ),
      note: cdaNotesOf(activity, place, freeTextSig, instruction).filter(
        ({ text }) => !asDosage.includes(text),
      ),
      dosage,
    }),
  };
}

/** The first `effectiveTime` says from when to when; the others say how often. */
function isSpan(time: CdaElement): boolean {
  const type = attributeOf(time, 'type')?.replace(/^\w+:/, '');
  return type === undefined || type === 'IVL_TS' || type === 'TS';
}

function statusOf(activity: CdaElement, isNone: boolean): string {
  if (isNegated(activity) && !isNone) return 'not-taken';
  return statuses[cdaStatusCodeOf(activity) ?? ''] ?? 'unknown';
}

/** The medicine or vaccine of a product, in code and words. */
export function productConcept(
  product: CdaElement | undefined,
  { narrative }: Place,
): JsonObject | undefined {
  const material =
    childAt(product, 'manufacturedMaterial') ?? childAt(product, 'manufacturedLabeledDrug');
  const concept = cdaConceptOf(childAt(material, 'code'), narrative);
  const name = narrative.of(childAt(material, 'name'));
  return concept ?? (name === undefined ? undefined : { text: name });
}

function saysAnyMedicine(
  product: CdaElement | undefined,
  medicine: JsonObject | undefined,
): boolean {
  const code = childAt(product, 'manufacturedMaterial', 'code');
  return medicine === undefined || attributeOf(code, 'code') === anyMedicine;
}
