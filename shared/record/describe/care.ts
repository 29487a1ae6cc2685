import { defined } from '../../base/defined.ts';
import { codesIn, codesOf, conceptOf, eachConceptOf, type Concept } from '../../fhir/concept.ts';
import { numberTextOf } from '../../fhir/json.ts';
import {
  memberObjects,
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../../fhir/resource.ts';
import type { Description } from '../card.ts';
import type { FactValue } from '../fact.ts';
import {
  choiceOf,
  codesBeside,
  conceptFact,
  conceptFacts,
  endOf,
  fact,
  firstDate,
  namedBy,
  notesOf,
  organisationIn,
  quantityFact,
  reasonsOf,
  referenceValue,
} from './reading.ts';
import { readStatus } from './status.ts';

/** @see https://hl7.org/fhir/R4/immunization.html */
export function describeImmunization(resource: FhirResource): Description {
  const protocols = objectsOf(resource['protocolApplied'] ?? resource['vaccinationProtocol']);
  const notGiven = resource['notGiven'] === true || resource['wasNotGiven'] === true;
  const { status, standing } = readStatus(resource['status']);
  const refused = notGiven || standing === 'refuted';
  return defined({
    category: 'vaccinations' as const,
    kind: 'Immunization',
    title: conceptOf(resource['vaccineCode']),
    date: firstDate(resource, 'occurrenceDateTime', 'date'),
    dateMeaning: 'given' as const,
    status: refused ? 'not-done' : status,
    standing: refused
      ? ('refuted' as const)
      : standing === 'past'
        ? ('current' as const)
        : standing,
    facts: [
      ...fact('occurrence', textOf(resource['occurrenceString'])),
      ...protocols.flatMap((protocol) => conceptFacts('targetDisease', protocol['targetDisease'])),
      ...protocols.flatMap((protocol) => fact('doseNumber', doseNumber(protocol))),
      ...quantityFact('doseQuantity', resource['doseQuantity']),
      ...fact('lotNumber', textOf(resource['lotNumber'])),
      ...fact('manufacturer', namedBy(resource, resource['manufacturer'])),
      ...conceptFact('site', resource['site']),
      ...conceptFact('statusReason', resource['statusReason']),
      ...reasonsOf(resource, 'reasonCode', 'reasonReference'),
      ...notesOf(resource),
    ],
    ...organisationIn(resource, 'performer', 'location'),
  });
}

function doseNumber(protocol: JsonObject): FactValue | undefined {
  const number =
    numberTextOf(protocol['doseNumberPositiveInt']) ??
    textOf(protocol['doseNumberString']) ??
    numberTextOf(protocol['doseSequence']);
  const all =
    numberTextOf(protocol['seriesDosesPositiveInt']) ?? textOf(protocol['seriesDosesString']);
  if (number === undefined) return undefined;
  return { dose: all === undefined ? { number } : { number, of: all } };
}

/** @see https://hl7.org/fhir/R4/procedure.html */
export function describeProcedure(resource: FhirResource): Description {
  const notDone = resource['notDone'] === true || resource['notPerformed'] === true;
  const { status, standing } = readStatus(resource['status']);
  return defined({
    category: 'procedures' as const,
    kind: 'Procedure',
    title: conceptOf(resource['code']),
    date: firstDate(resource, 'performedDateTime', 'performedPeriod'),
    dateMeaning: 'done' as const,
    status: notDone ? 'not-done' : status,
    standing: notDone ? ('refuted' as const) : standing,
    facts: [
      ...fact(
        'performed',
        (resource['performedDateTime'] ?? resource['performedPeriod'])
          ? undefined
          : choiceOf(resource, 'performed'),
      ),
      ...endOf(resource['performedPeriod'], 'end'),
      ...conceptFacts('bodySite', resource['bodySite']),
      ...reasonsOf(resource, 'reasonCode', 'reasonReference'),
      ...conceptFact('outcome', resource['outcome']),
      ...conceptFacts('complication', resource['complication']),
      ...conceptFacts('followUp', resource['followUp']),
      ...notesOf(resource),
    ],
    ...organisationIn(resource, 'performer', 'location'),
  });
}

/** A visit, admission, call or contact. @see https://hl7.org/fhir/R4/encounter.html */
export function describeEncounter(resource: FhirResource): Description {
  const type = eachConceptOf(resource['type'])[0];
  const title = type ?? conceptOf(resource['serviceType']) ?? conceptOf(resource['class']);
  return defined({
    category: 'visits' as const,
    kind: 'Encounter',
    title,
    date: firstDate(resource, 'period'),
    dateMeaning: 'dated' as const,
    ...readStatus(resource['status']),
    facts: [
      ...endOf(resource['period'], 'end'),
      ...(type === undefined ? [] : conceptFact('class', resource['class'])),
      ...reasonsOf(resource, 'reasonCode', 'reasonReference', 'reason'),
      ...objectsOf(resource['location']).flatMap((place) =>
        fact('location', referenceValue(place['location'])),
      ),
      ...conceptFact(
        'dischargeDisposition',
        objectOf(resource['hospitalization'])?.['dischargeDisposition'],
      ),
    ],
    ...organisationIn(resource, 'serviceProvider', 'participant'),
    codes: codesBeside(title, [resource['type']].flat().flatMap(codesOf)),
  });
}

/** @see https://hl7.org/fhir/R4/appointment.html */
export function describeAppointment(resource: FhirResource): Description {
  const title =
    textConcept(resource['description']) ??
    conceptOf(resource['appointmentType']) ??
    eachConceptOf(resource['serviceType'])[0];
  return defined({
    category: 'visits' as const,
    kind: 'Appointment',
    title,
    date: firstDate(resource, 'start', 'created'),
    dateMeaning: 'dated' as const,
    ...readStatus(resource['status']),
    facts: [
      ...reasonsOf(resource, 'reasonCode', 'reasonReference', 'reason'),
      ...fact('patientInstruction', textOf(resource['patientInstruction'])),
      ...fact('note', textOf(resource['comment'])),
    ],
    ...organisationIn(resource, 'participant'),
    codes: codesBeside(title, [resource['serviceType']].flat().flatMap(codesOf)),
  });
}

/** A letter, a note, a scan: anything with attachments. @see https://hl7.org/fhir/R4/documentreference.html */
export function describeDocument(resource: FhirResource): Description {
  const attachments = memberObjects(resource['content'], 'attachment');
  const type = conceptOf(resource['type']);
  const title =
    textConcept(resource['description']) ??
    attachments.flatMap((attachment) => textConcept(attachment['title']) ?? [])[0] ??
    type;
  const written = attachments.flatMap((attachment) => textOf(attachment['creation']) ?? [])[0];
  return defined({
    category: 'documents' as const,
    kind: 'DocumentReference',
    title,
    date: firstDate(resource, 'date', 'indexed', 'created') ?? written,
    dateMeaning: 'written' as const,
    ...readStatus(resource['status']),
    facts: [
      ...fact('type', type === undefined ? undefined : { concept: type }),
      ...conceptFacts('category', resource['category']),
    ],
    ...organisationIn(resource, 'author', 'custodian'),
    codes: codesBeside(title, type === undefined ? [] : codesIn(type)),
  });
}

function textConcept(value: unknown): Concept | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : { text };
}
