import { listOf } from '../resource.ts';
import { asCode, asNote, asPart, asParts, contextAsEncounter } from './changes.ts';
import { add } from './map-members.ts';
import type { MemberChange, Mapping, Mappings } from './mapping.ts';

/** R4 names one author; the others contributed. */
const author: MemberChange = (value, draft) => {
  const [first, ...others] = listOf(value);
  if (first !== undefined) add(draft, 'author', first);
  if (others.length > 0) add(draft, 'contributor', others);
};

const detail: Mapping = {
  same: 'code reasonCode reasonReference goal status scheduledTiming scheduledPeriod scheduledString location performer productCodeableConcept productReference dailyAmount quantity description',
  renamed: { prohibited: 'doNotPerform' },
  beside: { category: 'CodeableConcept', definition: 'Reference' },
};

const activityDstu2: Mapping = {
  same: 'progress reference',
  renamed: { actionResulting: 'outcomeReference' },
  changed: {
    detail: asPart('detail', {
      ...detail,
      beside: { ...detail.beside, statusReason: 'CodeableConcept' },
    }),
  },
};

const activityStu3: Mapping = {
  same: 'outcomeCodeableConcept outcomeReference progress reference',
  changed: {
    detail: asPart('detail', { ...detail, beside: { ...detail.beside, statusReason: 'String' } }),
  },
};

const planned = 'identifier subject period category description addresses goal';

export const carePlan: Mappings = {
  DSTU2: {
    says: { intent: 'plan' },
    same: planned,
    renamed: { support: 'supportingInfo' },
    changed: {
      status: asCode('status', 'proposed:draft cancelled:revoked'),
      context: contextAsEncounter,
      author,
      activity: asParts('activity', activityDstu2),
      note: asNote(),
    },
    beside: {
      modified: 'DateTime',
      relatedPlan: { code: 'Code', plan: 'Reference' },
      participant: { role: 'CodeableConcept', member: 'Reference' },
    },
  },
  STU3: {
    same: `${planned} basedOn replaces partOf intent title careTeam supportingInfo note`,
    changed: {
      status: asCode('status', 'suspended:on-hold cancelled:revoked'),
      context: contextAsEncounter,
      author,
      activity: asParts('activity', activityStu3),
    },
    beside: { definition: 'Reference' },
  },
};
