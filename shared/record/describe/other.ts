import { defined } from '../../base/defined.ts';
import { codesOf, eachWordsOf, wordsOf } from '../../fhir/concept.ts';
import { addressWords, bestName } from '../../fhir/person.ts';
import { referenceOf } from '../../fhir/reference.ts';
import {
  listOf,
  memberObjects,
  objectsOf,
  textOf,
  type FhirResource,
} from '../../fhir/resource.ts';
import type { Description } from '../card.ts';
import {
  endOf,
  fact,
  factOfAll,
  firstDate,
  notesOf,
  organisationIn,
  reasonsOf,
} from './reading.ts';
import { plainName } from './plain-names.ts';
import { readStatus } from './status.ts';

// In the order of how much they tell: what it is, then what kind it is, then whatever names it.
const conceptMembers = [
  'code',
  'type',
  'category',
  'scope',
  'relationship',
  'deviceName',
  'vaccineCode',
  'event',
];
const textMembers = ['title', 'description', 'name', 'display', 'outcome'];

const dateMembers = [
  'period',
  'effectiveDateTime',
  'effectivePeriod',
  'occurrenceDateTime',
  'occurrencePeriod',
  'performedDateTime',
  'authoredOn',
  'authored',
  'started',
  'start',
  'startDate',
  'sent',
  'dateTime',
  'date',
  'created',
  'recorded',
  'recordedDate',
  'collectedDateTime',
  'receivedTime',
  'billablePeriod',
  'servicedDate',
  'issued',
];

/** Any resource under its plain name: nothing that arrives is left out of the record. */
export function describeOther(resource: FhirResource): Description {
  return defined({
    category: 'other' as const,
    kind: plainName(resource.resourceType),
    title: titleOf(resource),
    date: firstDate(resource, ...dateMembers),
    dateMeaning: 'dated' as const,
    ...readStatus(resource['status']),
    facts: [
      ...endOf(resource['period'] ?? resource['billablePeriod'], 'Until'),
      ...factOfAll('About', eachWordsOf(resource['category'])),
      ...reasonsOf(resource, 'reasonCode', 'reasonReference'),
      ...activitiesOf(resource),
      ...fact('Told', firstContent(resource)),
      ...fact('Relation', eachWordsOf(resource['relationship'])[0]),
      ...factOfAll(
        'Telephone or e-mail',
        objectsOf(resource['telecom']).flatMap((telecom) => textOf(telecom['value']) ?? []),
      ),
      ...fact('Address', addressWords(listOf(resource['address'])[0])),
      ...notesOf(resource),
    ],
    ...organisationIn(
      resource,
      'author',
      'requester',
      'managingOrganization',
      'organization',
      'performer',
      'provider',
      'custodian',
      'sender',
      'source',
      'owner',
    ),
    codes: [resource['code'], resource['type']].flat().flatMap(codesOf),
  });
}

function titleOf(resource: FhirResource): string | undefined {
  return (
    bestName(resource) ??
    textMembers.map((member) => textOf(resource[member])).find((text) => text !== undefined) ??
    conceptMembers.flatMap((member) => eachWordsOf(resource[member]))[0] ??
    wordsOf(resource['description']) ??
    referenceOf(resource['practitioner']).display ??
    objectsOf(resource['deviceName']).flatMap((name) => textOf(name['name']) ?? [])[0]
  );
}

function activitiesOf(resource: FhirResource) {
  const details = memberObjects(resource['activity'], 'detail');
  const activities = details.flatMap(
    (detail) => wordsOf(detail['code']) ?? textOf(detail['description']) ?? [],
  );
  const goals = objectsOf(resource['goal']).flatMap((goal) => referenceOf(goal).display ?? []);
  return [...factOfAll('Planned', activities), ...factOfAll('Goal', goals)];
}

function firstContent(resource: FhirResource): string | undefined {
  return objectsOf(resource['payload']).flatMap(
    (payload) => textOf(payload['contentString']) ?? [],
  )[0];
}
