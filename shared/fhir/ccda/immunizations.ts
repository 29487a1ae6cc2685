import type { JsonObject } from '../resource.ts';
import { cdaConceptOf, identifiersOf, notTold } from './cda-code.ts';
import { cdaQuantityOf } from './cda-value.ts';
import { whenOf } from './cda-time.ts';
import { attributeOf, childAt, statementsWith, wordsIn, type CdaElement } from './cda-xml.ts';
import { productConcept } from './products.ts';
import { nestedObservations, partNotes } from './nested.ts';
import { readPlanned } from './plans.ts';
import {
  authorOf,
  isEvent,
  isNegated,
  cdaNotesOf,
  performersOf,
  present,
  readAsOne,
  staysText,
  timeNotes,
  cdaStatusCodeOf,
  type StatementPlace,
  type StatementReader,
} from './statement.ts';

const refusalReason = '2.16.840.1.113883.10.20.22.4.53';

const notDone = new Set(['aborted', 'cancelled', 'suspended']);

/** Immunization Activity. One that is under way stays text. */
export const readImmunization: StatementReader = (activity, place) => {
  if (!isEvent(activity)) return readPlanned(activity, place);
  const product = childAt(activity, 'consumable', 'manufacturedProduct');
  const vaccineCode = productConcept(product, place);
  const status = statusOf(activity);
  if (vaccineCode === undefined || status === undefined) return staysText(activity);
  const material = childAt(product, 'manufacturedMaterial');
  const manufacturer = wordsIn(childAt(product, 'manufacturerOrganization', 'name'));
  const { time } = authorOf(activity);
  const performers = performersOf(activity);
  return readAsOne(activity, {
    resourceType: 'Immunization',
    id: place.idOf(activity, 'Immunization'),
    ...present({
      identifier: identifiersOf(activity),
      status,
      statusReason: status === 'not-done' ? reasonOf(activity, place) : undefined,
      vaccineCode,
      patient: place.patient,
      ...occurrenceOf(activity),
      recorded: time,
      manufacturer: manufacturer === undefined ? undefined : { display: manufacturer },
      lotNumber: wordsIn(childAt(material, 'lotNumberText')),
      site: cdaConceptOf(childAt(activity, 'approachSiteCode'), place.narrative),
      route: cdaConceptOf(childAt(activity, 'routeCode'), place.narrative),
      doseQuantity: cdaQuantityOf(childAt(activity, 'doseQuantity')),
      performer: performers.map((actor) => ({ actor })),
      note: [
        ...timeNotes(activity),
        ...cdaNotesOf(activity, place),
        ...partNotes(nestedObservations(activity, refusalReason), place),
      ],
      protocolApplied: doseOf(activity),
    }),
  });
};

/** Which dose of a series it was. */
function doseOf(activity: CdaElement): JsonObject[] {
  const number = Number(attributeOf(childAt(activity, 'repeatNumber'), 'value'));
  return Number.isInteger(number) && number > 0 ? [{ doseNumberPositiveInt: number }] : [];
}

function statusOf(activity: CdaElement): string | undefined {
  if (isNegated(activity)) return 'not-done';
  const status = cdaStatusCodeOf(activity) ?? '';
  if (status === 'nullified') return 'entered-in-error';
  if (notDone.has(status)) return 'not-done';
  return status === 'completed' ? 'completed' : undefined;
}

function reasonOf(activity: CdaElement, { narrative }: StatementPlace): JsonObject | undefined {
  const [reason] = statementsWith(activity, refusalReason);
  return cdaConceptOf(childAt(reason, 'code'), narrative);
}

/** FHIR wants a day; where none was written, it says that none was. */
function occurrenceOf(activity: CdaElement): JsonObject {
  const when = whenOf(childAt(activity, 'effectiveTime'));
  const at = when.at ?? when.start ?? when.end;
  return at === undefined ? { _occurrenceDateTime: notTold } : { occurrenceDateTime: at };
}
