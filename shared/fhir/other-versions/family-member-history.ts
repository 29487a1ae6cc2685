import { textOf } from '../resource.ts';
import { asNote, asParts } from './changes.ts';
import { add } from './map-members.ts';
import type { MemberChange, Mapping, Mappings } from './mapping.ts';

/** R4 asks for the sex as a concept. */
const gender: MemberChange = (value, draft) => {
  const code = textOf(value);
  const system = 'http://hl7.org/fhir/administrative-gender';
  add(draft, 'sex', code === undefined ? value : { coding: [{ system, code }] });
};

const told =
  'identifier patient status date name relationship bornPeriod bornDate bornString ageRange ageString deceasedBoolean deceasedRange deceasedDate deceasedString';

const conditionDstu2: Mapping = {
  same: 'code outcome onsetRange onsetPeriod onsetString',
  renamed: { onsetQuantity: 'onsetAge' },
  changed: { note: asNote() },
};

export const familyMemberHistory: Mappings = {
  DSTU2: {
    same: told,
    renamed: { ageQuantity: 'ageAge', deceasedQuantity: 'deceasedAge' },
    changed: { gender, note: asNote(), condition: asParts('condition', conditionDstu2) },
  },
  STU3: {
    same: `${told} ageAge estimatedAge deceasedAge reasonCode reasonReference note condition`,
    renamed: { notDoneReason: 'dataAbsentReason' },
    changed: { gender },
    beside: { definition: 'Reference', notDone: 'Boolean' },
  },
};
