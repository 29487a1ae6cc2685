import type { DateMeaning, EntryCard } from '../record/card.ts';
import { english } from './english.ts';
import { say, type Said } from './say.ts';
import type { Words } from './words.ts';

/** What a person reads of an entry, with what other entries hold of it filled in. */
export type Stated = Said & {
  readonly date?: string;
  readonly dateMeaning: DateMeaning;
  readonly organisation?: string;
};

/** One line of what is said. */
export type StatedFact = { readonly name: string; readonly value: string };

export type FactChange = {
  readonly name: string;
  readonly before?: string;
  readonly now?: string;
};

/** All that is said of an entry, in the order in which a person reads it. */
export function statedFacts(stated: Stated, words: Words): readonly StatedFact[] {
  const { title, value, range, date, dateMeaning, status, organisation, facts } = stated;
  const { heads, dateMeanings } = words;
  const row = (name: string, text: string | undefined): StatedFact[] =>
    text === undefined ? [] : [{ name, value: text }];
  return [
    ...row(heads.title, title),
    ...row(heads.value, value),
    ...row(heads.referenceRange, range),
    ...row(dateMeanings[dateMeaning], date === undefined ? undefined : words.date(date)),
    ...row(heads.status, status),
    ...facts.flatMap((fact) => row(fact.name, fact.value)),
    ...row(heads.organisation, organisation),
  ];
}

/** What is said otherwise than before; facts of the same name count together. */
export function changesBetween(before: Stated, now: Stated, words: Words): readonly FactChange[] {
  const [old, fresh] = [byName(statedFacts(before, words)), byName(statedFacts(now, words))];
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

function byName(facts: readonly StatedFact[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { name, value } of facts) {
    const others = found.get(name);
    found.set(name, others === undefined ? value : `${others}; ${value}`);
  }
  return found;
}

/**
 * Whether two versions of an entry read the same here, whatever else their source wrote otherwise. Cards that different
 * programs made are compared by what a person reads of them: that another program describes otherwise is no change.
 */
export function readsTheSame(one: EntryCard, other: EntryCard): boolean {
  const readable = one.describedBy === other.describedBy ? described : said;
  return JSON.stringify(readable(one)) === JSON.stringify(readable(other));
}

/** All of a card that its resource says and that somebody could read. */
function described(card: EntryCard) {
  const { category, kind, title, titleReference, date, dateMeaning, ended, status } = card;
  const { verificationStatus, doNotPerform, intent, standing, value, referenceRange, flag } = card;
  const { facts, organisation, organisationReference, codes } = card;
  return [
    ...[category, kind, title, titleReference, date, dateMeaning, ended, status],
    ...[verificationStatus, doNotPerform, intent, standing, value, referenceRange, flag],
    ...[facts, organisation, organisationReference, codes],
    ...marksOf(card),
  ];
}

/** The same in words. */
function said(card: EntryCard) {
  const { category, titleReference, date, dateMeaning, ended, standing, flag } = card;
  const { kind, title, status, value, range, facts } = say(card, english);
  return [
    ...[category, kind, title, titleReference, date, dateMeaning, ended, status],
    ...[standing, value, range, flag, card.organisation, card.organisationReference],
    facts.map((fact) => [fact.name, fact.value]),
    ...marksOf(card),
  ];
}

function marksOf({ security, attachments }: EntryCard) {
  return [security, attachments.map((attachment) => [attachment.title, attachment.contentType])];
}
