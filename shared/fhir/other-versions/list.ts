import { asNote } from './changes.ts';
import type { Mappings } from './mapping.ts';

const listed =
  'identifier status mode title code subject encounter date source orderedBy entry emptyReason';

export const list: Mappings = {
  DSTU2: { same: listed, changed: { note: asNote() } },
  STU3: { same: `${listed} note` },
};
