import type { Mappings } from './mapping.ts';

const organized = 'identifier active name telecom address partOf contact';

export const organization: Mappings = {
  DSTU2: { same: organized, listed: { type: 'type' } },
  STU3: { same: `${organized} type alias endpoint` },
};

const located =
  'identifier status name description mode telecom address physicalType position managingOrganization partOf';

export const location: Mappings = {
  DSTU2: { same: located, listed: { type: 'type' } },
  STU3: { same: `${located} operationalStatus alias endpoint`, listed: { type: 'type' } },
};
