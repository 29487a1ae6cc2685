import { own } from '../../base/own.ts';
import { wordsOf } from '../concept.ts';
import { textOf, type FhirResource, type JsonObject } from '../resource.ts';
import { cdaConceptOf, codeIn, identifiersOf } from './cda-code.ts';
import { oids } from './oids.ts';
import { cdaPeriodOf, whenOf, writtenTime } from './cda-time.ts';
import { writtenValue } from './cda-value.ts';
import { childAt, childrenOf, statementsIn, type CdaElement } from './cda-xml.ts';
import { dosageOf, freeTextSig, instruction } from './dosage.ts';
import type { Absence } from '../none-in-words.ts';
import { absenceOf, deniedInGeneral, namesOf, noneOf } from './known-none.ts';
import { notesBesideReasons, reasonsOf } from './reasons.ts';
import {
  authorOf,
  isEvent,
  isNegated,
  isOfAnother,
  itselfOrInside,
  cdaNotesOf,
  present,
  readAsOne,
  readEach,
  rowNotes,
  cdaStatusCodeOf,
  type StatementPlace,
  type StatementReader,
} from './statement.ts';
import { strengthNotes } from './strengths.ts';
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

/** What a person takes or took. A prescription says so in C-CDA with the mood "intent". */
function medicineOf(activity: CdaElement, place: StatementPlace): FhirResource | undefined {
  const product = childAt(activity, 'consumable', 'manufacturedProduct');
  const medicine = productConcept(product, place);
  const element = childAt(materialOf(product), 'code');
  const name = place.narrative.of(childAt(materialOf(product), 'name'));
  const absence = absenceOf(element, { about: 'medicine', narrative: place.narrative, name });
  const isNone = absence !== undefined || deniesAll(activity, medicine, place);
  const code = isNone ? noneOf('medicine', absence && wordsOf(medicine)) : medicine;
  if (code === undefined || (!isNone && deniesInWords(activity, element))) return undefined;
  const when = spanOf(activity);
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
      effectivePeriod: when.at === undefined ? cdaPeriodOf(when) : undefined,
      dateAsserted: authorOf(activity).time,
      informationSource: authorOf(activity).who,
      reasonCode: reasonsOf(activity, place),
      note: [
        ...cdaNotesOf(activity, place, freeTextSig, instruction),
        ...rowNotes(childAt(activity, 'text'), place),
        ...strengthNotes(materialOf(product)),
        ...notesBesideReasons(activity, place),
        ...supplyNotes(activity),
      ].filter(({ text }) => !asDosage.includes(text)),
      dosage,
    }),
  };
}

/** How much of it was ordered or handed out, and how often again. */
function supplyNotes(activity: CdaElement): JsonObject[] {
  return childrenOf(activity, 'entryRelationship')
    .flatMap(statementsIn)
    .filter(({ name }) => name === 'supply')
    .flatMap((supply) => {
      const { at, start, end } = whenOf(childAt(supply, 'effectiveTime'));
      const quantity = writtenValue(childAt(supply, 'quantity'));
      const repeats = writtenValue(childAt(supply, 'repeatNumber'));
      const from = at ?? start;
      const words = [
        from === undefined ? undefined : writtenTime(from),
        quantity === undefined ? undefined : `quantity ${quantity}`,
        repeats === undefined ? undefined : `repeats ${repeats}`,
        end === undefined
          ? undefined
          : `end of this ${isEvent(supply) ? 'supply' : 'order'} as written ${writtenTime(end)}`,
      ].filter((one) => one !== undefined);
      const label = isEvent(supply) ? 'Handed out' : 'Ordered';
      return words.length === 0 ? [] : [{ text: `${label}: ${words.join(', ')}` }];
    });
}

function statusOf(activity: CdaElement, isNone: boolean): string {
  if (isNegated(activity) && !isNone) return 'not-taken';
  return own(statuses, cdaStatusCodeOf(activity)) ?? 'unknown';
}

function materialOf(product: CdaElement | undefined): CdaElement | undefined {
  return childAt(product, 'manufacturedMaterial') ?? childAt(product, 'manufacturedLabeledDrug');
}

/** The medicine or vaccine of a product, in code and words; a name of its own beside another is kept with it. */
export function productConcept(
  product: CdaElement | undefined,
  { narrative }: StatementPlace,
): JsonObject | undefined {
  const material = materialOf(product);
  const concept = cdaConceptOf(childAt(material, 'code'), narrative);
  const name = narrative.of(childAt(material, 'name'));
  if (concept === undefined) return name === undefined ? undefined : { text: name };
  const words = wordsOf(concept);
  if (name === undefined || words?.toLowerCase().includes(name.toLowerCase()) === true)
    return concept;
  const text = textOf(concept['text']);
  return { ...concept, text: text === undefined ? name : `${text} (${name})` };
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
