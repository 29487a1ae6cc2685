import { asConcept, asNote, asParts, contextAsEncounter } from './changes.ts';
import type { Mapping, Mappings } from './mapping.ts';

const terminology = 'http://terminology.hl7.org/CodeSystem/';

const clinicalStatus = asConcept(
  'clinicalStatus',
  `${terminology}condition-clinical`,
  'active recurrence relapse inactive remission resolved',
);

const verificationStatus = asConcept(
  'verificationStatus',
  `${terminology}condition-ver-status`,
  'unconfirmed provisional differential confirmed refuted entered-in-error',
);

/** A single code before STU3. */
const evidenceDstu2: Mapping = { same: 'detail', listed: { code: 'code' } };

export const condition: Mappings = {
  DSTU2: {
    same: 'identifier encounter asserter code severity onsetDateTime onsetPeriod onsetRange onsetString abatementDateTime abatementPeriod abatementRange abatementString bodySite',
    renamed: {
      patient: 'subject',
      dateRecorded: 'recordedDate',
      onsetQuantity: 'onsetAge',
      abatementQuantity: 'abatementAge',
    },
    listed: { category: 'category', stage: 'stage' },
    changed: {
      clinicalStatus,
      verificationStatus,
      evidence: asParts('evidence', evidenceDstu2),
      notes: asNote(),
    },
    beside: { abatementBoolean: 'Boolean' },
  },
  STU3: {
    same: 'identifier category severity code bodySite subject onsetDateTime onsetAge onsetPeriod onsetRange onsetString abatementDateTime abatementAge abatementPeriod abatementRange abatementString asserter evidence note',
    renamed: { assertedDate: 'recordedDate' },
    listed: { stage: 'stage' },
    changed: { clinicalStatus, verificationStatus, context: contextAsEncounter },
    beside: { abatementBoolean: 'Boolean' },
  },
};
