import type { JsonObject } from '../fhir/resource.ts';

/** @see https://hl7.org/fhir/R4/extension-data-absent-reason.html */
const dataAbsentReasonUrl = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

/**
 * `unknown`: the source did not say. `error`: it said something that FHIR cannot hold there.
 * `masked`: the patient left out what would stand there.
 */
export type AbsentReason = 'unknown' | 'error' | 'masked';

/** An element that says that its value is missing, and why: the value itself is never made up. */
export function absent(reason: AbsentReason): JsonObject {
  return { extension: [{ url: dataAbsentReasonUrl, valueCode: reason }] };
}
