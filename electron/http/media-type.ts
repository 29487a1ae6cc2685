import type { FhirRelease } from '../provider/capability-statement.ts';

/** For a server whose release is not known yet. */
export const anyFhirJson =
  'application/fhir+json, application/json+fhir;q=0.9, application/json;q=0.8';

/** What a release calls FHIR in JSON: DSTU2 had its words the other way round. @see http://hl7.org/fhir/DSTU2/http.html#mime-type */
export function fhirJson(release: FhirRelease): string {
  return release === 'DSTU2'
    ? 'application/json+fhir, application/json;q=0.9'
    : 'application/fhir+json';
}
