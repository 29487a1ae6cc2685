/**
 * FHIR dates keep the precision they were written with: "2019-03" stays so, and an undated entry is undated, never 1970.
 * @see https://hl7.org/fhir/R4/datatypes.html#dateTime
 */
const form =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/** The stretch of time that a written date may mean, in milliseconds of the epoch; `to` is not part of it. */
export type Interval = { readonly from: number; readonly to: number };

/** The interval of a FHIR date, dateTime or instant; `undefined` where the text is none. Without a zone, UTC is assumed. */
export function intervalOf(date: string | undefined): Interval | undefined {
  const match = date === undefined ? null : form.exec(date.trim());
  if (match === null) return undefined;
  const [, year = '', month, day, hour, minute, second, zone] = match;
  const y = Number(year);
  const m = month === undefined ? 0 : Number(month) - 1;
  const d = day === undefined ? 1 : Number(day);
  if (m > 11 || m < 0 || d < 1 || d > 31) return undefined;
  if (month === undefined) return { from: Date.UTC(y, 0), to: Date.UTC(y + 1, 0) };
  if (day === undefined) return { from: Date.UTC(y, m), to: Date.UTC(y, m + 1) };
  if (hour === undefined) return { from: Date.UTC(y, m, d), to: Date.UTC(y, m, d + 1) };
  const from =
    Date.UTC(y, m, d, Number(hour), Number(minute), Number(second ?? 0)) - offsetOf(zone);
  return { from, to: from + (second === undefined ? 60_000 : 1_000) };
}

/** Whether all of a written end lies before a moment; not where either of them is unknown. */
export function hasEnded(end: string | undefined, moment: string | undefined): boolean {
  const last = intervalOf(end)?.to;
  const now = intervalOf(moment)?.from;
  return last !== undefined && now !== undefined && last < now;
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))) * 60_000;
}

/** Orders dates newest first; what has no date comes last. For `Array.sort`. */
export function newestFirst(a: string | undefined, b: string | undefined): number {
  return newestIntervalFirst(intervalOf(a), intervalOf(b));
}

/** `newestFirst` for dates that were read before: for long lists. */
export function newestIntervalFirst(
  left: Interval | undefined,
  right: Interval | undefined,
): number {
  if (left === undefined || right === undefined) {
    return Number(left === undefined) - Number(right === undefined);
  }
  return right.from - left.from || right.to - left.to;
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/**
 * A date for reading: "12 March 2019", "March 2019", "2019", exactly as precise as it was written and in the zone it was written in.
 * Text that is no date is given back as it is.
 */
export function formatDate(date: string): string {
  const match = form.exec(date.trim());
  if (match === null || intervalOf(date) === undefined) return date;
  const [, year = '', month, day] = match;
  if (month === undefined) return year;
  const name = months[Number(month) - 1] ?? month;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** The day, month and year of a date as written, without its time: "2019-03-12T10:15:00Z" gives "2019-03-12". */
export function dayOf(date: string): string {
  return date.trim().split('T')[0] ?? date;
}
