import { asCode, asNegatedStatus, asNote, asParts, wrapped } from './changes.ts';
import { dosageInstructionDstu2, dosageStu3 } from './dosage.ts';
import type { Mappings } from './mapping.ts';

const dispensed =
  'medicationCodeableConcept medicationReference authorizingPrescription type quantity daysSupply whenPrepared whenHandedOver destination receiver';

export const medicationDispense: Mappings = {
  DSTU2: {
    same: `${dispensed} status substitution`,
    renamed: { patient: 'subject' },
    listed: { identifier: 'identifier' },
    changed: {
      dispenser: wrapped('performer', 'actor'),
      note: asNote(),
      dosageInstruction: asParts('dosageInstruction', dosageInstructionDstu2),
    },
  },
  STU3: {
    same: `${dispensed} identifier partOf category subject context supportingInformation note substitution detectedIssue eventHistory`,
    renamed: {
      notDoneReasonCodeableConcept: 'statusReasonCodeableConcept',
      notDoneReasonReference: 'statusReasonReference',
    },
    changed: {
      status: asCode('status'),
      notDone: asNegatedStatus('notDone', 'declined'),
      performer: asParts('performer', { same: 'actor', beside: { onBehalfOf: 'Reference' } }),
      dosageInstruction: asParts('dosageInstruction', dosageStu3),
    },
  },
};
