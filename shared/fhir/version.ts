/** The FHIR versions that are read; R4 is the one that everything becomes. */
export const fhirVersions = ['DSTU2', 'STU3', 'R4', 'R5'] as const;

export type FhirVersion = (typeof fhirVersions)[number];

/**
 * The version that a number stands for, as a CapabilityStatement's `fhirVersion` or a media type's parameter writes it:
 * "1.0.2", "3.0", "4.0.1", "5.0.0". R4B (4.3) is read as R4: the clinical types did not change.
 * @see https://hl7.org/fhir/R4/versioning.html
 */
export function versionOfNumber(number: string): FhirVersion | undefined {
  const numbers = /^(\d+)\.(\d+)/.exec(number.trim());
  if (numbers === null) return undefined;
  const [, major, minor] = numbers;
  if (major === '1' && minor === '0') return 'DSTU2';
  if (major === '3' && minor === '0') return 'STU3';
  if (major === '5' && minor === '0') return 'R5';
  return major === '4' && (minor === '0' || minor === '3') ? 'R4' : undefined;
}
