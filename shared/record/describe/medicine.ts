import { defined } from '../../base/defined.ts';
import { codesOf, wordsOf } from '../../fhir/concept.ts';
import { numberTextOf } from '../../fhir/json.ts';
import { formatDate } from '../../fhir/partial-date.ts';
import { quantityWords, rangeWords } from '../../fhir/quantity.ts';
import { containedIn, referenceOf } from '../../fhir/reference.ts';
import { objectOf, objectsOf, textOf, type FhirResource } from '../../fhir/resource.ts';
import type { DateMeaning, Description } from '../card.ts';
import {
  endOf,
  fact,
  factOfAll,
  firstDate,
  notesOf,
  organisationIn,
  reasonsOf,
} from './reading.ts';
import { readStatus } from './status.ts';

const kinds: Readonly<Record<string, string>> = {
  MedicationRequest: 'Prescription',
  MedicationStatement: 'Medicine taken',
  MedicationDispense: 'Medicine handed out',
  MedicationAdministration: 'Medicine given',
};

/** A prescription, statement, dispensing or giving of a medicine. @see https://hl7.org/fhir/R4/medicationrequest.html */
export function describeMedicine(resource: FhirResource): Description {
  const { title, titleReference, codes } = medicineOf(resource);
  const doNotPerform = resource['doNotPerform'] === true;
  const { status, standing } = readStatus(resource['status']);
  return defined({
    category: 'medicines' as const,
    kind: kinds[resource.resourceType] ?? 'Medicine',
    title: doNotPerform && title !== undefined ? `Do not give: ${title}` : title,
    titleReference,
    ...dated(resource),
    ended: standing === 'past' ? endDate(resource) : undefined,
    status: doNotPerform
      ? `Not to be given${status === undefined ? '' : ` (${status.toLowerCase()})`}`
      : status,
    standing,
    facts: [
      ...(doNotPerform ? fact('Warning', 'This says that the medicine is not to be given') : []),
      ...factOfAll('Dose', doseLines(resource)),
      ...fact(
        'Quantity',
        quantityWords(resource['quantity'] ?? objectOf(resource['dispenseRequest'])?.['quantity']),
      ),
      ...fact(
        'Repeats allowed',
        numberTextOf(objectOf(resource['dispenseRequest'])?.['numberOfRepeatsAllowed']),
      ),
      ...fact('Kind of course', courseWords(resource)),
      ...endOf(resource['effectivePeriod'], 'Until'),
      ...endOf(objectOf(resource['dispenseRequest'])?.['validityPeriod'], 'Valid until'),
      ...reasonsOf(resource, 'reasonCode', 'reasonReference'),
      ...fact('Why the status changed', wordsOf(resource['statusReason'])),
      ...notesOf(resource),
    ],
    ...organisationIn(resource, 'requester', 'informationSource', 'performer', 'recorder'),
    codes,
  });
}

function medicineOf(
  resource: FhirResource,
): Pick<Description, 'codes'> & { title: string | undefined; titleReference: string | undefined } {
  const concept =
    resource['medicationCodeableConcept'] ?? objectOf(resource['medication'])?.['concept'];
  const { reference, display } = referenceOf(resource['medicationReference']);
  const inner = containedIn(resource, reference);
  const title = wordsOf(concept) ?? wordsOf(inner?.['code']) ?? display;
  const pointsOutside = reference !== undefined && !reference.startsWith('#');
  return {
    title,
    titleReference: title === undefined && pointsOutside ? reference : undefined,
    codes: codesOf(concept ?? inner?.['code']),
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

function courseWords(resource: FhirResource): string | undefined {
  const words = objectsOf(resource['courseOfTherapyType']).flatMap(
    (course) => wordsOf(course) ?? [],
  );
  return words[0];
}

/** The dose instructions of a medicine, one line each, in the order given. */
export function doseLines(resource: FhirResource): string[] {
  const dosages = objectsOf(resource['dosageInstruction'] ?? resource['dosage']);
  return dosages.flatMap((dosage) => textOf(dosage['text']) ?? structuredDose(dosage) ?? []);
}

// Used only where the source wrote no text: the parts it did code, joined, none left out.
function structuredDose(dosage: { readonly [member: string]: unknown }): string | undefined {
  const rates = [...objectsOf(dosage['doseAndRate']), dosage];
  const amounts = rates.flatMap(
    (rate) =>
      quantityWords(rate['doseQuantity']) ??
      rangeWords(rate['doseRange']) ??
      quantityWords(rate['dose']) ??
      [],
  );
  const repeat = objectOf(objectOf(dosage['timing'])?.['repeat']);
  const parts = [
    ...amounts,
    timingWords(repeat) ?? wordsOf(objectOf(dosage['timing'])?.['code']),
    wordsOf(dosage['route']),
    dosage['asNeededBoolean'] === true ? 'when needed' : undefined,
    asNeededFor(dosage),
    wordsOf(dosage['additionalInstruction']),
    textOf(dosage['patientInstruction']),
    boundsWords(repeat),
  ];
  return textOf(parts.filter((part) => part !== undefined).join(', '));
}

function asNeededFor(dosage: { readonly [member: string]: unknown }): string | undefined {
  const reason = wordsOf(dosage['asNeededCodeableConcept']);
  return reason === undefined ? undefined : `when needed for ${reason}`;
}

function boundsWords(
  repeat: { readonly [member: string]: unknown } | undefined,
): string | undefined {
  const end = textOf(objectOf(repeat?.['boundsPeriod'])?.['end']);
  return end === undefined ? undefined : `until ${formatDate(end)}`;
}

const periodUnits: Readonly<Record<string, string>> = {
  s: 'second',
  min: 'minute',
  h: 'hour',
  d: 'day',
  wk: 'week',
  mo: 'month',
  a: 'year',
};

function timingWords(
  repeat: { readonly [member: string]: unknown } | undefined,
): string | undefined {
  const frequency = numberTextOf(repeat?.['frequency']);
  const period = numberTextOf(repeat?.['period']);
  const unit = periodUnits[textOf(repeat?.['periodUnit']) ?? ''];
  if (frequency === undefined || period === undefined || unit === undefined) return undefined;
  const most = numberTextOf(repeat?.['frequencyMax']);
  const times =
    most === undefined
      ? `${frequency} ${Number(frequency) === 1 ? 'time' : 'times'}`
      : `${frequency} to ${most} times`;
  return Number(period) === 1 ? `${times} a ${unit}` : `${times} every ${period} ${unit}s`;
}
