import { defined } from '../../../shared/base/defined.ts';
import type { Concept } from '../../../shared/fhir/concept.ts';
import type { EntryCard } from '../../../shared/record/card.ts';
import { wholeEntry } from '../../../shared/record/whole-entry.ts';
import { english } from '../../../shared/words/english.ts';
import { sayConcept } from '../../../shared/words/say-concept.ts';
import { sayKind, sayTitle } from '../../../shared/words/say-head.ts';
import { say } from '../../../shared/words/say.ts';
import type { EntryLine } from '../api/record.ts';
import { entryByReference } from '../catalogue/resolve-reference.ts';
import { newsOf } from './news.ts';
import { whyAside } from '../catalogue/set-aside.ts';
import type { VaultState } from '../catalogue/state.ts';

/** A card for the screen: what other entries hold of it is filled in, and its source is named. */
export function lineOf(state: VaultState, stored: EntryCard, words = english): EntryLine {
  const card = wholeEntry(stored, (reference) => entryByReference(state, stored, reference)?.card);
  return defined({
    key: card.key,
    sourceId: card.sourceId,
    sourceName: state.sources.get(card.sourceId)?.name ?? '',
    isFromFile: state.sources.get(card.sourceId)?.kind === 'file' ? (true as const) : undefined,
    resourceType: card.resourceType,
    resourceId: card.resourceId,
    fullUrl: card.fullUrl,
    category: card.category,
    ...say(card, words),
    title: titleOf(state, card),
    date: card.date,
    dateMeaning: card.dateMeaning,
    standing: card.standing,
    flag: card.flag,
    flagOfPart: card.flagOfPart,
    organisation: card.organisation ?? titleAt(state, card, card.organisationReference),
    organisationReference: card.organisationReference,
    fetchedAt: card.fetchedAt,
    earlierVersions: card.earlierVersions,
    attachments: card.attachments,
    security: card.security,
    news: newsOf(state, card.key),
    notSuppliedSince: state.notSupplied.get(card.key),
    setAside: whyAside(state, card.key),
  });
}

/** What an entry is called: its own words, or those of the entry that holds them; else the plain name of its type. */
export function titleOf(state: VaultState, card: EntryCard): string {
  const title = card.title ?? conceptAt(state, card, card.titleReference);
  return title === undefined ? sayKind(card.kind, english) : sayTitle({ ...card, title }, english);
}

function titleAt(
  state: VaultState,
  card: EntryCard,
  reference: string | undefined,
): string | undefined {
  const title = conceptAt(state, card, reference);
  return title === undefined ? undefined : sayConcept(title, english);
}

function conceptAt(
  state: VaultState,
  card: EntryCard,
  reference: string | undefined,
): Concept | undefined {
  if (reference === undefined) return undefined;
  return entryByReference(state, card, reference)?.card.title;
}
