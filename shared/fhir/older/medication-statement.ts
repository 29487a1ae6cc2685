import { addBeside } from './beside.ts';
import { asCode, asNegatedStatus, asNote, asParts } from './changes.ts';
import { dosageDstu2, dosageStu3 } from './dosage.ts';
import type { Change, Mappings } from './mapping.ts';

const notTaken = asNegatedStatus('taken', 'not-taken');

/** "n" becomes the status "not taken"; "y", "unk" and "na" have no place in R4. */
const taken: Change = (value, draft, source) => {
  if (value === 'n' && source['status'] !== 'entered-in-error') notTaken(true, draft, source);
  else addBeside(draft, { member: 'taken', value, type: 'Code' });
};

const stated =
  'identifier informationSource dateAsserted effectiveDateTime effectivePeriod medicationCodeableConcept medicationReference';

export const medicationStatement: Mappings = {
  DSTU2: {
    same: stated,
    renamed: { patient: 'subject', supportingInformation: 'derivedFrom' },
    listed: {
      reasonNotTaken: 'statusReason',
      reasonForUseCodeableConcept: 'reasonCode',
      reasonForUseReference: 'reasonReference',
    },
    changed: {
      status: asCode('status'),
      wasNotTaken: asNegatedStatus('wasNotTaken', 'not-taken'),
      note: asNote(),
      dosage: asParts('dosage', dosageDstu2),
    },
  },
  STU3: {
    same: `${stated} basedOn partOf context category subject derivedFrom reasonCode reasonReference note`,
    listed: { reasonNotTaken: 'statusReason' },
    changed: { status: asCode('status'), taken, dosage: asParts('dosage', dosageStu3) },
  },
};
