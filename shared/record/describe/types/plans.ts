import type { JsonObject } from '../../../fhir/resource.ts';
import type { FactName } from '../../fact.ts';
import type { Table } from '../table.ts';
import type { TypeTable } from '../type-table.ts';

const detail: Table = {
  'detail.description': 'detail',
  'detail.status': 'status',
  'detail.statusReason': 'statusReason',
  'detail.reasonCode': 'reasonCode',
  'detail.reasonReference': 'reasonReference',
  'detail.goal': 'goal',
  'detail.scheduled[x]': 'timing',
  'detail.location': 'location',
  'detail.performer': 'actor',
  'detail.product[x]': 'content',
  'detail.dailyAmount': 'doseQuantity',
  'detail.quantity': 'quantity',
  outcomeCodeableConcept: 'outcome',
  outcomeReference: 'outcome',
  progress: 'progress',
};

/** @see https://hl7.org/fhir/R4/careplan-definitions.html#CarePlan.activity.detail.doNotPerform */
function activityName(activity: JsonObject): FactName {
  const { detail: told } = activity;
  const isProhibited =
    typeof told === 'object' &&
    told !== null &&
    'doNotPerform' in told &&
    told.doNotPerform === true;
  return isProhibited ? 'activityProhibited' : 'activity';
}

/** @see https://hl7.org/fhir/R4/careplan.html */
export const carePlan: TypeTable = {
  title: ['title', 'category', 'description'],
  date: ['period', 'created'],
  facts: {
    description: 'description',
    'period.end': 'end',
    activity: {
      is: 'activity',
      isIn: activityName,
      head: ['detail.code', 'detail.description', 'reference'],
      parts: detail,
    },
    category: 'category',
    goal: 'goal',
    addresses: 'addresses',
    careTeam: 'careTeam',
    contributor: 'participant',
    supportingInfo: 'supportingInfo',
    note: 'note',
  },
  organisation: ['author', 'contributor'],
};

/** @see https://hl7.org/fhir/R4/goal.html */
export const goal: TypeTable = {
  title: ['description'],
  date: ['startDate'],
  dateMeaning: 'started',
  status: 'lifecycleStatus',
  facts: {
    achievementStatus: 'achievementStatus',
    target: {
      is: 'target',
      head: ['measure'],
      parts: { 'detail[x]': 'detail', 'due[x]': 'dueDate' },
    },
    priority: 'priority',
    startCodeableConcept: 'onset',
    statusReason: 'statusReason',
    statusDate: 'statusDate',
    category: 'category',
    addresses: 'addresses',
    outcomeCode: 'outcome',
    outcomeReference: 'outcome',
    note: 'note',
  },
  organisation: ['expressedBy'],
};

/** @see https://hl7.org/fhir/R4/careteam.html */
export const careTeam: TypeTable = {
  title: ['name', 'category'],
  date: ['period'],
  facts: {
    'period.end': 'end',
    participant: {
      is: 'participant',
      head: ['member', 'onBehalfOf'],
      parts: { role: 'role', onBehalfOf: 'managingOrganization', period: 'occurrence' },
    },
    category: 'category',
    reasonCode: 'reasonCode',
    reasonReference: 'reasonReference',
    telecom: 'telecom',
    note: 'note',
  },
  organisation: ['managingOrganization'],
};

/** A referral, or a request for an examination or a treatment. @see https://hl7.org/fhir/R4/servicerequest.html */
export const serviceRequest: TypeTable = {
  title: ['code', 'orderDetail', 'category'],
  date: ['authoredOn', 'occurrenceDateTime', 'occurrencePeriod'],
  facts: {
    priority: 'priority',
    'occurrence[x]': 'occurrence',
    orderDetail: 'orderDetail',
    reasonCode: 'reasonCode',
    reasonReference: 'reasonReference',
    'quantity[x]': 'quantity',
    'asNeeded[x]': 'instruction',
    performerType: 'specialty',
    performer: 'recipient',
    locationCode: 'location',
    locationReference: 'location',
    bodySite: 'bodySite',
    specimen: 'content',
    category: 'category',
    supportingInfo: 'supportingInfo',
    patientInstruction: 'patientInstruction',
    note: 'note',
  },
  organisation: ['requester'],
};

/** @see https://hl7.org/fhir/R4/task.html */
export const task: TypeTable = {
  title: ['description', 'code', 'focus'],
  date: ['authoredOn', 'lastModified', 'executionPeriod'],
  facts: {
    code: 'type',
    priority: 'priority',
    statusReason: 'statusReason',
    businessStatus: 'businessStatus',
    focus: 'addresses',
    'restriction.period': 'dueDate',
    executionPeriod: 'occurrence',
    owner: 'recipient',
    performerType: 'specialty',
    location: 'location',
    reasonCode: 'reasonCode',
    reasonReference: 'reasonReference',
    input: { is: 'input', head: ['type'], label: 'type', parts: { 'value[x]': 'detail' } },
    output: { is: 'output', head: ['type'], label: 'type', parts: { 'value[x]': 'detail' } },
    note: 'note',
  },
  organisation: ['requester'],
};

/** @see https://hl7.org/fhir/R4/devicerequest.html */
export const deviceRequest: TypeTable = {
  title: ['codeCodeableConcept', 'codeReference'],
  date: ['authoredOn', 'occurrenceDateTime', 'occurrencePeriod'],
  facts: {
    priority: 'priority',
    'occurrence[x]': 'occurrence',
    parameter: { is: 'detail', head: ['code'], label: 'code', parts: { 'value[x]': 'detail' } },
    reasonCode: 'reasonCode',
    reasonReference: 'reasonReference',
    performerType: 'specialty',
    performer: 'recipient',
    supportingInfo: 'supportingInfo',
    note: 'note',
  },
  organisation: ['requester'],
};
