const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const timeToSecond = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** The date of a moment that this computer recorded, in its own time zone: "3 May 2026". Other text is given back. */
export function localDate(instant: string): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? instant : day.format(date);
}

/** The time of a moment that is near, to the second: "14:05:30". */
export function localTime(instant: string): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? instant : timeToSecond.format(date);
}

/** Date and time: "3 May 2026 at 14:05". */
export function localDateTime(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return `${day.format(date)} at ${time.format(date)}`;
}
