import { textOf, objectOf } from '../resource.ts';
import { addBeside } from './beside.ts';
import { contextAsEncounter } from './changes.ts';
import { add } from './map-members.ts';
import type { MemberChange, Mappings } from './mapping.ts';

/** R4 writes the questionnaire's address in place of a Reference. */
const questionnaire: MemberChange = (value, draft) => {
  const reference = textOf(objectOf(value)?.['reference']);
  if (reference === undefined)
    addBeside(draft, { member: 'questionnaire', value, type: 'Reference' });
  else add(draft, 'questionnaire', reference);
};

export const questionnaireResponse: Mappings = {
  STU3: {
    same: 'identifier basedOn status subject authored author source item',
    renamed: { parent: 'partOf' },
    changed: { questionnaire, context: contextAsEncounter },
  },
};
