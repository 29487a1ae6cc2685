import { listOf, objectOf, objectsOf, textOf, type FhirResource } from '../../fhir/resource.ts';
import { extensionValue } from './extension.ts';

/** Where a resource of an older version keeps the profile that it followed there. */
const olderProfile = /\/extension-Meta\.profile$/;
const allergyProfile = /\/CareConnect-GPC-AllergyIntolerance-\d+$/;

/**
 * Whether an allergy follows GP Connect's profile, in which every one is unconfirmed, whatever is known of it.
 * @see GP Connect Access Record: Structured, AllergyIntolerance: `verificationStatus` is always `unconfirmed`
 */
export function isGpConnectAllergy(resource: FhirResource): boolean {
  const meta = objectOf(resource['meta']);
  const older = objectsOf(meta?.['extension'])
    .filter(({ url }) => olderProfile.test(textOf(url) ?? ''))
    .map(extensionValue);
  return [...listOf(meta?.['profile']), ...older].some((profile) =>
    allergyProfile.test(textOf(profile) ?? ''),
  );
}

/** The same profile as a document of ours holds it. */
export const gpConnectProfile = {
  url: 'http://hl7.org/fhir/3.0/StructureDefinition/extension-Meta.profile',
  valueUri: 'https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-AllergyIntolerance-1',
} as const;

/** The List in which GP Connect gives the allergies that have ended, each contained in it. SNOMED CT. */
export const endedAllergiesList = 'http://snomed.info/sct|1103671000000101';
