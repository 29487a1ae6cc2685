import { codingsOf } from '../../concept.ts';
import { listOf, objectOf, objectsOf, textOf, type JsonObject } from '../../resource.ts';
import { addBeside } from '../beside.ts';
import { asFirst } from '../changes.ts';
import { add } from '../map-members.ts';
import type { Beside, MemberChange, Mapping } from '../mapping.ts';

export const patient: Mapping = {
  same: 'identifier active name telecom gender birthDate deceasedBoolean deceasedDateTime address maritalStatus multipleBirthBoolean multipleBirthInteger photo contact communication generalPractitioner managingOrganization link',
};

export const relatedPerson: Mapping = {
  same: 'identifier active patient relationship name telecom gender birthDate address photo period communication',
};

const contactDetail: Beside = {
  purpose: 'CodeableConcept',
  name: 'HumanName',
  telecom: 'ContactPoint',
  address: 'Address',
  organization: 'Reference',
  period: 'Period',
};

/** How to reach somebody: R4 has the numbers alone; for whom and where is kept beside. */
const contactNumbers: MemberChange = (value, draft) => {
  const telecom = objectsOf(value).flatMap((one) => listOf(one['telecom']));
  if (telecom.length > 0) add(draft, 'telecom', telecom);
  const isAll = objectsOf(value).every((one) =>
    Object.keys(one).every((name) => name === 'telecom'),
  );
  if (!isAll || objectsOf(value).length === 0)
    addBeside(draft, { member: 'contact', value, type: contactDetail });
};

export const practitioner: Mapping = {
  same: 'identifier active name telecom gender birthDate address photo qualification',
  changed: {
    communication: (value, draft) => {
      const languages = objectsOf(value).flatMap((one) => one['language'] ?? []);
      if (languages.length > 0) add(draft, 'communication', languages);
      const isAll = objectsOf(value).every(
        (one) => one['preferred'] === undefined && one['language'] !== undefined,
      );
      if (!isAll || languages.length === 0)
        addBeside(draft, {
          member: 'communication',
          value,
          type: { language: 'CodeableConcept', preferred: 'Boolean' },
        });
    },
  },
  beside: { deceasedBoolean: 'Boolean', deceasedDateTime: 'DateTime' },
};

export const practitionerRole: Mapping = {
  same: 'identifier active period practitioner organization code specialty location healthcareService endpoint',
  changed: { contact: contactNumbers },
  beside: { characteristic: 'CodeableConcept', communication: 'CodeableConcept', availability: '' },
};

/** An organisation's contacts, of which R4 has one name in each. */
const organisationContacts: MemberChange = (value, draft) => {
  for (const one of listOf(value)) {
    const { name, organization, period, ...rest } = objectOf(one) ?? {};
    const [first, ...others] = listOf(name);
    const part: JsonObject = { ...rest, ...(first === undefined ? {} : { name: first }) };
    if (Object.keys(part).length > 0) add(draft, 'contact', [part]);
    const isAll =
      objectOf(one) !== undefined &&
      others.length === 0 &&
      organization === undefined &&
      period === undefined;
    if (!isAll) addBeside(draft, { member: 'contact', value: one, type: contactDetail });
  }
};

export const organization: Mapping = {
  same: 'identifier active type name alias partOf endpoint',
  changed: { contact: organisationContacts },
  beside: { description: 'Markdown', qualification: '' },
};

export const location: Mapping = {
  same: 'identifier status operationalStatus name alias description mode type address position managingOrganization partOf endpoint',
  renamed: { form: 'physicalType' },
  changed: { contact: contactNumbers },
  beside: { characteristic: 'CodeableConcept', hoursOfOperation: '', virtualService: '' },
};

/** What a device is called. R4 has other names for the kinds of names. */
const deviceNames: MemberChange = (value, draft) => {
  const kinds: Readonly<Record<string, string>> = {
    'registered-name': 'other',
    'user-friendly-name': 'user-friendly-name',
    'patient-reported-name': 'patient-reported-name',
  };
  for (const one of listOf(value)) {
    const part = objectOf(one);
    const name = textOf(part?.['value']);
    const type = kinds[textOf(part?.['type']) ?? ''] ?? codingsOf(part?.['type'])[0]?.code;
    if (name !== undefined) add(draft, 'deviceName', [{ name, type: type ?? 'other' }]);
    addBeside(draft, {
      member: 'name',
      value: one,
      type: { value: 'String', type: 'Code', display: 'Boolean' },
    });
  }
};

export const device: Mapping = {
  same: 'identifier udiCarrier status manufacturer manufactureDate expirationDate lotNumber serialNumber modelNumber partNumber version owner contact location url note safety parent',
  changed: {
    name: deviceNames,
    displayName: (value, draft) => {
      if (typeof value === 'string')
        add(draft, 'deviceName', [{ name: value, type: 'user-friendly-name' }]);
      else addBeside(draft, { member: 'displayName', value, type: 'String' });
    },
    type: asFirst('type', 'CodeableConcept'),
  },
  beside: {
    property: '',
    definition: '',
    availabilityStatus: 'CodeableConcept',
    biologicalSourceEvent: 'Identifier',
    category: 'CodeableConcept',
    conformsTo: '',
    mode: 'CodeableConcept',
    cycle: '',
    duration: 'Duration',
    endpoint: 'Reference',
    gateway: '',
  },
};

export const binary: Mapping = { same: 'contentType securityContext data' };
