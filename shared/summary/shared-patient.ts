import { codingsOf } from '../fhir/concept.ts';
import { objectsOf, textOf, type FhirResource, type JsonObject } from '../fhir/resource.ts';

/**
 * Kinds of identifier that no clinician needs and that can be misused: social security, driving licence, passport,
 * tax, bank and insurance membership numbers.
 * @see HL7 v2-0203
 */
const notForClinicians = new Set(['SS', 'SB', 'DL', 'PPN', 'TAX', 'BA', 'BC', 'CC', 'CZ', 'MB']);

/** The same by who gives such numbers, for sources that do not say of what kind a number is. */
const systemsNotForClinicians =
  /\/sid\/(us-ssn|us-mbi|us-medicare|passport(-[A-Z]{2,3})?)$|^(urn:oid:)?2\.16\.840\.1\.113883\.4\.(1|3(\.\d+)?|330(\.\d+)?|572|927)$|driver.?s?-?licen[cs]e|social-?security/i;

/** The Patient as a summary tells of them: numbers of health care stay, all other numbers stay at home. */
export function sharedPatient(patient: FhirResource): FhirResource {
  const { identifier: identifiers, ...rest } = patient;
  const kept = objectsOf(identifiers).filter((identifier) => !isPrivateNumber(identifier));
  return kept.length === 0 ? rest : { ...rest, identifier: kept };
}

function isPrivateNumber(identifier: JsonObject): boolean {
  return (
    systemsNotForClinicians.test(textOf(identifier['system']) ?? '') ||
    codingsOf(identifier['type']).some(({ code = '' }) => notForClinicians.has(code))
  );
}
