import { textOf } from '../resource.ts';
import { addBeside } from './beside.ts';
import { asConcept, asNote, asParts } from './changes.ts';
import { add } from './map-members.ts';
import type { MemberChange, Mapping, Mappings } from './mapping.ts';

const terminology = 'http://terminology.hl7.org/CodeSystem/';

const clinicalStatus = asConcept(
  'clinicalStatus',
  `${terminology}allergyintolerance-clinical`,
  'active inactive resolved',
);

const verificationStatus = asConcept(
  'verificationStatus',
  `${terminology}allergyintolerance-verification`,
  'unconfirmed confirmed refuted entered-in-error',
);

/** DSTU2 has one status for both of R4's; which of the two it says nothing about stays unsaid. */
const status: MemberChange = (value, draft, source) => {
  const isClinical = ['active', 'inactive', 'resolved'].includes(textOf(value) ?? '');
  (isClinical ? clinicalStatus : verificationStatus)(value, draft, source);
};

const criticality: MemberChange = (value, draft) => {
  const codes: Readonly<Record<string, string>> = {
    CRITL: 'low',
    CRITH: 'high',
    CRITU: 'unable-to-assess',
  };
  add(draft, 'criticality', codes[textOf(value) ?? ''] ?? value);
};

/** R4 has no category "other". */
const category: MemberChange = (value, draft) => {
  if (value === 'other') addBeside(draft, { member: 'category', value, type: 'Code' });
  else add(draft, 'category', [value]);
};

const reaction: Mapping = {
  same: 'substance manifestation description onset severity exposureRoute',
  changed: { note: asNote() },
  beside: { certainty: 'Code' },
};

export const allergyIntolerance: Mappings = {
  DSTU2: {
    same: 'identifier recordedDate recorder patient type',
    renamed: {
      onset: 'onsetDateTime',
      reporter: 'asserter',
      substance: 'code',
      lastOccurence: 'lastOccurrence', // spelt so in DSTU2
    },
    changed: {
      status,
      criticality,
      category,
      note: asNote(),
      reaction: asParts('reaction', reaction),
    },
  },
  STU3: {
    same: 'identifier type category criticality code patient onsetDateTime onsetAge onsetPeriod onsetRange onsetString recorder asserter lastOccurrence note',
    renamed: { assertedDate: 'recordedDate' },
    changed: { clinicalStatus, verificationStatus, reaction: asParts('reaction', reaction) },
  },
};
