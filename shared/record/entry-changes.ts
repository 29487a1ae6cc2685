import { formatDate } from '../fhir/partial-date.ts';
import type { DateMeaning, Description, EntryCard, Fact } from './card.ts';

/** A card, with what other entries hold of it filled in. */
export type Stated = Pick<
  Description,
  'title' | 'value' | 'range' | 'date' | 'dateMeaning' | 'status' | 'organisation' | 'facts'
>;

export type FactChange = {
  readonly name: string;
  readonly before?: string;
  readonly now?: string;
};

/** What the date of an entry is called. */
export const dateNames: Readonly<Record<DateMeaning, string>> = {
  started: 'Started',
  given: 'Given',
  measured: 'Measured',
  done: 'Done',
  recorded: 'Recorded',
  written: 'Written',
  dated: 'Date',
};

/** All that is said of an entry, in the order in which a person reads it. */
export function factsOf(stated: Stated): readonly Fact[] {
  const { title, value, range, date, dateMeaning, status, organisation, facts } = stated;
  const row = (name: string, text: string | undefined): Fact[] =>
    text === undefined ? [] : [{ name, value: text }];
  return [
    ...row('Name', title),
    ...row('Value', value),
    ...row('Usual range', range),
    ...row(dateNames[dateMeaning], date === undefined ? undefined : formatDate(date)),
    ...row('Status', status),
    ...facts,
    ...row('Recorded by', organisation),
  ];
}

/** What is said otherwise than before; facts of the same name count together. */
export function changesBetween(before: Stated, now: Stated): readonly FactChange[] {
  const [old, fresh] = [byName(factsOf(before)), byName(factsOf(now))];
  const names = [...new Set([...fresh.keys(), ...old.keys()])];
  return names.flatMap((name): FactChange[] => {
    const [was, is] = [old.get(name), fresh.get(name)];
    if (was === is) return [];
    return [
      {
        name,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { now: is }),
      },
    ];
  });
}

function byName(facts: readonly Fact[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { name, value } of facts) {
    const others = found.get(name);
    found.set(name, others === undefined ? value : `${others}; ${value}`);
  }
  return found;
}

/** Whether two versions of an entry read the same here, whatever else their source wrote otherwise. */
export function readsTheSame(one: EntryCard, other: EntryCard): boolean {
  return JSON.stringify(readable(one)) === JSON.stringify(readable(other));
}

/** All of a card that its resource says and that somebody could read. */
function readable(card: EntryCard) {
  const { category, kind, title, titleReference, date, dateMeaning, ended, status } = card;
  const { standing, value, range, flag, facts, organisation, organisationReference, codes } = card;
  return [
    ...[category, kind, title, titleReference, date, dateMeaning, ended, status],
    ...[standing, value, range, flag, facts, organisation, organisationReference, codes],
    card.security,
    card.attachments.map((attachment) => [attachment.title, attachment.contentType]),
  ];
}
