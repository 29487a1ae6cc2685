import { asPart, asParts } from './changes.ts';
import type { Mapping, Mappings } from './mapping.ts';

const taken = 'identifier status type parent subject accessionIdentifier receivedTime container';

const collectionDstu2: Mapping = {
  same: 'collector collectedDateTime collectedPeriod quantity method bodySite',
  beside: { comment: 'String' },
};

export const specimen: Mappings = {
  DSTU2: {
    same: taken,
    changed: {
      collection: asPart('collection', collectionDstu2),
      treatment: asParts('processing', { same: 'description procedure additive' }, 'treatment'),
    },
  },
  STU3: { same: `${taken} request collection processing note` },
};
