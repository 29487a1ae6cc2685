import { codingsOf } from '../../concept.ts';
import { listOf, objectOf, textOf } from '../../resource.ts';
import { addBeside } from '../beside.ts';
import { asFirst, asParts } from '../changes.ts';
import { add } from '../map-members.ts';
import type { MemberChange, Mapping } from '../mapping.ts';
import {
  asConcepts,
  asKnownConcept,
  asNumberOrString,
  asReasons,
  asReferenceOrWords,
  asStatus,
  codeableReference,
  participants,
  renamedChoice,
} from './changes.ts';

/** R5 writes what kind of intolerance it is as a concept. */
const intoleranceType: MemberChange = (value, draft) => {
  const code = codingsOf(value).find((one) =>
    /^(?:allergy|intolerance)$/.test(one.code ?? ''),
  )?.code;
  if (code !== undefined) add(draft, 'type', code);
  const isAll = code !== undefined && objectOf(value)?.['text'] === undefined;
  if (!isAll) addBeside(draft, { member: 'type', value, type: 'CodeableConcept' });
};

export const allergyIntolerance: Mapping = {
  same: 'identifier category criticality code patient encounter onsetDateTime onsetAge onsetPeriod onsetRange onsetString recordedDate lastOccurrence note',
  changed: {
    clinicalStatus: asKnownConcept('clinicalStatus', 'active inactive resolved'),
    verificationStatus: asKnownConcept(
      'verificationStatus',
      'unconfirmed confirmed refuted entered-in-error',
    ),
    type: intoleranceType,
    participant: participants,
    reaction: asParts('reaction', {
      same: 'substance description onset severity exposureRoute note',
      changed: { manifestation: asConcepts('manifestation') },
    }),
  },
};

/** What speaks for a problem: R4 has concepts and references in one part. */
const evidence: MemberChange = (value, draft) => {
  for (const one of listOf(value)) {
    const { concept, reference } = objectOf(one) ?? {};
    const part = {
      ...(concept === undefined ? {} : { code: [concept] }),
      ...(reference === undefined ? {} : { detail: [reference] }),
    };
    if (Object.keys(part).length > 0) add(draft, 'evidence', [part]);
    else addBeside(draft, { member: 'evidence', value: one, type: codeableReference });
  }
};

export const condition: Mapping = {
  same: 'identifier category severity code bodySite subject encounter onsetDateTime onsetAge onsetPeriod onsetRange onsetString abatementDateTime abatementAge abatementPeriod abatementRange abatementString recordedDate stage note',
  changed: {
    clinicalStatus: asKnownConcept(
      'clinicalStatus',
      'active recurrence relapse inactive remission resolved',
    ),
    verificationStatus: asKnownConcept(
      'verificationStatus',
      'unconfirmed provisional differential confirmed refuted entered-in-error',
    ),
    participant: participants,
    evidence,
  },
};

const values =
  'valueQuantity valueCodeableConcept valueString valueBoolean valueInteger valueRange valueRatio valueSampledData valueTime valueDateTime valuePeriod';
const otherValues = { valueAttachment: 'Attachment', valueReference: 'Reference' };
const referenceRange = asParts('referenceRange', {
  same: 'low high type appliesTo age text',
  beside: { normalValue: 'CodeableConcept' },
});

export const observation: Mapping = {
  same: `identifier basedOn partOf category code subject focus encounter effectiveDateTime effectivePeriod effectiveTiming effectiveInstant issued performer ${values} dataAbsentReason interpretation note bodySite method specimen device hasMember derivedFrom`,
  changed: {
    status: asStatus(
      'status',
      'registered preliminary final amended corrected cancelled entered-in-error unknown',
      'appended:amended',
    ),
    referenceRange,
    component: asParts('component', {
      same: `code ${values} dataAbsentReason interpretation`,
      changed: { referenceRange },
      beside: otherValues,
    }),
  },
  beside: {
    ...otherValues,
    instantiatesCanonical: 'Canonical',
    instantiatesReference: 'Reference',
    triggeredBy: { observation: 'Reference', type: 'Code', reason: 'String' },
    bodyStructure: 'Reference',
  },
};

const imagingStudy: MemberChange = (value, draft) => {
  for (const one of listOf(value)) {
    const isImaging = /(?:^|\/)ImagingStudy\//.test(textOf(objectOf(one)?.['reference']) ?? '');
    if (isImaging) add(draft, 'imagingStudy', [one]);
    else addBeside(draft, { member: 'study', value: one, type: 'Reference' });
  }
};

export const diagnosticReport: Mapping = {
  same: 'identifier basedOn category code subject encounter effectiveDateTime effectivePeriod issued performer resultsInterpreter specimen result media conclusion conclusionCode presentedForm',
  changed: {
    status: asStatus(
      'status',
      'registered partial preliminary final amended corrected appended cancelled entered-in-error unknown',
      'modified:amended',
    ),
    study: imagingStudy,
  },
  beside: {
    note: 'Annotation',
    supportingInfo: { type: 'CodeableConcept', reference: 'Reference' },
    composition: 'Reference',
  },
};

export const procedure: Mapping = {
  same: 'identifier instantiatesCanonical instantiatesUri basedOn partOf status statusReason code subject encounter recorder location bodySite outcome report followUp note focalDevice',
  renamed: renamedChoice('occurrence', 'performed', 'DateTime Period String Age Range'),
  changed: {
    category: asFirst('category', 'CodeableConcept'),
    performer: asParts('performer', {
      same: 'function actor onBehalfOf',
      beside: { period: 'Period' },
    }),
    reason: asReasons(),
    complication: asReasons('complication', 'complicationDetail'),
    used: asReasons('usedCode', 'usedReference'),
  },
  beside: {
    focus: 'Reference',
    occurrenceTiming: 'Timing',
    recorded: 'DateTime',
    reportedBoolean: 'Boolean',
    reportedReference: 'Reference',
    supportingInfo: 'Reference',
  },
};

export const familyMemberHistory: Mapping = {
  same: 'identifier instantiatesCanonical instantiatesUri status dataAbsentReason patient date name relationship sex bornPeriod bornDate bornString ageAge ageRange ageString estimatedAge deceasedBoolean deceasedAge deceasedRange deceasedDate deceasedString note condition',
  changed: { reason: asReasons() },
  beside: {
    participant: { function: 'CodeableConcept', actor: 'Reference' },
    procedure: {
      code: 'CodeableConcept',
      outcome: 'CodeableConcept',
      contributedToDeath: 'Boolean',
      performedAge: 'Age',
      performedRange: 'Range',
      performedPeriod: 'Period',
      performedString: 'String',
      performedDateTime: 'DateTime',
      note: 'Annotation',
    },
  },
};

export const immunization: Mapping = {
  same: 'identifier status statusReason vaccineCode lotNumber expirationDate patient encounter occurrenceDateTime occurrenceString primarySource location site route doseQuantity performer note isSubpotent subpotentReason fundingSource',
  changed: {
    manufacturer: asReferenceOrWords('manufacturer'),
    reason: asReasons(),
    reaction: asParts('reaction', {
      same: 'date reported',
      changed: { manifestation: asReferenceOrWords('detail', 'manifestation') },
    }),
    protocolApplied: asParts('protocolApplied', {
      same: 'series authority targetDisease',
      changed: {
        doseNumber: asNumberOrString('doseNumber'),
        seriesDoses: asNumberOrString('seriesDoses'),
      },
    }),
    informationSource: (value, draft) => {
      const { concept, reference } = objectOf(value) ?? {};
      if (concept !== undefined) add(draft, 'reportOrigin', concept);
      if (concept === undefined || reference !== undefined)
        addBeside(draft, { member: 'informationSource', value, type: codeableReference });
    },
    programEligibility: (value, draft) => {
      const programs = listOf(value).flatMap((one) => objectOf(one)?.['program'] ?? []);
      if (programs.length > 0) add(draft, 'programEligibility', programs);
      addBeside(draft, {
        member: 'programEligibility',
        value,
        type: { program: 'CodeableConcept', programStatus: 'CodeableConcept' },
      });
    },
  },
  beside: {
    basedOn: 'Reference',
    administeredProduct: codeableReference,
    supportingInformation: 'Reference',
  },
};

export const immunizationRecommendation: Mapping = {
  same: 'identifier patient date authority',
  changed: {
    recommendation: asParts('recommendation', {
      same: 'vaccineCode contraindicatedVaccineCode forecastStatus forecastReason dateCriterion description series supportingImmunization supportingPatientInformation',
      changed: {
        targetDisease: asFirst('targetDisease', 'CodeableConcept'),
        doseNumber: asNumberOrString('doseNumber'),
        seriesDoses: asNumberOrString('seriesDoses'),
      },
    }),
  },
};

export const specimen: Mapping = {
  same: 'identifier accessionIdentifier status type subject receivedTime parent request condition note',
  changed: {
    collection: (value, draft) => {
      const { bodySite, ...collection } = objectOf(value) ?? {};
      const site = objectOf(bodySite)?.['concept'];
      const { device, procedure: done, ...known } = collection;
      if (Object.keys(known).length > 0 || site !== undefined)
        add(draft, 'collection', { ...known, ...(site === undefined ? {} : { bodySite: site }) });
      if (site === undefined || device !== undefined || done !== undefined)
        addBeside(draft, { member: 'collection', value, type: '' });
    },
  },
  beside: {
    combined: 'Code',
    role: 'CodeableConcept',
    feature: { type: 'CodeableConcept', description: 'String' },
    processing: '',
    container: { device: 'Reference', location: 'Reference', specimenQuantity: 'Quantity' },
  },
};

export const flag: Mapping = {
  same: 'identifier status category code subject period encounter author',
};
