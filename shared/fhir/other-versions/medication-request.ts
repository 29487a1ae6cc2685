import { agentAsRequester, asNote, asPart, asParts, contextAsEncounter } from './changes.ts';
import { dosageInstructionDstu2, dosageStu3 } from './dosage.ts';
import type { Mapping, Mappings } from './mapping.ts';

const dispenseDstu2: Mapping = {
  same: 'validityPeriod numberOfRepeatsAllowed quantity expectedSupplyDuration',
  beside: { medicationCodeableConcept: 'CodeableConcept', medicationReference: 'Reference' },
};

const ordered = 'identifier status medicationCodeableConcept medicationReference priorPrescription';

/** DSTU2 calls it MedicationOrder, and it is one. */
export const medicationOrder: Mappings = {
  DSTU2: {
    resourceType: 'MedicationRequest',
    says: { intent: 'order' },
    same: `${ordered} encounter`,
    renamed: {
      dateWritten: 'authoredOn',
      patient: 'subject',
      prescriber: 'requester',
      reasonEnded: 'statusReason',
    },
    listed: { reasonCodeableConcept: 'reasonCode', reasonReference: 'reasonReference' },
    changed: {
      note: asNote(),
      dosageInstruction: asParts('dosageInstruction', dosageInstructionDstu2),
      dispenseRequest: asPart('dispenseRequest', dispenseDstu2),
      substitution: asPart('substitution', {
        same: 'reason',
        renamed: { type: 'allowedCodeableConcept' },
      }),
    },
    beside: { dateEnded: 'DateTime' },
  },
};

export const medicationRequest: Mappings = {
  STU3: {
    same: `${ordered} basedOn groupIdentifier intent priority subject supportingInformation authoredOn recorder reasonCode reasonReference note dispenseRequest detectedIssue eventHistory`,
    listed: { category: 'category' },
    changed: {
      context: contextAsEncounter,
      requester: agentAsRequester,
      dosageInstruction: asParts('dosageInstruction', dosageStu3),
      substitution: asPart('substitution', {
        same: 'reason',
        renamed: { allowed: 'allowedBoolean' },
      }),
    },
    beside: { definition: 'Reference' },
  },
};
