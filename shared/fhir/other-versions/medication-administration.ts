import { asCode, asNegatedStatus, asNote, asPart, asParts, wrapped } from './changes.ts';
import { dosageGivenDstu2 } from './dosage.ts';
import type { Mappings } from './mapping.ts';

const given = 'identifier medicationCodeableConcept medicationReference device';

export const medicationAdministration: Mappings = {
  DSTU2: {
    same: given,
    renamed: {
      patient: 'subject',
      encounter: 'context',
      prescription: 'request',
      reasonNotGiven: 'statusReason',
      reasonGiven: 'reasonCode',
      effectiveTimeDateTime: 'effectiveDateTime',
      effectiveTimePeriod: 'effectivePeriod',
    },
    changed: {
      status: asCode('status'),
      wasNotGiven: asNegatedStatus('wasNotGiven', 'not-done'),
      practitioner: wrapped('performer', 'actor'),
      note: asNote(),
      dosage: asPart('dosage', dosageGivenDstu2),
    },
  },
  STU3: {
    same: `${given} partOf category subject context supportingInformation effectiveDateTime effectivePeriod reasonCode reasonReference note dosage eventHistory`,
    renamed: { prescription: 'request', reasonNotGiven: 'statusReason' },
    changed: {
      status: asCode('status'),
      notGiven: asNegatedStatus('notGiven', 'not-done'),
      performer: asParts('performer', { same: 'actor', beside: { onBehalfOf: 'Reference' } }),
    },
    beside: { definition: 'Reference' },
  },
};
