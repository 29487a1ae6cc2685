import type { PersonChoice } from '../../vault/api/people.ts';

/** The people in the order of a list: those with a nickname by it, then the others as they came. */
export function inListOrder(people: readonly PersonChoice[]): readonly PersonChoice[] {
  const named = people.filter(({ nickname }) => nickname !== undefined);
  const others = people.filter(({ nickname }) => nickname === undefined);
  const byName = named.sort((one, other) =>
    (one.nickname ?? '').localeCompare(other.nickname ?? '', 'en-GB'),
  );
  return [...byName, ...others];
}

/** What a person is called before the record is open: the nickname its owner chose, else "Record 1" among those without. */
export function personName(person: PersonChoice, people: readonly PersonChoice[]): string {
  const others = people.filter(({ nickname }) => nickname === undefined);
  const place = others.findIndex(({ id }) => id === person.id) + 1;
  return person.nickname ?? `Record ${String(place)}`;
}

/** Is another record here called so already? Capitals make no difference to a reader in a hurry. */
export function isNameTaken(nickname: string, people: readonly PersonChoice[]): boolean {
  const wanted = nickname.trim().toLocaleLowerCase('en-GB');
  return people.some((person) => personName(person, people).toLocaleLowerCase('en-GB') === wanted);
}
