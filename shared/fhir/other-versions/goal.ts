import { textOf } from '../resource.ts';
import { addBeside } from './beside.ts';
import { asNote } from './changes.ts';
import { add } from './map-members.ts';
import type { MemberChange, Mappings } from './mapping.ts';

/** R4's lifecycle by what was one status before; the earlier word is kept beside, since it also says how far the goal got. */
const lifecycle: Readonly<Record<string, string>> = {
  'in-progress': 'active',
  'on-target': 'active',
  'ahead-of-target': 'active',
  'behind-target': 'active',
  sustaining: 'active',
  achieved: 'completed',
};

/** The words that R4 has as an achievement of their own. */
const achievements = new Set(['in-progress', 'sustaining', 'achieved']);

const status: MemberChange = (value, draft) => {
  const code = textOf(value) ?? '';
  add(draft, 'lifecycleStatus', Object.hasOwn(lifecycle, code) ? lifecycle[code] : value);
  if (achievements.has(code)) {
    const system = 'http://terminology.hl7.org/CodeSystem/goal-achievement';
    add(draft, 'achievementStatus', { coding: [{ system, code }] });
  }
  if (Object.hasOwn(lifecycle, code)) addBeside(draft, { member: 'status', value, type: 'Code' });
};

/** Text in DSTU2, though servers send a concept. */
const description: MemberChange = (value, draft) => {
  add(draft, 'description', typeof value === 'string' ? { text: value } : value);
};

const aimed =
  'identifier subject startDate startCodeableConcept category priority statusDate addresses';

export const goal: Mappings = {
  DSTU2: {
    same: aimed,
    renamed: { author: 'expressedBy' },
    changed: { status, description, note: asNote() },
    beside: {
      targetDate: 'Date',
      targetQuantity: 'Quantity',
      statusReason: 'CodeableConcept',
      outcome: { resultCodeableConcept: 'CodeableConcept', resultReference: 'Reference' },
    },
  },
  STU3: {
    same: `${aimed} statusReason expressedBy note outcomeCode outcomeReference`,
    listed: { target: 'target' },
    changed: { status, description },
  },
};
