import { defined } from '../../../shared/base/defined.ts';
import type { EntryCard } from '../../../shared/record/card.ts';
import type { EntryLine } from '../api/record.ts';
import { entryByReference } from '../catalogue/resolve-reference.ts';
import { newsOf } from './news.ts';
import { whyAside } from '../sources/set-aside.ts';
import type { VaultState } from '../catalogue/state.ts';

/** A card for the screen: what other entries hold of it is filled in, and its source is named. */
export function lineOf(state: VaultState, card: EntryCard): EntryLine {
  return defined({
    key: card.key,
    sourceId: card.sourceId,
    sourceName: state.sources.get(card.sourceId)?.name ?? '',
    resourceType: card.resourceType,
    resourceId: card.resourceId,
    fullUrl: card.fullUrl,
    category: card.category,
    kind: card.kind,
    title: titleOf(state, card),
    date: card.date,
    dateMeaning: card.dateMeaning,
    status: card.status,
    standing: card.standing,
    value: card.value,
    range: card.range,
    flag: card.flag,
    facts: card.facts,
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
  return card.title ?? titleAt(state, card, card.titleReference) ?? card.kind;
}

function titleAt(
  state: VaultState,
  card: EntryCard,
  reference: string | undefined,
): string | undefined {
  if (reference === undefined) return undefined;
  return entryByReference(state, card, reference)?.card.title;
}
