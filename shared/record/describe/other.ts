import { defined } from '../../base/defined.ts';
import { codesOf, conceptOf, eachConceptOf, type Concept } from '../../fhir/concept.ts';
import { bestName } from '../../fhir/person.ts';
import { referenceOf } from '../../fhir/reference.ts';
import { objectsOf, textOf, type FhirResource } from '../../fhir/resource.ts';
import type { Description } from '../card.ts';
import {
  codesBeside,
  conceptFacts,
  endOf,
  firstDate,
  notesOf,
  organisationIn,
  reasonsOf,
} from './reading.ts';
import { reachedAt } from './reached-at.ts';
import { readStatus } from './status.ts';
import { describeBy, type TypeTable } from './type-table.ts';
import { consent } from './types/consent.ts';
import * as devices from './types/devices.ts';
import * as history from './types/history.ts';
import * as imaging from './types/imaging.ts';
import * as lists from './types/lists.ts';
import * as messages from './types/messages.ts';
import * as plans from './types/plans.ts';

/** The types of which we know what each member says. */
const tables: Readonly<Record<string, TypeTable>> = {
  AdverseEvent: history.adverseEvent,
  BodyStructure: imaging.bodyStructure,
  CarePlan: plans.carePlan,
  CareTeam: plans.careTeam,
  ClinicalImpression: history.clinicalImpression,
  Communication: messages.communication,
  CommunicationRequest: messages.communicationRequest,
  Consent: consent,
  DetectedIssue: history.detectedIssue,
  Device: devices.device,
  DeviceRequest: plans.deviceRequest,
  DeviceUseStatement: devices.deviceUseStatement,
  EpisodeOfCare: lists.episodeOfCare,
  FamilyMemberHistory: history.familyMemberHistory,
  Flag: history.flag,
  Goal: plans.goal,
  ImagingStudy: imaging.imagingStudy,
  ImmunizationRecommendation: imaging.immunizationRecommendation,
  List: lists.list,
  Media: imaging.media,
  NutritionOrder: devices.nutritionOrder,
  RiskAssessment: history.riskAssessment,
  ServiceRequest: plans.serviceRequest,
  Specimen: imaging.specimen,
  Task: plans.task,
};

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
  const table = Object.hasOwn(tables, resource.resourceType)
    ? tables[resource.resourceType]
    : undefined;
  if (table !== undefined) {
    const described = describeBy(table, resource);
    const more = devices.usageFacts(resource);
    return more.length === 0 ? described : { ...described, facts: [...described.facts, ...more] };
  }
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
      ...conceptFacts('relationship', resource['relationship']).slice(0, 1),
      ...reachedAt(resource),
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
