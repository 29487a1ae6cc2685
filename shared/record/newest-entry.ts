import { intervalOf, newestIntervalFirst } from '../fhir/partial-date.ts';

const day = 24 * 60 * 60 * 1000;

/** In Britain a day can begin so long before it does in UTC, in which dates are read. */
const earlier = 60 * 60 * 1000;

/** The newest of these dates, as written, that is not after `until` (ISO 8601): what lies ahead has not happened. */
export function newestOf(dates: Iterable<string>, until: string): string | undefined {
  const latest = (intervalOf(until)?.to ?? Number.MAX_SAFE_INTEGER) + earlier;
  const [newest] = [...new Set(dates)]
    .flatMap((date) => {
      const interval = intervalOf(date);
      return interval === undefined || interval.from > latest ? [] : [{ date, interval }];
    })
    .sort((a, b) => newestIntervalFirst(a.interval, b.interval));
  return newest?.date;
}

/** After so many days without an entry a record's age is said. */
const recent = 92 * day;

/** Whether a record whose newest entry has this date ends over three months before now. */
export function isLongAgo(date: string, now: Date): boolean {
  const interval = intervalOf(date);
  return interval !== undefined && interval.to < now.getTime() - recent;
}
