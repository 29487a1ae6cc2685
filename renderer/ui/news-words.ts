import { countWords } from './type-words.ts';

/** "12 new and 2 changed entries, and 1 no longer supplied"; `undefined` where nothing is news. */
export function newsWords({
  added,
  changed,
  notSupplied,
}: {
  readonly added: number;
  readonly changed: number;
  readonly notSupplied: number;
}): string | undefined {
  const gone =
    notSupplied === 0 ? [] : [`${countWords(notSupplied, 'entry', 'entries')} no longer supplied`];
  const came = cameWords(added, changed);
  const parts = [...came, ...gone];
  return parts.length === 0 ? undefined : parts.join(', ');
}

function cameWords(added: number, changed: number): readonly string[] {
  const one = 'entry';
  const many = 'entries';
  if (added > 0 && changed > 0) {
    const last = countWords(changed, `changed ${one}`, `changed ${many}`);
    return [`${added.toLocaleString('en-GB')} new and ${last}`];
  }
  if (added > 0) return [countWords(added, `new ${one}`, `new ${many}`)];
  return changed > 0 ? [countWords(changed, `changed ${one}`, `changed ${many}`)] : [];
}

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayMs = 24 * 60 * 60_000;

/** "since 09:30 today", "since Tuesday", "since 3 May 2026", as a person says it at the time `now`. */
export function sinceWords(instant: string, now: Date): string {
  const then = new Date(instant);
  if (day.format(then) === day.format(now)) return `since ${time.format(then)} today`;
  const isThisWeek = now.getTime() - then.getTime() < 6 * dayMs && then < now;
  return `since ${isThisWeek ? weekday.format(then) : day.format(then)}`;
}
