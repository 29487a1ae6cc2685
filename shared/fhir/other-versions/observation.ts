import { listOf, objectOf, textOf } from '../resource.ts';
import { addBeside } from './beside.ts';
import { asNote, asParts, contextAsEncounter } from './changes.ts';
import { add } from './map-members.ts';
import type { MemberChange, Mapping, Mappings } from './mapping.ts';

const values =
  'valueQuantity valueCodeableConcept valueString valueRange valueRatio valueSampledData valueTime valueDateTime valuePeriod';

/** R4 has two of the kinds of relation as members; of the others, only the extension tells. */
const related: MemberChange = (value, draft) => {
  const members: Readonly<Record<string, string>> = {
    'has-member': 'hasMember',
    'derived-from': 'derivedFrom',
  };
  for (const one of listOf(value)) {
    const member = members[textOf(objectOf(one)?.['type']) ?? ''];
    const target = objectOf(one)?.['target'];
    if (member !== undefined && target !== undefined) add(draft, member, [target]);
    else
      addBeside(draft, {
        member: 'related',
        value: one,
        type: { type: 'Code', target: 'Reference' },
      });
  }
};

const rangeDstu2: Mapping = { same: 'low high age text', renamed: { meaning: 'type' } };
const rangeStu3: Mapping = { same: 'low high type appliesTo age text' };

const componentDstu2: Mapping = {
  same: `code ${values} dataAbsentReason`,
  changed: { referenceRange: asParts('referenceRange', rangeDstu2) },
  beside: { valueAttachment: 'Attachment' },
};

const componentStu3: Mapping = {
  same: `code ${values} dataAbsentReason`,
  listed: { interpretation: 'interpretation' },
  changed: { referenceRange: asParts('referenceRange', rangeStu3) },
  beside: { valueAttachment: 'Attachment' },
};

const measured = `identifier status code subject effectiveDateTime effectivePeriod issued performer ${values} dataAbsentReason bodySite method specimen device`;

export const observation: Mappings = {
  DSTU2: {
    same: `${measured} encounter`,
    listed: { category: 'category', interpretation: 'interpretation' },
    changed: {
      comments: asNote(),
      referenceRange: asParts('referenceRange', rangeDstu2),
      related,
      component: asParts('component', componentDstu2),
    },
    beside: { valueAttachment: 'Attachment' },
  },
  STU3: {
    same: `${measured} basedOn category valueBoolean`,
    listed: { interpretation: 'interpretation' },
    changed: {
      context: contextAsEncounter,
      comment: asNote(),
      referenceRange: asParts('referenceRange', rangeStu3),
      related,
      component: asParts('component', componentStu3),
    },
    beside: { valueAttachment: 'Attachment' },
  },
};
