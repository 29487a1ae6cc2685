import type { Mappings } from './mapping.ts';

export const binary: Mappings = {
  DSTU2: { same: 'contentType', renamed: { content: 'data' } },
  STU3: { same: 'contentType securityContext', renamed: { content: 'data' } },
};
