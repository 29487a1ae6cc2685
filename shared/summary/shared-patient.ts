import { codingsOf } from '../fhir/concept.ts';
import { objectsOf, type FhirResource } from '../fhir/resource.ts';

/**
 * Kinds of identifier that no clinician needs and that can be misused: social security, driving licence, passport,
 * tax, bank and insurance membership numbers.
 * @see HL7 v2-0203
 */
const notForClinicians = new Set(['SS', 'SB', 'DL', 'PPN', 'TAX', 'BA', 'BC', 'CC', 'CZ', 'MB']);

/** The Patient as a summary tells of them: numbers of health care stay, all other numbers stay at home. */
export function sharedPatient(patient: FhirResource): FhirResource {
  const { identifier: identifiers, ...rest } = patient;
  const kept = objectsOf(identifiers).filter(
    (identifier) =>
      !codingsOf(identifier['type']).some(({ code = '' }) => notForClinicians.has(code)),
  );
  return kept.length === 0 ? rest : { ...rest, identifier: kept };
}
