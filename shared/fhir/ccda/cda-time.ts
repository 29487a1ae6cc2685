import { defined } from '../../base/defined.ts';
import { attributeOf, childAt, type CdaElement } from './cda-xml.ts';

const written =
  /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.\d+)?)?)?)?)?)?([+-]\d{4})?$/;

/**
 * A point in time as FHIR writes it, exactly as precise as it was: "2012" stays a year. FHIR takes a time of day only with
 * its offset, and none is made up: without one the day is what can be said.
 * @returns `undefined` where nothing was written, or no time
 * @see HL7 V3 Data Types, TS; https://hl7.org/fhir/R4/datatypes.html#dateTime
 */
export function dateTimeOf(ts: string | undefined): string | undefined {
  const match = written.exec(ts ?? '');
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = '00', offset] = match;
  const parts = [year, month, day].filter((part) => part !== undefined);
  if (!isCalendarDay(parts)) return undefined;
  const date = parts.join('-');
  if (minute === undefined || offset === undefined) return date;
  const zone = `${offset.slice(0, 3)}:${offset.slice(3)}`;
  return `${date}T${hour ?? '00'}:${minute}:${second}${zone}`;
}

/** A `dateTime` of FHIR in the words of a note: a day as it is, a time of day with its zone, "2012-08-15, 14:50 (UTC−08:00)". */
export function writtenTime(dateTime: string): string {
  const [day = '', time] = dateTime.split('T');
  if (time === undefined) return day;
  const zone = time.endsWith('Z') ? '' : time.slice(-6).replace('-', '−');
  return `${day}, ${time.slice(0, 5)} (UTC${zone})`;
}

/** The day, month or year of a point in time, for FHIR's `date`. */
export function dateOf(ts: string | undefined): string | undefined {
  return dateTimeOf(ts)?.slice(0, 10);
}

function isCalendarDay([year = '', month = '01', day = '01']: readonly string[]): boolean {
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

/** When something was: a point, or from and to, as far as it says. */
export type CdaWhen = {
  readonly at?: string;
  readonly start?: string;
  readonly end?: string;
  /** It is over, though it may not say since when. */
  readonly isOver: boolean;
};

/** Reads an `effectiveTime`: a point in time or an interval. @see HL7 V3 Data Types, IVL_TS */
export function whenOf(element: CdaElement | undefined): CdaWhen {
  const high = childAt(element, 'high');
  const end = dateTimeOf(attributeOf(high, 'value'));
  return {
    ...defined({
      at: dateTimeOf(
        attributeOf(element, 'value') ?? attributeOf(childAt(element, 'center'), 'value'),
      ),
      start: dateTimeOf(attributeOf(childAt(element, 'low'), 'value')),
      end,
    }),
    // An end that is there and unknown is an end; one that does not apply is none.
    isOver: end !== undefined || attributeOf(high, 'nullFlavor') === 'UNK',
  };
}

/** FHIR's Period, `undefined` where neither end is known. */
export function cdaPeriodOf({ start, end }: CdaWhen): { start?: string; end?: string } | undefined {
  return start === undefined && end === undefined ? undefined : defined({ start, end });
}

/** The time of day of a point in time that FHIR has no place for, because its offset was not told: "08:15". */
export function timeOfDay(ts: string | undefined): string | undefined {
  const [, , , day, hour, minute, second, offset] = written.exec(ts ?? '') ?? [];
  if (day === undefined || minute === undefined || offset !== undefined) return undefined;
  return [hour, minute, second].filter((part) => part !== undefined).join(':');
}
