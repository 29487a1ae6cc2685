import type { FhirResource } from '../fhir/resource.ts';
import type { Description } from '../record/card.ts';
import { isStanding } from '../record/standing.ts';
import { sayStatus } from '../words/say-head.ts';
import type { Said } from '../words/say.ts';
import type { RedFlagKind } from '../words/red-flag-words.ts';
import type { Words } from '../words/words.ts';
import type { Resolve } from './item.ts';

/** What a clinician must not miss of an entry; `more` is a reaction, a date, a dose, a status. */
export type RedFlag = {
  readonly kind: RedFlagKind;
  readonly title: string;
  readonly more: readonly string[];
  /** What two flags of one thing have in common. */
  readonly about?: string;
};

/** An entry of a summary, in every form in which it is read. */
export type FlagEntry = {
  readonly resource: FhirResource;
  readonly entry: Description;
  readonly said: Said;
  readonly resolve: Resolve;
  /** Numbers of its sources, counted from 1. */
  readonly sources: readonly number[];
};

/** When the summary was made, ISO 8601, as far as it says. */
export type FlagContext = { readonly words: Words; readonly issued: string | undefined };

/** Its title, and in brackets its date. */
export function datedFlag(
  kind: RedFlagKind,
  { entry, said }: Pick<FlagEntry, 'entry' | 'said'>,
  words: Words,
): RedFlag[] {
  if (said.title === undefined) return [];
  return [{ kind, title: said.title, more: dateOf(entry, words) }];
}

export function dateOf({ date }: Pick<Description, 'date'>, words: Words): string[] {
  return date === undefined ? [] : [words.date(date)];
}

/** Its status where that does not go without saying: that it was done does. */
export function notableStatus(entry: Description, words: Words): string[] {
  if (entry.category === 'procedures' && entry.status?.toLowerCase() === 'completed') return [];
  if (entry.category === 'results' && isStanding(entry)) return [];
  return [sayStatus(entry, words)?.notable].filter((status) => status !== undefined);
}

/** The value of the first fact of this name, in words. */
export function firstSaid(said: Said, ...names: readonly string[]): string | undefined {
  const found = names
    .map((name) => said.facts.find(({ is }) => is === name))
    .find((fact) => fact !== undefined);
  return found?.value;
}
