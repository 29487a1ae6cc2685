import { listOf, objectOf, type JsonObject } from '../../resource.ts';
import { addBeside } from '../beside.ts';
import { asFirst, asPart, asParts } from '../changes.ts';
import { add, mapPart } from '../map-members.ts';
import type { Draft, Mapping, MemberChange } from '../mapping.ts';
import { asConceptOnce, asReasons, asReferenceOrWords, asStatus } from './changes.ts';

const rule: Mapping = {
  same: 'type period actor action securityLabel purpose class code dataPeriod data',
  changed: {
    provision: (value, draft) => {
      add(
        draft,
        'provision',
        listOf(value).map((one) => ruleOf(one, draft)),
      );
    },
  },
  beside: { expression: '' },
};

/** R4 has one member for what R5 tells apart: kinds of documents and kinds of resources. */
function ruleOf(value: unknown, draft: Draft, more: JsonObject = {}): unknown {
  const part = objectOf(value);
  if (part === undefined) return value;
  const { documentType, resourceType, ...others } = part;
  const kinds = [...listOf(documentType), ...listOf(resourceType)];
  const kindsOfR4 = kinds.length === 0 ? {} : { class: kinds };
  return mapPart({ ...more, ...others, ...kindsOfR4 }, 'provision', rule, draft);
}

/**
 * What is refused or allowed: R5 says which on the whole, R4 on each rule. An exception within a rule says neither, and
 * nothing is made up for it.
 */
const provisions: MemberChange = (value, draft, { decision }) => {
  const type = decision === undefined ? {} : { type: decision };
  const rules = listOf(value).map((one) => ruleOf(one, draft, type));
  const [only, ...others] = rules;
  const before = objectOf(draft.members.get('provision'));
  const whole =
    others.length === 0
      ? { ...before, ...objectOf(only) }
      : { ...before, ...type, provision: rules };
  // When the consent is valid is no narrower than when its one rule is.
  draft.members.set('provision', whole);
};

/** Where no rule says what it is about, the decision is of all of it. */
function inProvision(member: 'period' | 'type'): MemberChange {
  return (value, draft, source) => {
    const before = objectOf(draft.members.get('provision'));
    if (before?.[member] === undefined) {
      draft.members.set('provision', { ...before, [member]: value });
    } else if (member === 'period' && source['provision'] !== undefined) {
      addBeside(draft, { member, value, type: 'Period' });
    }
  };
}

/** @see https://hl7.org/fhir/R5/consent.html */
export const consent: Mapping = {
  same: 'identifier category',
  renamed: { subject: 'patient', date: 'dateTime', grantor: 'performer', manager: 'organization' },
  changed: {
    status: asStatus('status', 'draft active inactive entered-in-error', 'not-done:inactive'),
    decision: inProvision('type'),
    period: inProvision('period'),
    provision: provisions,
    sourceAttachment: asFirst('sourceAttachment', 'Attachment'),
    sourceReference: asFirst('sourceReference', 'Reference'),
    verification: asParts('verification', {
      same: 'verified verifiedWith',
      changed: { verificationDate: asFirst('verificationDate', 'DateTime') },
      beside: { verificationType: 'CodeableConcept', verifiedBy: 'Reference' },
    }),
  },
  beside: {
    grantee: 'Reference',
    controller: 'Reference',
    regulatoryBasis: 'CodeableConcept',
    policyBasis: { reference: 'Reference', url: 'Uri' },
    policyText: 'Reference',
  },
};

/** That a device was not used is no status of R4's: it is read all the same, and never as a use. */
const usage: MemberChange = (value, draft, source) => {
  if (value === 'not-done') add(draft, 'status', value);
  else usageStatus(value, draft, source);
};
const usageStatus = asStatus(
  'status',
  'active completed entered-in-error intended stopped on-hold',
);

/** @see https://hl7.org/fhir/R5/deviceusage.html */
export const deviceUsage: Mapping = {
  resourceType: 'DeviceUseStatement',
  same: 'identifier basedOn derivedFrom timingTiming timingPeriod timingDateTime note',
  renamed: { patient: 'subject', dateAsserted: 'recordedOn', informationSource: 'source' },
  changed: {
    status: usage,
    device: asReferenceOrWords('device'),
    reason: asReasons(),
    bodySite: asConceptOnce('bodySite'),
  },
  beside: {
    category: 'CodeableConcept',
    context: 'Reference',
    usageStatus: 'CodeableConcept',
    usageReason: 'CodeableConcept',
    adherence: { code: 'CodeableConcept', reason: 'CodeableConcept' },
  },
};

const section: Mapping = {
  same: 'title code author focus text orderedBy entry emptyReason',
  changed: {
    section: (value, draft) => {
      asParts('section', section)(value, draft, {});
    },
  },
};

/** The outline of a document. @see https://hl7.org/fhir/R5/composition.html */
export const composition: Mapping = {
  same: 'type category encounter date author title custodian',
  changed: {
    identifier: asFirst('identifier', 'Identifier'),
    subject: asFirst('subject', 'Reference'),
    status: asStatus(
      'status',
      'preliminary final amended entered-in-error',
      'registered:preliminary partial:preliminary corrected:amended appended:amended',
    ),
    section: asPart('section', section),
  },
  beside: {
    url: 'Uri',
    version: 'String',
    useContext: '',
    name: 'String',
    note: 'Annotation',
    attester: '',
    relatesTo: '',
    event: '',
  },
};
