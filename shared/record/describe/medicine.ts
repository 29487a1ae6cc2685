import { defined } from '../../base/defined.ts';
import { codesOf, conceptOf, type Concept } from '../../fhir/concept.ts';
import { containedIn, referenceOf } from '../../fhir/reference.ts';
import { objectOf, objectsOf, textOf, type FhirResource } from '../../fhir/resource.ts';
import type { DateMeaning, Description } from '../card.ts';
import type { Kind } from '../kind.ts';
import { dosagesOf } from './dosage.ts';
import {
  codesBeside,
  conceptFact,
  endOf,
  fact,
  facts,
  firstDate,
  notesOf,
  numberValue,
  organisationIn,
  quantityFact,
  reasonsOf,
} from './reading.ts';
import { readStatus } from './status.ts';

const kinds: readonly Kind[] = [
  'MedicationRequest',
  'MedicationStatement',
  'MedicationDispense',
  'MedicationAdministration',
];

/** A prescription, statement, dispensing or giving of a medicine. @see https://hl7.org/fhir/R4/medicationrequest.html */
export function describeMedicine(resource: FhirResource): Description {
  const { title, titleReference, codes } = medicineOf(resource);
  const { status, standing } = readStatus(resource['status']);
  const dispense = objectOf(resource['dispenseRequest']);
  return defined({
    category: 'medicines' as const,
    kind: kinds.find((kind) => kind === resource.resourceType) ?? ('MedicationOrder' as const),
    title,
    titleReference,
    ...dated(resource),
    ended: standing === 'past' ? endDate(resource) : undefined,
    status,
    standing,
    doNotPerform: resource['doNotPerform'] === true ? (true as const) : undefined,
    intent: textOf(resource['intent']),
    facts: [
      ...facts(
        'dosage',
        dosagesOf(resource['dosageInstruction'] ?? resource['dosage']).map((dosage) => ({
          dosage,
        })),
      ),
      ...quantityFact('quantity', resource['quantity'] ?? dispense?.['quantity']),
      ...fact('numberOfRepeatsAllowed', numberValue(dispense?.['numberOfRepeatsAllowed'])),
      ...objectsOf(resource['courseOfTherapyType'])
        .flatMap((course) => conceptFact('courseOfTherapyType', course))
        .slice(0, 1),
      ...endOf(resource['effectivePeriod'], 'end'),
      ...endOf(dispense?.['validityPeriod'], 'validityEnd'),
      ...reasonsOf(resource, 'reasonCode', 'reasonReference'),
      ...conceptFact('statusReason', resource['statusReason']),
      ...notesOf(resource),
    ],
    ...organisationIn(resource, 'requester', 'informationSource', 'performer', 'recorder'),
    codes,
  });
}

function medicineOf(resource: FhirResource): {
  readonly title: Concept | undefined;
  readonly titleReference: string | undefined;
  readonly codes: readonly string[] | undefined;
} {
  const concept =
    resource['medicationCodeableConcept'] ?? objectOf(resource['medication'])?.['concept'];
  const { reference, display } = referenceOf(resource['medicationReference']);
  const inner = containedIn(resource, reference);
  const title =
    conceptOf(concept) ??
    conceptOf(inner?.['code']) ??
    (display === undefined ? undefined : { text: display });
  const pointsOutside = reference !== undefined && !reference.startsWith('#');
  return {
    title,
    titleReference: title === undefined && pointsOutside ? reference : undefined,
    codes: codesBeside(title, codesOf(concept ?? inner?.['code'])),
  };
}

function dated(resource: FhirResource): {
  readonly date: string | undefined;
  readonly dateMeaning: DateMeaning;
} {
  const given = firstDate(resource, 'whenHandedOver', 'whenPrepared');
  if (given !== undefined) return { date: given, dateMeaning: 'given' };
  const effective = firstDate(resource, 'effectiveDateTime', 'effectivePeriod');
  if (effective !== undefined) {
    return {
      date: effective,
      dateMeaning: resource.resourceType === 'MedicationAdministration' ? 'given' : 'started',
    };
  }
  return {
    date: firstDate(resource, 'authoredOn', 'dateWritten', 'dateAsserted'),
    dateMeaning: 'recorded',
  };
}

function endDate(resource: FhirResource): string | undefined {
  const validity = objectOf(objectOf(resource['dispenseRequest'])?.['validityPeriod']);
  return textOf(objectOf(resource['effectivePeriod'])?.['end']) ?? textOf(validity?.['end']);
}
