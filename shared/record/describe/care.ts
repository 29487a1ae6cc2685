import { defined } from '../../base/defined.ts';
import { codesOf, eachWordsOf, wordsOf } from '../../fhir/concept.ts';
import { numberTextOf } from '../../fhir/json.ts';
import { quantityWords } from '../../fhir/quantity.ts';
import { referenceOf } from '../../fhir/reference.ts';
import {
  memberObjects,
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
} from '../../fhir/resource.ts';
import type { Description } from '../card.ts';
import {
  choiceWords,
  endOf,
  fact,
  factOfAll,
  firstDate,
  namedBy,
  notesOf,
  organisationIn,
  reasonsOf,
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
    kind: 'Vaccination',
    title: wordsOf(resource['vaccineCode']),
    date: firstDate(resource, 'occurrenceDateTime', 'date'),
    dateMeaning: 'given' as const,
    status: refused ? 'Not given' : status === 'Completed' ? 'Given' : status,
    standing: refused
      ? ('refuted' as const)
      : standing === 'past'
        ? ('current' as const)
        : standing,
    facts: [
      ...fact('When', textOf(resource['occurrenceString'])),
      ...factOfAll(
        'Against',
        protocols.flatMap((protocol) => eachWordsOf(protocol['targetDisease'])),
      ),
      ...factOfAll(
        'Dose',
        protocols.flatMap((protocol) => doseNumber(protocol) ?? []),
      ),
      ...fact('Amount', quantityWords(resource['doseQuantity'])),
      ...fact('Batch', textOf(resource['lotNumber'])),
      ...fact('Made by', namedBy(resource, resource['manufacturer'])),
      ...fact('Body site', wordsOf(resource['site'])),
      ...fact('Why not given', wordsOf(resource['statusReason'])),
      ...reasonsOf(resource, 'reasonCode', 'reasonReference'),
      ...notesOf(resource),
    ],
    ...organisationIn(resource, 'performer', 'location'),
    codes: codesOf(resource['vaccineCode']),
  });
}

function doseNumber(protocol: { readonly [member: string]: unknown }): string | undefined {
  const dose =
    numberTextOf(protocol['doseNumberPositiveInt']) ??
    textOf(protocol['doseNumberString']) ??
    numberTextOf(protocol['doseSequence']);
  const all =
    numberTextOf(protocol['seriesDosesPositiveInt']) ?? textOf(protocol['seriesDosesString']);
  return dose === undefined || all === undefined ? dose : `${dose} of ${all}`;
}

/** @see https://hl7.org/fhir/R4/procedure.html */
export function describeProcedure(resource: FhirResource): Description {
  const notDone = resource['notDone'] === true || resource['notPerformed'] === true;
  const { status, standing } = readStatus(resource['status']);
  return defined({
    category: 'procedures' as const,
    kind: 'Procedure',
    title: wordsOf(resource['code']),
    date: firstDate(resource, 'performedDateTime', 'performedPeriod'),
    dateMeaning: 'done' as const,
    status: notDone ? 'Not done' : status === 'Completed' ? 'Done' : status,
    standing: notDone ? ('refuted' as const) : standing,
    facts: [
      ...fact(
        'When',
        (resource['performedDateTime'] ?? resource['performedPeriod'])
          ? undefined
          : choiceWords(resource, 'performed'),
      ),
      ...endOf(resource['performedPeriod'], 'Until'),
      ...factOfAll('Body site', eachWordsOf(resource['bodySite'])),
      ...reasonsOf(resource, 'reasonCode', 'reasonReference'),
      ...fact('Outcome', wordsOf(resource['outcome'])),
      ...factOfAll('Complication', eachWordsOf(resource['complication'])),
      ...factOfAll('Follow-up', eachWordsOf(resource['followUp'])),
      ...notesOf(resource),
    ],
    ...organisationIn(resource, 'performer', 'location'),
    codes: codesOf(resource['code']),
  });
}

/** A visit, admission, call or contact. @see https://hl7.org/fhir/R4/encounter.html */
export function describeEncounter(resource: FhirResource): Description {
  const type = eachWordsOf(resource['type'])[0];
  const locations = objectsOf(resource['location']).flatMap(
    (place) => referenceOf(place['location']).display ?? [],
  );
  return defined({
    category: 'visits' as const,
    kind: 'Visit',
    title: type ?? wordsOf(resource['serviceType']) ?? encounterClass(resource['class']),
    date: firstDate(resource, 'period'),
    dateMeaning: 'dated' as const,
    ...readStatus(resource['status']),
    facts: [
      ...endOf(resource['period'], 'Until'),
      ...fact('Kind of visit', type === undefined ? undefined : encounterClass(resource['class'])),
      ...reasonsOf(resource, 'reasonCode', 'reasonReference', 'reason'),
      ...factOfAll('Place', locations),
      ...fact('Left for', wordsOf(objectOf(resource['hospitalization'])?.['dischargeDisposition'])),
    ],
    ...organisationIn(resource, 'serviceProvider', 'participant'),
    codes: [resource['type']].flat().flatMap(codesOf),
  });
}

const classWords: Readonly<Record<string, string>> = {
  AMB: 'Appointment',
  IMP: 'Stay in hospital',
  ACUTE: 'Stay in hospital',
  NONAC: 'Stay in hospital',
  SS: 'Short stay in hospital',
  EMER: 'Emergency visit',
  HH: 'Visit at home',
  VR: 'Contact by telephone or video',
  OBSENC: 'Stay for observation',
  PRENC: 'Before admission',
};

function encounterClass(value: unknown): string | undefined {
  const words = wordsOf(value);
  return words === undefined ? undefined : (classWords[words] ?? words);
}

/** @see https://hl7.org/fhir/R4/appointment.html */
export function describeAppointment(resource: FhirResource): Description {
  return defined({
    category: 'visits' as const,
    kind: 'Appointment',
    title:
      textOf(resource['description']) ??
      wordsOf(resource['appointmentType']) ??
      eachWordsOf(resource['serviceType'])[0],
    date: firstDate(resource, 'start', 'created'),
    dateMeaning: 'dated' as const,
    ...readStatus(resource['status']),
    facts: [
      ...reasonsOf(resource, 'reasonCode', 'reasonReference', 'reason'),
      ...fact('What to know', textOf(resource['patientInstruction'])),
      ...fact('Note', textOf(resource['comment'])),
    ],
    ...organisationIn(resource, 'participant'),
    codes: [resource['serviceType']].flat().flatMap(codesOf),
  });
}

/** A letter, a note, a scan: anything with attachments. @see https://hl7.org/fhir/R4/documentreference.html */
export function describeDocument(resource: FhirResource): Description {
  const attachments = memberObjects(resource['content'], 'attachment');
  const title = attachments.flatMap((attachment) => textOf(attachment['title']) ?? [])[0];
  const type = wordsOf(resource['type']);
  const written = attachments.flatMap((attachment) => textOf(attachment['creation']) ?? [])[0];
  return defined({
    category: 'documents' as const,
    kind: 'Document',
    title: textOf(resource['description']) ?? title ?? type,
    date: firstDate(resource, 'date', 'indexed', 'created') ?? written,
    dateMeaning: 'written' as const,
    ...readStatus(resource['status']),
    facts: [
      ...fact('Kind of document', type),
      ...factOfAll('Subject', eachWordsOf(resource['category'])),
    ],
    ...organisationIn(resource, 'author', 'custodian'),
    codes: codesOf(resource['type']),
  });
}
