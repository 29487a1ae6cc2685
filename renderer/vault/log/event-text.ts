import type { EntryCard } from '../../../shared/record/card.ts';
import type { StoredEntry, VaultEvent } from './event.ts';

/** A card is written into the log and into the record at once. */
const cardTexts = new WeakMap<EntryCard, string>();

/** The JSON of a card, made once. */
export function cardText(card: EntryCard): string {
  const known = cardTexts.get(card);
  if (known !== undefined) return known;
  const text = JSON.stringify(card);
  cardTexts.set(card, text);
  return text;
}

/** The JSON of an event. */
export function eventText(event: VaultEvent): string {
  if (event.kind !== 'entries') return JSON.stringify(event);
  return `{"kind":"entries","entries":[${event.entries.map(entryText).join()}]}`;
}

function entryText({ card, place }: StoredEntry): string {
  return `{"card":${cardText(card)},"place":${JSON.stringify(place)}}`;
}
