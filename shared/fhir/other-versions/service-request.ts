import { listOf, objectOf } from '../resource.ts';
import { codeOfConcept } from '../concept.ts';
import { addBeside } from './beside.ts';
import { agentAsRequester, asCode, asFirst, asNote, contextAsEncounter } from './changes.ts';
import { add } from './map-members.ts';
import type { MemberChange, Mappings } from './mapping.ts';

const resourceType = 'ServiceRequest';

/** The states of a request before R4, by what R4 calls them. */
const statusDstu2 = asCode(
  'status',
  'proposed:draft requested:active received:active accepted:active in-progress:active review:active rejected:revoked cancelled:revoked suspended:on-hold aborted:revoked failed:revoked',
);

const statusStu3 = asCode('status', 'suspended:on-hold cancelled:revoked');

/** R4 has room for one service. */
const serviceRequested = asFirst('code', 'CodeableConcept', 'serviceRequested');

/** DSTU2's priority of a referral is a concept: R4's codes where it holds one of them. */
const priorityConcept: MemberChange = (value, draft) => {
  const code = codeOfConcept(value);
  if (/^(?:routine|urgent|asap|stat)$/.test(code ?? '')) add(draft, 'priority', code);
  addBeside(draft, { member: 'priority', value, type: 'CodeableConcept' });
};

/** A DiagnosticOrder may ask for several things; a ServiceRequest asks for one. */
const item: MemberChange = (value, draft) => {
  const [first, ...others] = listOf(value);
  const only = others.length === 0 ? first : undefined;
  const code = objectOf(only)?.['code'];
  if (code !== undefined) add(draft, 'code', code);
  addBeside(draft, {
    member: 'item',
    value,
    type: {
      code: 'CodeableConcept',
      specimen: 'Reference',
      bodySite: 'CodeableConcept',
      status: 'Code',
    },
  });
};

export const referralRequest: Mappings = {
  DSTU2: {
    resourceType,
    says: { intent: 'order' },
    same: 'identifier requester encounter',
    renamed: {
      date: 'authoredOn',
      patient: 'subject',
      specialty: 'performerType',
      recipient: 'performer',
      fulfillmentTime: 'occurrencePeriod',
      supportingInformation: 'supportingInfo',
    },
    listed: { type: 'category', reason: 'reasonCode' },
    changed: {
      status: statusDstu2,
      priority: priorityConcept,
      serviceRequested,
      description: asNote(),
    },
    beside: { dateSent: 'DateTime' },
  },
  STU3: {
    resourceType,
    same: 'identifier basedOn replaces intent priority subject occurrenceDateTime occurrencePeriod authoredOn reasonCode reasonReference supportingInfo note relevantHistory',
    renamed: {
      groupIdentifier: 'requisition',
      specialty: 'performerType',
      recipient: 'performer',
    },
    listed: { type: 'category' },
    changed: {
      status: statusStu3,
      serviceRequested,
      context: contextAsEncounter,
      requester: agentAsRequester,
      description: asNote(),
    },
    beside: { definition: 'Reference' },
  },
};

export const procedureRequest: Mappings = {
  DSTU2: {
    resourceType,
    says: { intent: 'order' },
    same: 'identifier subject code bodySite encounter asNeededBoolean asNeededCodeableConcept priority',
    renamed: {
      scheduledDateTime: 'occurrenceDateTime',
      scheduledPeriod: 'occurrencePeriod',
      scheduledTiming: 'occurrenceTiming',
      orderedOn: 'authoredOn',
      orderer: 'requester',
    },
    listed: {
      reasonCodeableConcept: 'reasonCode',
      reasonReference: 'reasonReference',
      performer: 'performer',
    },
    changed: { status: statusDstu2, notes: asNote() },
  },
  STU3: {
    resourceType,
    same: 'identifier basedOn replaces requisition intent priority doNotPerform category code subject occurrenceDateTime occurrencePeriod occurrenceTiming asNeededBoolean asNeededCodeableConcept authoredOn performerType reasonCode reasonReference supportingInfo specimen bodySite note relevantHistory',
    listed: { performer: 'performer' },
    changed: { status: statusStu3, context: contextAsEncounter, requester: agentAsRequester },
    beside: { definition: 'Reference' },
  },
};

const event = {
  status: 'Code',
  description: 'CodeableConcept',
  dateTime: 'DateTime',
  actor: 'Reference',
};

export const diagnosticOrder: Mappings = {
  DSTU2: {
    resourceType,
    says: { intent: 'order' },
    same: 'identifier subject encounter specimen priority',
    renamed: { orderer: 'requester', supportingInformation: 'supportingInfo' },
    listed: { reason: 'reasonCode' },
    changed: { status: statusDstu2, item, note: asNote() },
    beside: { event },
  },
};
