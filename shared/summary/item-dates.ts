import { intervalOf } from '../fhir/partial-date.ts';
import type { Description } from '../record/card.ts';
import { factsCalled } from '../record/fact.ts';
import type { Words } from '../words/words.ts';
import type { DetailView } from './view.ts';

/** The date of an entry, with what it stands for. That a medicine was stopped is no statement that it was so on that day. */
export function datedWords(description: Description, words: Words): string | undefined {
  const { date, dateMeaning, standing } = description;
  if (date === undefined) return undefined;
  const dated = words.dated(dateMeaning, date, standing === 'past');
  return isStoppedWithoutDate(description) ? words.endNotGiven(dated) : dated;
}

/** Whether a medicine was stopped and nobody says when. */
export function isStoppedWithoutDate({ category, standing, status, ended }: Description): boolean {
  return (
    category === 'medicines' && standing === 'past' && status === 'stopped' && ended === undefined
  );
}

/** From when until when somebody was in hospital. */
export function stayWords(
  { category, date, facts }: Description,
  words: Words,
): string | undefined {
  const [end] = factsCalled(facts, 'end').map(({ value }) => value);
  if (category !== 'visits' || date === undefined || typeof end !== 'object') return undefined;
  return 'date' in end ? words.fromTo(words.date(date), words.date(end.date)) : undefined;
}

/** When it ended, where its source says so. */
export function endOf({ ended }: Description, words: Words): DetailView[] {
  if (ended === undefined) return [];
  const value = words.date(ended);
  return [{ is: 'ended', value, words: words.labelled(words.ended, value) }];
}

/** That an end lies before its beginning: both stand as their source wrote them. */
export function contradictingDates(description: Description, words: Words): DetailView[] {
  const { date, dateMeaning } = description;
  const [start, end] = [intervalOf(date), intervalOf(endIn(description))];
  if (dateMeaning !== 'started' || start === undefined || end === undefined) return [];
  if (end.to >= start.from) return [];
  return [{ is: 'ended', value: words.endBeforeStart, words: words.endBeforeStart }];
}

/** The end that its source gives, be it over or not. */
export function endIn({ ended, facts }: Description): string | undefined {
  const [value] = factsCalled(facts, 'abatement', 'end').map((fact) => fact.value);
  const told = typeof value === 'object' && 'date' in value ? value.date : undefined;
  return ended ?? told;
}
