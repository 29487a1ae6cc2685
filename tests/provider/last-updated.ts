import { isObject, type JsonObject } from './json.ts';

/** Whether `meta.lastUpdated` meets every bound (`ge2024-01-01`); a resource without one meets none. */
export function lastUpdatedMatches(resource: JsonObject, bounds: readonly string[]): boolean {
  if (bounds.length === 0) return true;
  const meta = resource['meta'];
  const written = isObject(meta) ? meta['lastUpdated'] : undefined;
  if (typeof written !== 'string') return false;
  return bounds.every((bound) => isWithin(Date.parse(written), bound));
}

/**
 * A bound's prefix, with `eq` where there is none, as a comparison of times in milliseconds.
 * @see https://hl7.org/fhir/R4/search.html#prefix
 */
const comparisons: Record<string, (time: number, start: number, end: number) => boolean> = {
  eq: (time, start, end) => time >= start && time < end,
  ne: (time, start, end) => time < start || time >= end,
  ge: (time, start) => time >= start,
  gt: (time, _start, end) => time >= end,
  le: (time, _start, end) => time < end,
  lt: (time, start) => time < start,
};

function isWithin(time: number, bound: string): boolean {
  const [, prefix = 'eq', written = ''] = /^([a-z]{2})?(.*)$/.exec(bound) ?? [];
  const start = Date.parse(written);
  return comparisons[prefix]?.(time, start, start + lengthOf(written)) ?? false;
}

/** A date without a time lasts a day; a time given to the second lasts a second. */
function lengthOf(written: string): number {
  if (!written.includes('T')) return 86_400_000;
  return written.includes('.') ? 1 : 1000;
}
