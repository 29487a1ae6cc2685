type Each<Name extends string> = Readonly<Record<Name, string>>;

/** @see https://hl7.org/fhir/R4/valueset-units-of-time.html */
export const periodUnits = ['s', 'min', 'h', 'd', 'wk', 'mo', 'a'] as const;
export type PeriodUnit = (typeof periodUnits)[number];

/** @see https://hl7.org/fhir/R4/valueset-days-of-week.html */
export const daysOfWeek = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type DayOfWeek = (typeof daysOfWeek)[number];

/** @see https://hl7.org/fhir/R4/valueset-event-timing.html and, for IMD, R5 */
export const eventTimings = [
  'MORN',
  'MORN.early',
  'MORN.late',
  'NOON',
  'AFT',
  'AFT.early',
  'AFT.late',
  'EVE',
  'EVE.early',
  'EVE.late',
  'NIGHT',
  'PHS',
  'IMD',
  'HS',
  'WAKE',
  'C',
  'CM',
  'CD',
  'CV',
  'AC',
  'ACM',
  'ACD',
  'ACV',
  'PC',
  'PCM',
  'PCD',
  'PCV',
] as const;
export type EventTiming = (typeof eventTimings)[number];

/** How often: digits as they were written, a unit of FHIR's or of the source. */
export type Rhythm = {
  readonly frequency?: string;
  readonly frequencyMax?: string;
  readonly period?: string;
  readonly periodMax?: string;
  readonly periodUnit?: string;
};

/** The words of one language for how a medicine is to be taken. */
export type DoseWords = {
  readonly eventTimings: Each<EventTiming>;
  readonly daysOfWeek: Each<DayOfWeek>;
  /** "10 mg - twice a day - by mouth" */
  parts(parts: readonly string[]): string;
  /** The source's text, and beside it whatever its parts say that it does not; where the two may differ, both. */
  textAndParts(
    text: string,
    parts: { readonly amount: readonly string[]; readonly rest: readonly string[] },
  ): string;
  /** A step behind another, or at the same time. */
  step(dose: string, order: 'then' | 'and'): string;
  all(list: readonly string[]): string;
  ofType(amount: string, type: string): string;
  rate(rate: string): string;
  /** "100 mL per hour" */
  per(amount: string, unit: string): string;
  /** A length of time: "5 days". */
  time(number: string, unit: string | undefined): string;
  over(time: string): string;
  rhythm(rhythm: Rhythm): string | undefined;
  /** So many minutes from an event: "30 minutes before breakfast" */
  fromEvent(minutes: string, event: string): string;
  /** "on Monday", "on 3 May 2026" */
  on(days: string): string;
  at(times: string): string;
  forTime(time: string): string;
  inAll(times: string): string;
  /** How often is not said, beside a number and a unit of time as the source wrote them. */
  unclear(written: string): string;
  mostInPeriod(amount: string, period: string | undefined): string;
  mostAtOnce(amount: string): string;
  mostInLife(amount: string): string;
};
