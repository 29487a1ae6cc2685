import { dayOf, formatDate, intervalOf } from './partial-date.ts';

/** The time of day and the zone of a written dateTime: "T23:30:00-08:00". */
const timeForm = /T(\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * A date with its time in the zone in which it was written: "1 March 2026, 23:30 (UTC−08:00)". Midnight to the second is
 * how systems write that they know the day alone.
 */
export function formatDateTime(date: string): string {
  const written = date.trim();
  const day = formatDate(date);
  const [, time, seconds = '', zone] = timeForm.exec(written) ?? [];
  // What is no date is said as it was written.
  if (time === undefined || day === date) return day;
  if (time === '00:00' && /^(?::00(?:\.0+)?)?$/.test(seconds)) return day;
  return `${day}, ${time}${zone === undefined ? '' : ` (${zoneInWords(zone)})`}`;
}

/**
 * A date for reading without its time, as long as its day is the day in Britain; where the two differ, as where
 * somebody abroad wrote it late in the evening, with time and zone.
 */
export function formatDay(date: string): string {
  const interval = intervalOf(date);
  const { 3: zone } = timeForm.exec(date.trim()) ?? [];
  if (interval === undefined || zone === undefined || zone === 'Z') return formatDate(date);
  const there = new Date(interval.from + britishOffset(interval.from)).toISOString().slice(0, 10);
  return there === dayOf(date) ? formatDate(date) : formatDateTime(date);
}

/** A time of day: "08:00:00" is 08:00; seconds that say something stay. */
export function formatTime(time: string): string {
  return time.replace(/^(\d\d:\d\d):00(?:\.0+)?$/, '$1');
}

/** "UTC−08:00"; a true minus sign, for a hyphen is easily overlooked. */
function zoneInWords(zone: string): string {
  return zone === 'Z' || /^[+-]00:00$/.test(zone) ? 'UTC' : `UTC${zone.replace('-', '−')}`;
}

const hour = 60 * 60 * 1000;

/** Summer time runs from one o'clock UTC on the last Sunday of March to the same on that of October. */
function britishOffset(instant: number): number {
  const year = new Date(instant).getUTCFullYear();
  const isSummer = instant >= lastSunday(year, 2) && instant < lastSunday(year, 9);
  return isSummer ? hour : 0;
}

/** Months of 31 days, counted from 0. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 31, 1));
  return last.getTime() - last.getUTCDay() * 24 * hour;
}
