import { conceptOf, type Concept } from './concept.ts';
import { listOf, objectOf, objectsOf, type JsonObject } from './resource.ts';

/** Marks the note that says how bad an allergy is as a whole: FHIR knows a severity of each reaction alone. */
const noteUrl = 'urn:patient-held-record:allergy-severity';
const levels = 'http://hl7.org/fhir/reaction-event-severity';

/** The note that says how bad an allergy is as a whole, in its source's words and in FHIR's word for it. */
export function allergySeverityNote(said: string, level: string | undefined): JsonObject {
  const coding = level === undefined ? {} : { coding: [{ system: levels, code: level }] };
  return {
    extension: [{ url: noteUrl, valueCodeableConcept: { ...coding, text: said } }],
    text: `Severity of the allergy as a whole: ${said}`,
  };
}

/** How bad an allergy is as a whole, where a note of it is marked as saying so. */
export function allergySeverityIn(allergy: JsonObject): Concept | undefined {
  return objectsOf(listOf(allergy['note']))
    .map(severityIn)
    .find((one) => one !== undefined);
}

/** Whether a note says how bad the allergy is as a whole. */
export function isAllergySeverityNote(note: unknown): boolean {
  const object = objectOf(note);
  return object !== undefined && severityIn(object) !== undefined;
}

/** Whether FHIR's word for a severity is the worst of them. */
export function isSevereConcept({ coding = [] }: Concept): boolean {
  return coding.some(({ system, code }) => system === levels && code === 'severe');
}

function severityIn(note: JsonObject): Concept | undefined {
  const mark = objectsOf(note['extension']).find(({ url }) => url === noteUrl);
  return mark === undefined ? undefined : conceptOf(mark['valueCodeableConcept']);
}
