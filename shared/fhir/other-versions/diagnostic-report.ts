import { asReferences, contextAsEncounter } from './changes.ts';
import type { Mappings } from './mapping.ts';

const reported =
  'identifier status code subject effectiveDateTime effectivePeriod issued specimen result conclusion presentedForm';

const renamed = { image: 'media', codedDiagnosis: 'conclusionCode' };

export const diagnosticReport: Mappings = {
  DSTU2: {
    same: `${reported} encounter imagingStudy`,
    renamed: { ...renamed, request: 'basedOn' },
    listed: { category: 'category', performer: 'performer' },
  },
  STU3: {
    same: `${reported} basedOn imagingStudy`,
    renamed,
    listed: { category: 'category' },
    changed: {
      context: contextAsEncounter,
      performer: asReferences('performer', {
        reference: 'actor',
        beside: { role: 'CodeableConcept' },
      }),
    },
  },
};
