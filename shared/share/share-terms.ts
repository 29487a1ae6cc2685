import { defined } from '../base/defined.ts';
import { objectOf, objectsOf, textOf, type JsonObject } from '../fhir/resource.ts';

/**
 * The extension on a `Composition` that says until when the patient means it to be used:
 * `{ url, valueDate: '2026-12-06' }`, the last day of use. It is signed together with everything else.
 */
export const useUntilExtensionUrl = 'urn:patient-held-record:use-until';

/** When a share was made and until when it is meant to be used; only what is written in it. */
export type ShareTerms = {
  /** ISO 8601 as written: a dateTime in a document, a date on a card. */
  readonly issued?: string;
  /** Calendar date, YYYY-MM-DD: the last day of use. */
  readonly until?: string;
};

/** Whether `text` is a calendar date that exists, written YYYY-MM-DD. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Whether the UTC date of `now` comes after `until`, the last day of use. */
export function isPastItsEnd(until: string, now: Date): boolean {
  return now.toISOString().slice(0, 10) > until;
}

const minuteMs = 60_000;
/** Two clocks that are right may differ by so much. */
const clocksDiffer = 10 * minuteMs;
/** Where a date has no time, it may be a day of the easternmost time zone. */
const easternmost = 14 * 60 * minuteMs;

/** Whether a share was made after `now`, by what is written in it. */
export function isMadeAfter(issued: string | undefined, now: Date): boolean {
  const at = Date.parse(issued ?? '');
  const tolerance = issued !== undefined && isCalendarDate(issued) ? easternmost : clocksDiffer;
  return at > now.getTime() + tolerance;
}

/** The extension that writes `until` into a `Composition`. */
export function useUntilExtension(until: string): { url: string; valueDate: string } {
  return { url: useUntilExtensionUrl, valueDate: until };
}

/** The terms written in a document Bundle: `Composition.date` or `Bundle.timestamp`, and the end date. */
export function termsOfBundle(bundle: JsonObject): ShareTerms {
  const composition = compositionOf(bundle);
  const issued = textOf(composition?.['date']) ?? textOf(bundle['timestamp']);
  const until = objectsOf(composition?.['extension'])
    .filter((extension) => extension['url'] === useUntilExtensionUrl)
    .map((extension) => textOf(extension['valueDate']))
    .find((date) => date !== undefined && isCalendarDate(date));
  return defined({ issued, until });
}

/** The `Composition` of a document: always the first entry. @see FHIR R4 section 2.42 (Documents) */
export function compositionOf(bundle: JsonObject): JsonObject | undefined {
  const resource = objectOf(objectsOf(bundle['entry'])[0]?.['resource']);
  return resource?.['resourceType'] === 'Composition' ? resource : undefined;
}
