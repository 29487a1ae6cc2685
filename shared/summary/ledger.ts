import { defined } from '../base/defined.ts';
import type { EntryCard, EntryKey } from '../record/card.ts';
import { firmRules } from '../words/left-out-rule.ts';
import type { SectionName } from '../words/section-name.ts';
import type { ElsewhereKind } from '../words/elsewhere.ts';
import { kindsElsewhere } from './elsewhere.ts';
import { isKeptText } from './kept-text.ts';
import { isPartOf, mayLeadToPart, ruleByNature } from './nature.ts';
import type { Place } from './place.ts';
import { sectionOf } from './section-of.ts';
import { selectSections, type SectionSelection } from './select-entries.ts';

/** Every entry of a record with its place, and what each section of the summary takes. */
export type Ledger = {
  readonly places: ReadonlyMap<EntryKey, Place>;
  readonly sections: readonly SectionSelection[];
  /** Of entries that a rule keeps out: what a summary calls them that counts them. */
  readonly kinds: ReadonlyMap<EntryKey, ElsewhereKind>;
};

/** The record that a summary is made of. */
export type LedgerRecord = {
  /** Every entry, with the words that other entries hold for it. */
  readonly cards: readonly EntryCard[];
  /** The entry of the person whom the record is about. */
  readonly person: EntryKey | undefined;
  /** Whether an entry stands apart from the record as somebody else's. */
  isSetAside(key: EntryKey): boolean;
  /** The entry to which a reference of this one leads. */
  entryAt(card: EntryCard, reference: string): EntryKey | undefined;
};

/** What the person decided otherwise than the rules. */
export type LedgerChoices = {
  readonly leftOut: ReadonlySet<EntryKey>;
  readonly putIn: ReadonlySet<EntryKey>;
};

/** Gives every entry of a record its one place in a summary made at `now`, before the person chose otherwise. */
export function makeLedger(record: LedgerRecord, now: Date): Ledger {
  const own = record.cards.filter(
    ({ key, standing }) => standing !== 'error' && key !== record.person && !record.isSetAside(key),
  );
  const wholes = partsIn(own, record);
  const sections = selectSections(
    own.filter(({ key }) => !wholes.has(key)),
    now,
  );
  const found = { wholes, taken: placesOf(sections) };
  const places = new Map<EntryKey, Place>();
  for (const card of record.cards) places.set(card.key, placeOf(card, record, found));
  return { places, sections, kinds: kindsElsewhere(record.cards, places) };
}

/** The ledger as the person chose. `cardAt`: the card of an entry that is in it. */
export function asChosen(
  { places, sections, kinds }: Ledger,
  choices: LedgerChoices,
  cardAt: (key: EntryKey) => EntryCard,
): Ledger {
  const chosen = new Map(places);
  for (const key of [...choices.leftOut, ...choices.putIn]) {
    const place = places.get(key);
    if (place !== undefined) chosen.set(key, chosenPlace(key, place, { ...choices, cardAt }));
  }
  const added = addedTo(chosen, choices);
  return {
    places: chosen,
    sections: sections.map((selection) => chosenOf(selection, chosen, added)),
    kinds,
  };
}

type Found = {
  readonly wholes: ReadonlyMap<EntryKey, EntryKey>;
  readonly taken: ReadonlyMap<EntryKey, Place>;
};

function placeOf(card: EntryCard, record: LedgerRecord, { wholes, taken }: Found): Place {
  const { key, standing } = card;
  if (record.isSetAside(key)) return { in: 'rule', rule: 'someone-else' };
  if (key === record.person) return { in: 'section', section: 'head' };
  if (standing === 'error') return { in: 'rule', rule: 'entered-in-error' };
  const whole = wholes.get(key);
  if (whole !== undefined) return { in: 'entry', of: whole };
  const place = taken.get(key);
  if (place !== undefined) return place;
  return isKeptText(card) ? { in: 'text' } : { in: 'rule', rule: ruleByNature(card) };
}

/** For each entry that is read as a part of another, that other one. */
function partsIn(
  cards: readonly EntryCard[],
  record: LedgerRecord,
): ReadonlyMap<EntryKey, EntryKey> {
  const wholes = new Map<EntryKey, EntryKey>();
  const referring = cards.filter(({ references }) => references.some(mayLeadToPart));
  if (referring.length === 0) return wholes;
  const byKey = new Map(cards.map((card) => [card.key, card]));
  for (const card of referring) {
    for (const reference of card.references.filter(mayLeadToPart)) {
      const part = byKey.get(record.entryAt(card, reference) ?? card.key);
      if (part === undefined || part === card || !isPartOf(part, card)) continue;
      if (!wholes.has(part.key)) wholes.set(part.key, card.key);
    }
  }
  return wholes;
}

function placesOf(selections: readonly SectionSelection[]): ReadonlyMap<EntryKey, Place> {
  const places = new Map<EntryKey, Place>();
  for (const { section, keys, left } of selections) {
    for (const key of keys) places.set(key, { in: 'section', section });
    for (const { key, rule, of, isOlder } of left) {
      const place = { in: 'rule', section, rule } as const;
      const isPlain = of === undefined && isOlder === undefined;
      places.set(key, isPlain ? place : { ...place, ...defined({ of, isOlder }) });
    }
  }
  return places;
}

/** Whether the person may have an entry in the summary that is not in it by itself. */
export function canBePutIn(place: Place): place is Place & { in: 'rule' | 'text' } {
  return place.in === 'text' || (place.in === 'rule' && !firmRules.has(place.rule));
}

function chosenPlace(
  key: EntryKey,
  place: Place,
  { leftOut, putIn, cardAt }: LedgerChoices & { readonly cardAt: (key: EntryKey) => EntryCard },
): Place {
  if (place.in === 'section' && place.section !== 'head' && leftOut.has(key)) {
    return { in: 'choice', section: place.section };
  }
  if (!canBePutIn(place) || !putIn.has(key)) return place;
  return { in: 'section', section: sectionOf(cardAt(key)) ?? 'others' };
}

/** What the person put into each section, in the order of the record. */
function addedTo(
  places: Ledger['places'],
  { putIn }: LedgerChoices,
): ReadonlyMap<SectionName, readonly EntryKey[]> {
  const added = new Map<SectionName, EntryKey[]>();
  for (const [key, place] of putIn.size === 0 ? [] : places) {
    if (!putIn.has(key) || place.in !== 'section' || place.section === 'head') continue;
    added.set(place.section, [...(added.get(place.section) ?? []), key]);
  }
  return added;
}

/** What a section holds once the person has chosen: what was put in follows what was in. */
function chosenOf(
  { section, keys, left }: SectionSelection,
  places: Ledger['places'],
  added: ReadonlyMap<SectionName, readonly EntryKey[]>,
): SectionSelection {
  const isIn = (key: EntryKey) => {
    const place = places.get(key);
    return place?.in === 'section' && place.section === section;
  };
  const before = new Set(keys);
  return {
    section,
    keys: [...keys.filter(isIn), ...(added.get(section) ?? []).filter((key) => !before.has(key))],
    left: left.filter(({ key }) => !isIn(key)),
  };
}
