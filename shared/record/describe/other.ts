import { defined } from '../../base/defined.ts';
import { codesOf, conceptOf, eachConceptOf, type Concept } from '../../fhir/concept.ts';
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
import type { Fact } from '../fact.ts';
import {
  codesBeside,
  conceptFacts,
  endOf,
  fact,
  firstDate,
  notesOf,
  organisationIn,
  reasonsOf,
  referenceValue,
} from './reading.ts';
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
  const title = titleOf(resource);
  return defined({
    category: 'other' as const,
    kind: resource.resourceType,
    title,
    date: firstDate(resource, ...dateMembers),
    dateMeaning: 'dated' as const,
    ...readStatus(resource['status']),
    facts: [
      ...endOf(resource['period'] ?? resource['billablePeriod'], 'end'),
      ...conceptFacts('category', resource['category']),
      ...reasonsOf(resource, 'reasonCode', 'reasonReference'),
      ...activitiesOf(resource),
      ...fact('payload', firstContent(resource)),
      ...conceptFacts('relationship', resource['relationship']).slice(0, 1),
      ...objectsOf(resource['telecom']).flatMap((telecom) =>
        fact('telecom', textOf(telecom['value'])),
      ),
      ...fact('address', addressWords(listOf(resource['address'])[0])),
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
    codes: codesBeside(title, [resource['code'], resource['type']].flat().flatMap(codesOf)),
    intent: textOf(resource['intent']),
  });
}

function titleOf(resource: FhirResource): Concept | undefined {
  const text =
    bestName(resource) ??
    textMembers.map((member) => textOf(resource[member])).find((found) => found !== undefined);
  if (text !== undefined) return { text };
  for (const member of conceptMembers) {
    const [concept] = resource[member] === undefined ? [] : eachConceptOf(resource[member]);
    if (concept !== undefined) return concept;
  }
  const description = conceptOf(resource['description']);
  if (description !== undefined) return description;
  const name =
    referenceOf(resource['practitioner']).display ??
    objectsOf(resource['deviceName']).flatMap((one) => textOf(one['name']) ?? [])[0];
  return name === undefined ? undefined : { text: name };
}

function activitiesOf(resource: FhirResource): Fact[] {
  const details = memberObjects(resource['activity'], 'detail');
  const activities = details.flatMap((detail) => {
    const concept = conceptOf(detail['code']);
    return fact('activity', concept === undefined ? textOf(detail['description']) : { concept });
  });
  const goals = objectsOf(resource['goal']).flatMap((goal) => fact('goal', referenceValue(goal)));
  return [...activities, ...goals];
}

function firstContent(resource: FhirResource): string | undefined {
  return objectsOf(resource['payload']).flatMap(
    (payload) => textOf(payload['contentString']) ?? [],
  )[0];
}
