import { defined } from '../../../base/defined.ts';
import { codesOf, conceptOf, eachConceptOf } from '../../../fhir/concept.ts';
import { objectOf, textOf, type FhirResource } from '../../../fhir/resource.ts';
import type { Description } from '../../card.ts';
import {
  codesBeside,
  conceptFact,
  endOf,
  firstDate,
  organisationIn,
  reasonsOf,
} from '../reading.ts';
import { readStatus } from '../status.ts';
import { factsBy, titleBy, type Table } from '../table.ts';

const met: Table = {
  diagnosis: { is: 'diagnosis', head: ['condition'], parts: { use: 'role' } },
  location: {
    is: 'location',
    head: ['location'],
    parts: { physicalType: 'type', period: 'occurrence' },
  },
  serviceType: 'serviceType',
  priority: 'priority',
  participant: {
    is: 'participant',
    head: ['individual'],
    parts: { type: 'role', period: 'occurrence' },
  },
  length: 'duration',
  'hospitalization.origin': 'admitSource',
  'hospitalization.admitSource': 'admitSource',
  'hospitalization.reAdmission': 'detail',
  'hospitalization.dischargeDisposition': 'dischargeDisposition',
  'hospitalization.destination': 'dischargeDisposition',
  'hospitalization.dietPreference': 'content',
  'hospitalization.specialCourtesy': 'specialArrangement',
  'hospitalization.specialArrangement': 'specialArrangement',
  type: 'category',
};

/** A visit, admission, call or contact. @see https://hl7.org/fhir/R4/encounter.html */
export function describeEncounter(resource: FhirResource): Description {
  const [type] = eachConceptOf(resource['type']);
  const service = conceptOf(resource['serviceType']);
  const title = type ?? service ?? conceptOf(resource['class']);
  const isGoingOn = textOf(objectOf(resource['period'])?.['end']) === undefined;
  const status = readStatus(resource['status']);
  return defined({
    category: 'visits' as const,
    kind: 'Encounter',
    title,
    date: firstDate(resource, 'period'),
    dateMeaning:
      isGoingOn && status.standing === 'current' ? ('started' as const) : ('dated' as const),
    ...status,
    facts: [
      ...endOf(resource['period'], 'end'),
      ...(type === undefined && service === undefined
        ? []
        : conceptFact('class', resource['class'])),
      ...reasonsOf(resource, 'reasonCode', 'reasonReference', 'reason'),
      ...factsBy(met, resource, resource).filter(({ value }) => !isSame(value, title)),
    ],
    ...organisationIn(resource, 'serviceProvider', 'participant'),
    codes: codesBeside(title, [resource['type']].flat().flatMap(codesOf)),
  });
}

function isSame(value: unknown, title: unknown): boolean {
  return title !== undefined && JSON.stringify(value) === JSON.stringify({ concept: title });
}

const planned: Table = {
  start: 'timing',
  end: 'validity',
  minutesDuration: 'duration',
  requestedPeriod: 'occurrence',
  serviceType: 'serviceType',
  specialty: 'specialty',
  participant: {
    is: 'participant',
    head: ['actor', 'type'],
    parts: { type: 'role', status: 'participantStatus', period: 'occurrence' },
  },
  cancelationReason: 'statusReason',
  patientInstruction: 'patientInstruction',
  comment: 'note',
  supportingInformation: 'supportingInfo',
};

/** @see https://hl7.org/fhir/R4/appointment.html */
export function describeAppointment(resource: FhirResource): Description {
  const title = titleBy(['description', 'appointmentType', 'serviceType'], resource);
  return defined({
    category: 'visits' as const,
    kind: 'Appointment',
    title,
    date: firstDate(resource, 'start', 'created'),
    dateMeaning: 'dated' as const,
    ...readStatus(resource['status']),
    facts: [
      ...reasonsOf(resource, 'reasonCode', 'reasonReference', 'reason'),
      ...factsBy(planned, resource, resource).filter(({ value }) => !isSame(value, title)),
    ],
    ...organisationIn(resource, 'participant'),
    codes: codesBeside(title, [resource['serviceType']].flat().flatMap(codesOf)),
  });
}
