import { codeOfConcept, codingsOf, wordsOf } from '../../concept.ts';
import { listOf, objectOf, objectsOf, textOf, type JsonObject } from '../../resource.ts';
import { addBeside } from '../beside.ts';
import { asFirst, asParts } from '../changes.ts';
import { add } from '../map-members.ts';
import type { Beside, Draft, Mapping, MemberChange } from '../mapping.ts';
import {
  asConceptOnce,
  asConcepts,
  asReasons,
  asReferencesOrWords,
  asStatus,
  codeableReference,
} from './changes.ts';

/** R4 has one coding for what kind of visit it is. */
const encounterClass: MemberChange = (value, draft) => {
  const all = listOf(value);
  const [first, ...others] = all.flatMap(codingsOf);
  if (first !== undefined) add(draft, 'class', first);
  const hasWords = objectsOf(value).some((one) => one['text'] !== undefined);
  if (first === undefined || others.length > 0 || hasWords)
    addBeside(draft, { member: 'class', value, type: 'CodeableConcept' });
};

/** Each value of a reason, with the others; what a reason is used for is kept beside. */
const encounterReason: MemberChange = (value, draft, source) => {
  for (const one of listOf(value)) {
    const part = objectOf(one);
    const values = listOf(part?.['value']);
    if (values.length > 0) asReasons()(values, draft, source);
    if (part?.['use'] !== undefined || values.length === 0)
      addBeside(draft, {
        member: 'reason',
        value: one,
        type: { use: 'CodeableConcept', value: codeableReference },
      });
  }
};

/** A diagnosis that is only named becomes the words of a reference. */
const encounterDiagnosis: MemberChange = (value, draft) => {
  for (const one of listOf(value)) {
    const part = objectOf(one);
    const [use, ...otherUses] = listOf(part?.['use']);
    const conditions = objectsOf(part?.['condition']);
    for (const { concept, reference } of conditions) {
      const display = wordsOf(concept);
      const condition = objectOf(reference) ?? (display === undefined ? undefined : { display });
      if (condition !== undefined)
        add(draft, 'diagnosis', [{ condition, ...(use === undefined ? {} : { use }) }]);
    }
    const isWhole =
      conditions.length > 0 && conditions.every((each) => each['concept'] === undefined);
    if (!isWhole || otherUses.length > 0)
      addBeside(draft, {
        member: 'diagnosis',
        value: one,
        type: { condition: codeableReference, use: 'CodeableConcept' },
      });
  }
};

/** R4 keeps diet, courtesies and arrangements with the stay. */
function inHospitalization(member: string): MemberChange {
  return (value, draft) => {
    merge(draft, 'hospitalization', { [member]: value });
  };
}

function merge(draft: Draft, member: string, more: JsonObject): void {
  draft.members.set(member, { ...objectOf(draft.members.get(member)), ...more });
}

export const encounter: Mapping = {
  same: 'identifier priority type subject episodeOfCare basedOn partOf serviceProvider appointment length account',
  renamed: { actualPeriod: 'period' },
  changed: {
    status: asStatus(
      'status',
      'planned in-progress cancelled entered-in-error unknown',
      'completed:finished discharged:finished on-hold:onleave discontinued:unknown',
    ),
    class: encounterClass,
    serviceType: asConceptOnce('serviceType'),
    reason: encounterReason,
    diagnosis: encounterDiagnosis,
    participant: asParts('participant', { same: 'type period', renamed: { actor: 'individual' } }),
    location: asParts('location', {
      same: 'location status period',
      renamed: { form: 'physicalType' },
    }),
    admission: (value, draft) => {
      const part = objectOf(value);
      if (part === undefined) addBeside(draft, { member: 'admission', value, type: '' });
      else merge(draft, 'hospitalization', part);
    },
    dietPreference: inHospitalization('dietPreference'),
    specialCourtesy: inHospitalization('specialCourtesy'),
    specialArrangement: inHospitalization('specialArrangement'),
  },
  beside: {
    subjectStatus: 'CodeableConcept',
    careTeam: 'Reference',
    virtualService: '',
    plannedStartDate: 'DateTime',
    plannedEndDate: 'DateTime',
  },
};

/** R4 says in words whether somebody has to come. */
const required: MemberChange = (value, draft) => {
  if (typeof value === 'boolean') add(draft, 'required', value ? 'required' : 'optional');
  else addBeside(draft, { member: 'required', value, type: 'Boolean' });
};

/** Notes and instructions, which R4 has as one text each. */
function asText(member: string, from: string, type: Beside): MemberChange {
  return (value, draft) => {
    const words = objectsOf(value).flatMap(
      (one) => textOf(one['text']) ?? wordsOf(one['concept']) ?? [],
    );
    if (words.length > 0) add(draft, member, words.join('\n'));
    addBeside(draft, { member: from, value, type });
  };
}

export const appointment: Mapping = {
  same: 'identifier status serviceCategory specialty appointmentType description supportingInformation start end minutesDuration requestedPeriod slot created basedOn',
  renamed: { cancellationReason: 'cancelationReason' },
  changed: {
    serviceType: asConcepts('serviceType'),
    reason: asReasons(),
    note: asText('comment', 'note', 'Annotation'),
    patientInstruction: asText('patientInstruction', 'patientInstruction', codeableReference),
    participant: asParts('participant', {
      same: 'type period actor status',
      changed: { required },
    }),
  },
  beside: {
    class: 'CodeableConcept',
    priority: 'CodeableConcept',
    replaces: 'Reference',
    virtualService: '',
    previousAppointment: 'Reference',
    originatingAppointment: 'Reference',
    account: 'Reference',
    cancellationDate: 'DateTime',
    subject: 'Reference',
    recurrenceId: 'PositiveInt',
    occurrenceChanged: 'Boolean',
    recurrenceTemplate: '',
  },
};

export const carePlan: Mapping = {
  same: 'identifier instantiatesCanonical instantiatesUri basedOn replaces partOf status intent category title description subject encounter period created contributor careTeam supportingInfo goal note',
  renamed: { custodian: 'author' },
  changed: {
    addresses: asReferencesOrWords('addresses'),
    activity: asParts('activity', {
      same: 'progress',
      renamed: { plannedActivityReference: 'reference' },
      changed: { performedActivity: asReasons('outcomeCodeableConcept', 'outcomeReference') },
    }),
  },
};

export const goal: Mapping = {
  same: 'identifier lifecycleStatus achievementStatus category priority description subject startDate startCodeableConcept target statusDate statusReason addresses note',
  renamed: { source: 'expressedBy' },
  changed: { outcome: asReasons('outcomeCode', 'outcomeReference') },
  beside: { continuous: 'Boolean' },
};

export const careTeam: Mapping = {
  same: 'identifier status category name subject period managingOrganization telecom note',
  changed: {
    reason: asReasons(),
    participant: asParts('participant', {
      same: 'member onBehalfOf',
      renamed: { coveragePeriod: 'period' },
      listed: { role: 'role' },
      beside: { coverageTiming: 'Timing' },
    }),
  },
};

export const serviceRequest: Mapping = {
  same: 'identifier instantiatesCanonical instantiatesUri basedOn replaces requisition status intent category priority doNotPerform quantityQuantity quantityRatio quantityRange subject encounter occurrenceDateTime occurrencePeriod occurrenceTiming asNeededBoolean asNeededCodeableConcept authoredOn requester performerType performer insurance specimen bodySite note relevantHistory',
  changed: {
    code: asConceptOnce('code'),
    location: asReasons('locationCode', 'locationReference'),
    reason: asReasons(),
    supportingInfo: asReferencesOrWords('supportingInfo'),
    patientInstruction: (value, draft) => {
      const words = objectsOf(value).flatMap((one) => textOf(one['instructionMarkdown']) ?? []);
      if (words.length > 0) add(draft, 'patientInstruction', words.join('\n'));
      addBeside(draft, {
        member: 'patientInstruction',
        value,
        type: { instructionMarkdown: 'Markdown', instructionReference: 'Reference' },
      });
    },
  },
  beside: { orderDetail: '', focus: 'Reference', bodyStructure: 'Reference' },
};

const docStatuses = 'preliminary final amended entered-in-error';

/** Whose visit it was belongs to R4's context; the rest is related. */
const documentContext: MemberChange = (value, draft) => {
  for (const one of listOf(value)) {
    const reference = textOf(objectOf(one)?.['reference']) ?? '';
    const member = /(?:^|\/)(?:Encounter|EpisodeOfCare)\//.test(reference)
      ? 'encounter'
      : 'related';
    const before = listOf(objectOf(draft.members.get('context'))?.[member]);
    merge(draft, 'context', { [member]: [...before, one] });
  }
};

function inContext(member: string): MemberChange {
  return (value, draft) => {
    merge(draft, 'context', { [member]: value });
  };
}

const contentProfile: MemberChange = (value, draft) => {
  const [coding] = objectsOf(value).flatMap((one) => objectOf(one['valueCoding']) ?? []);
  if (coding !== undefined) add(draft, 'format', coding);
  addBeside(draft, {
    member: 'profile',
    value,
    type: { valueCoding: 'Coding', valueUri: 'Uri', valueCanonical: 'Canonical' },
  });
};

export const documentReference: Mapping = {
  same: 'identifier status type category subject date author custodian description securityLabel',
  changed: {
    docStatus: asStatus('docStatus', docStatuses, 'corrected:amended appended:amended'),
    relatesTo: asParts('relatesTo', {
      same: 'target',
      changed: {
        code: (value, draft) => {
          const code = codeOfConcept(value);
          const isKnown = /^(?:replaces|transforms|signs|appends)$/.test(code ?? '');
          if (isKnown) add(draft, 'code', code);
          else addBeside(draft, { member: 'code', value, type: 'CodeableConcept' });
        },
      },
    }),
    content: asParts('content', { same: 'attachment', changed: { profile: contentProfile } }),
    context: documentContext,
    event: (value, draft) => {
      const concepts = objectsOf(value).flatMap((one) => one['concept'] ?? []);
      if (concepts.length > 0) merge(draft, 'context', { event: concepts });
      if (
        objectsOf(value).length === 0 ||
        objectsOf(value).some(
          (one) => one['concept'] === undefined || one['reference'] !== undefined,
        )
      )
        addBeside(draft, { member: 'event', value, type: codeableReference });
    },
    period: inContext('period'),
    facilityType: inContext('facilityType'),
    practiceSetting: inContext('practiceSetting'),
  },
  beside: {
    version: 'String',
    basedOn: 'Reference',
    modality: 'CodeableConcept',
    bodySite: codeableReference,
    attester: { mode: 'CodeableConcept', time: 'DateTime', party: 'Reference' },
  },
};

export const list: Mapping = {
  same: 'identifier status mode title code encounter date source orderedBy note entry emptyReason',
  changed: { subject: asFirst('subject', 'Reference') },
};

export const questionnaireResponse: Mapping = {
  same: 'basedOn partOf questionnaire status subject encounter authored author source item',
  changed: { identifier: asFirst('identifier', 'Identifier') },
};
