import { defined } from '../../base/defined.ts';
import { codesIn, codesOf, conceptOf, eachConceptOf, type Concept } from '../../fhir/concept.ts';
import {
  memberObjects,
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
} from '../../fhir/resource.ts';
import type { Description } from '../card.ts';
import {
  codesBeside,
  conceptFact,
  conceptFacts,
  endOf,
  fact,
  firstDate,
  organisationIn,
  reasonsOf,
  referenceValue,
} from './reading.ts';
import { readStatus } from './status.ts';

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
