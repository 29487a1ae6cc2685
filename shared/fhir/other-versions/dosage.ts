import { listOf } from '../resource.ts';
import type { MemberChange, Mapping } from './mapping.ts';

const route = 'text timing asNeededBoolean asNeededCodeableConcept route method';

/** R4 keeps dose and rate together; the older versions have one of each. */
function inDoseAndRate(member: string): MemberChange {
  return (value, draft) => {
    const [before] = listOf(draft.members.get('doseAndRate'));
    draft.members.set('doseAndRate', [{ ...(before ?? {}), [member]: value }]);
  };
}

const doses = {
  doseQuantity: inDoseAndRate('doseQuantity'),
  doseRange: inDoseAndRate('doseRange'),
  rateRatio: inDoseAndRate('rateRatio'),
  rateRange: inDoseAndRate('rateRange'),
  rateQuantity: inDoseAndRate('rateQuantity'),
};

const site = {
  renamed: { siteCodeableConcept: 'site' },
  beside: { siteReference: 'Reference' },
} as const;

/** STU3's Dosage. @see https://hl7.org/fhir/R4/dosage.html */
export const dosageStu3: Mapping = {
  same: `sequence additionalInstruction patientInstruction ${route} site maxDosePerPeriod maxDosePerAdministration maxDosePerLifetime`,
  changed: doses,
};

/** MedicationOrder.dosageInstruction and MedicationDispense.dosageInstruction of DSTU2. */
export const dosageInstructionDstu2: Mapping = {
  ...site,
  same: `${route} maxDosePerPeriod`,
  listed: { additionalInstructions: 'additionalInstruction' },
  changed: doses,
};

/** MedicationStatement.dosage of DSTU2, where the dose is a quantity. */
export const dosageDstu2: Mapping = {
  ...site,
  same: `${route} maxDosePerPeriod`,
  changed: {
    quantityQuantity: inDoseAndRate('doseQuantity'),
    quantityRange: inDoseAndRate('doseRange'),
    rateRatio: doses.rateRatio,
    rateRange: doses.rateRange,
  },
};

/** MedicationAdministration.dosage of DSTU2. */
export const dosageGivenDstu2: Mapping = {
  same: 'text route method rateRatio',
  renamed: { siteCodeableConcept: 'site', quantity: 'dose' },
  beside: { siteReference: 'Reference', rateRange: 'Range' },
};
