import { addBeside } from './beside.ts';
import { asParts } from './changes.ts';
import { add } from './map-members.ts';
import type { Beside, MemberChange, Mapping, Mappings } from './mapping.ts';

const animal: Beside = {
  species: 'CodeableConcept',
  breed: 'CodeableConcept',
  genderStatus: 'CodeableConcept',
};

const known =
  'identifier active name telecom gender birthDate deceasedBoolean deceasedDateTime address maritalStatus multipleBirthBoolean multipleBirthInteger photo contact communication managingOrganization';

/** R4 and STU3 say more exactly which way a replacement goes. */
const linkType: MemberChange = (value, draft) => {
  add(draft, 'type', value === 'replace' ? 'replaced-by' : value);
  if (value === 'replace') addBeside(draft, { member: 'type', value, type: 'Code' });
};

const link: Mapping = { same: 'other', changed: { type: linkType } };

export const patient: Mappings = {
  DSTU2: {
    same: known,
    renamed: { careProvider: 'generalPractitioner' },
    changed: { link: asParts('link', link) },
    beside: { animal },
  },
  STU3: { same: `${known} generalPractitioner link`, beside: { animal } },
};

const person = 'identifier active telecom address gender birthDate photo';

export const practitioner: Mappings = {
  DSTU2: {
    same: `${person} qualification communication`,
    listed: { name: 'name' },
    beside: {
      practitionerRole: {
        managingOrganization: 'Reference',
        role: 'CodeableConcept',
        specialty: 'CodeableConcept',
        period: 'Period',
        location: 'Reference',
        healthcareService: 'Reference',
      },
    },
  },
  STU3: { same: `${person} name qualification communication` },
};

export const practitionerRole: Mappings = {
  STU3: {
    same: 'identifier active period practitioner organization code specialty location healthcareService telecom availableTime notAvailable availabilityExceptions endpoint',
  },
};

export const relatedPerson: Mappings = {
  DSTU2: {
    same: 'identifier patient telecom gender birthDate address photo period',
    listed: { relationship: 'relationship', name: 'name' },
  },
  STU3: {
    same: `${person} patient name period`,
    listed: { relationship: 'relationship' },
  },
};
