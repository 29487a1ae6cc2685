import { asFirst, asParts } from './changes.ts';
import { objectOf } from '../resource.ts';
import { addBeside } from './beside.ts';
import type { Beside, MemberChange, Mapping, Mappings } from './mapping.ts';

const ingredientDstu2: Mapping = {
  same: '',
  renamed: { item: 'itemReference', amount: 'strength' },
};

const ingredientStu3: Mapping = {
  same: 'itemCodeableConcept itemReference isActive',
  renamed: { amount: 'strength' },
};

const batch: Beside = { lotNumber: 'String', expirationDate: 'DateTime' };

/** DSTU2 keeps what a product is made of in a part of its own. */
const product: MemberChange = (value, draft, source) => {
  const part = objectOf(value);
  if (part === undefined) {
    addBeside(draft, { member: 'product', value, type: '' });
    return;
  }
  const inner = { ...draft, path: `${draft.path}.product` };
  for (const [member, own] of Object.entries(part)) {
    if (member === 'form') inner.members.set('form', own);
    else if (member === 'ingredient') asParts('ingredient', ingredientDstu2)(own, inner, source);
    else if (member === 'batch') asFirst('batch', batch)(own, inner, source);
    else addBeside(inner, { member, value: own, type: '' });
  }
};

const packageParts: Beside = {
  container: 'CodeableConcept',
  content: {
    itemCodeableConcept: 'CodeableConcept',
    itemReference: 'Reference',
    amount: 'Quantity',
  },
};

/** STU3 keeps the batch with the package; the rest of a package has no place. */
const packaged: MemberChange = (value, draft, source) => {
  const part = objectOf(value);
  const { batch: batches, ...rest } = part ?? {};
  const inner = { ...draft, path: `${draft.path}.package` };
  if (batches !== undefined) asFirst('batch', batch)(batches, inner, source);
  if (part === undefined || Object.keys(rest).length > 0) {
    addBeside(draft, {
      member: 'package',
      value: part === undefined ? value : rest,
      type: packageParts,
    });
  }
};

export const medication: Mappings = {
  DSTU2: {
    same: 'code manufacturer',
    changed: { product, package: packaged },
    beside: { isBrand: 'Boolean' },
  },
  STU3: {
    same: 'code status manufacturer form',
    changed: { ingredient: asParts('ingredient', ingredientStu3), package: packaged },
    beside: { isBrand: 'Boolean', isOverTheCounter: 'Boolean', image: 'Attachment' },
  },
};
