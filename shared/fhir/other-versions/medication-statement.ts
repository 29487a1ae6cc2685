import { addBeside } from './beside.ts';
import { asCode, asNegatedStatus, asNote, asParts } from './changes.ts';
import { dosageDstu2, dosageStu3 } from './dosage.ts';
import type { MemberChange, Mappings } from './mapping.ts';

const notTaken = asNegatedStatus('taken', 'not-taken');

/**
 * "n" becomes the status "not taken"; "y", "unk" and "na" are kept beside, and the status stays as it was written.
 * R4's status "unknown" is not what "unk" means: GP systems write "unk" on every medicine that they prescribe, and
 * a repeat medicine that is "active" would no longer be. HL7's own map of STU3 to R4 leaves the status too.
 * @see https://developer.nhs.uk/apis/gpconnect-1-5-0/accessrecord_structured_development_medicationstatement.html
 */
const taken: MemberChange = (value, draft, source) => {
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
