import { asNote } from './changes.ts';
import type { Mappings } from './mapping.ts';

const used = 'identifier subject timingTiming recordedOn device';

export const deviceUseStatement: Mappings = {
  DSTU2: {
    same: used,
    renamed: {
      whenUsed: 'timingPeriod',
      indication: 'reasonCode',
      bodySiteCodeableConcept: 'bodySite',
    },
    changed: { notes: asNote() },
    beside: { bodySiteReference: 'Reference', timingPeriod: 'Period', timingDateTime: 'DateTime' },
  },
  STU3: {
    same: `${used} status source bodySite note`,
    renamed: { whenUsed: 'timingPeriod', indication: 'reasonCode' },
    beside: { timingPeriod: 'Period', timingDateTime: 'DateTime' },
  },
};
