import { periodUnits, type DoseWords, type PeriodUnit, type Rhythm } from './dose-words.ts';
import { mayAgree, unsaidIn } from './english-dose-text.ts';

/** How to take a medicine, in British English; where it is plain enough, as the NHS puts doses into words. */
export const doseInEnglish: DoseWords = {
  eventTimings: {
    MORN: 'in the morning',
    'MORN.early': 'early in the morning',
    'MORN.late': 'late in the morning',
    NOON: 'around noon',
    AFT: 'in the afternoon',
    'AFT.early': 'early in the afternoon',
    'AFT.late': 'late in the afternoon',
    EVE: 'in the evening',
    'EVE.early': 'early in the evening',
    'EVE.late': 'late in the evening',
    NIGHT: 'at night',
    PHS: 'after going to sleep',
    IMD: 'immediately',
    HS: 'before sleep (at bedtime)',
    WAKE: 'after waking',
    C: 'with meals',
    CM: 'with breakfast',
    CD: 'with lunch',
    CV: 'with dinner',
    AC: 'before meals',
    ACM: 'before breakfast',
    ACD: 'before lunch',
    ACV: 'before dinner',
    PC: 'after meals',
    PCM: 'after breakfast',
    PCD: 'after lunch',
    PCV: 'after dinner',
  },
  daysOfWeek: {
    mon: 'Monday',
    tue: 'Tuesday',
    wed: 'Wednesday',
    thu: 'Thursday',
    fri: 'Friday',
    sat: 'Saturday',
    sun: 'Sunday',
  },
  parts: joined,
  textAndParts(text, { amount, rest }) {
    const more = unsaidIn(text, rest);
    if (mayAgree(text, amount)) return joined([text, ...unsaidIn(text, amount), ...more]);
    return joined([`${text} (also recorded as: ${joined(amount)})`, ...more]);
  },
  step: (dose, order) => (/^(?:then|followed by)\b/i.test(dose) ? dose : `${order} ${dose}`),
  all: listed,
  ofType: (amount, type) => `${amount} (${type})`,
  rate: (rate) => `at a rate of ${rate}`,
  per: (amount, unit) => `${amount} per ${unit.replace(/^1(?:\.0+)? /, '')}`.trim(),
  time,
  over: (length) => `over ${length}`,
  rhythm,
  fromEvent(minutes, event) {
    // Where the event does not say whether before or after it, FHIR means after.
    const far = time(minutes, 'min');
    return /^(?:before|after) /.test(event) ? `${far} ${event}` : `${far} after: ${event}`;
  },
  on: (days) => `on ${days}`,
  at: (times) => `at ${times}`,
  forTime: (length) => `for ${length}`,
  inAll: (times) => `${times} in all`,
  unclear: (written) => `how often is not clear: the source says only “${written}”`,
  mostInPeriod: (amount, period) => most(period === undefined ? amount : `${amount} in ${period}`),
  mostAtOnce: (amount) => most(`${amount} per dose`),
  mostInLife: (amount) => most(`${amount} in a lifetime`),
};

function joined(parts: readonly string[]): string {
  return parts.join(' - ');
}

function listed(list: readonly string[]): string {
  const last = list.at(-1) ?? '';
  return list.length < 2 ? last : `${list.slice(0, -1).join(', ')} and ${last}`;
}

function most(amount: string): string {
  return `up to a maximum of ${amount}`;
}

const unitNames: Readonly<Record<PeriodUnit, string>> = {
  s: 'second',
  min: 'minute',
  h: 'hour',
  d: 'day',
  wk: 'week',
  mo: 'month',
  a: 'year',
};

/** Codes of time as words; all other units as their source wrote them. */
function unitName(unit: string): string | undefined {
  const known = periodUnits.find((one) =>
    [one, unitNames[one], `${unitNames[one]}s`].includes(unit),
  );
  return known === undefined ? undefined : unitNames[known];
}

function time(number: string, unit: string | undefined): string {
  if (unit === undefined) return number;
  const name = unitName(unit);
  return `${number} ${name === undefined ? unit : isOne(number) ? name : `${name}s`}`;
}

/** "once a day", "2 to 3 times a day", "every 6 to 8 hours", "twice every 3 days" */
function rhythm(told: Rhythm): string | undefined {
  const { frequency, frequencyMax, period, periodMax, periodUnit } = told;
  const times = timesOf(frequency, frequencyMax);
  if (period === undefined && periodMax === undefined) return times;
  const name = unitName(periodUnit ?? '');
  if (isOne(period) && periodMax === undefined && name !== undefined) {
    if (times === undefined) return `every ${name}`;
    return `${times} ${name === 'hour' ? 'an' : 'a'} ${name}`;
  }
  const length =
    period === undefined || periodMax === undefined
      ? time(period ?? `up to ${periodMax ?? ''}`, periodUnit)
      : `${period} to ${time(periodMax, periodUnit)}`;
  const every = `every ${length}`;
  return times === undefined || times === 'once' ? every : `${times} ${every}`;
}

function timesOf(frequency: string | undefined, most: string | undefined): string | undefined {
  if (most !== undefined) {
    return frequency === undefined || frequency === most
      ? `up to ${counted(most)}`
      : `${frequency} to ${counted(most)}`;
  }
  if (frequency === undefined) return undefined;
  return isOne(frequency) ? 'once' : Number(frequency) === 2 ? 'twice' : counted(frequency);
}

function counted(number: string): string {
  return `${number} ${isOne(number) ? 'time' : 'times'}`;
}

function isOne(number: string | undefined): boolean {
  return Number(number) === 1;
}
