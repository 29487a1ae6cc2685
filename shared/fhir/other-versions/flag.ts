import type { Mappings } from './mapping.ts';

const flagged = 'identifier status period subject encounter author code';

export const flag: Mappings = {
  DSTU2: { same: flagged, listed: { category: 'category' } },
  STU3: { same: flagged, listed: { category: 'category' } },
};
