import type { Concept } from '../../../shared/fhir/concept.ts';
import type { EntryCard, EntryKey } from '../../../shared/record/card.ts';
import { needsOthers, wholeEntry } from '../../../shared/record/whole-entry.ts';
import {
  asChosen,
  makeLedger,
  type Ledger,
  type LedgerRecord,
} from '../../../shared/summary/ledger.ts';
import { entryByReference, keyByReference } from '../catalogue/resolve-reference.ts';
import { newestBySource } from '../catalogue/how-whole.ts';
import { whyAside } from '../catalogue/set-aside.ts';
import type { VaultState } from '../catalogue/state.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { entryAt } from '../record/entry-detail.ts';

/** The place of every entry of the record in a summary of now, as the person chose. */
export function ledgerNow(
  vault: OpenVault,
  now: Date,
  { leftOut = [], putIn = [] }: LedgerWishes = {},
): Ledger {
  const ledger = ledgerOfDay(vault, now);
  if (leftOut.length + putIn.length === 0) return ledger;
  const choices = { leftOut: new Set(leftOut), putIn: new Set(putIn) };
  return asChosen(ledger, choices, (key) => wholeCard(vault, entryAt(vault, key).card));
}

type LedgerWishes = {
  readonly leftOut?: readonly EntryKey[];
  readonly putIn?: readonly EntryKey[];
};

type KeptLedger = { readonly revision: number; readonly day: string; readonly ledger: Ledger };

/** The last ledger of each record: making a summary asks for it at every step. */
const kept = new WeakMap<VaultState, KeptLedger>();

/** The ledger before the person chose. It is made anew once the record has changed, and on the next day. */
function ledgerOfDay(vault: OpenVault, now: Date): Ledger {
  const { state } = vault;
  const day = now.toISOString().slice(0, 10);
  const before = kept.get(state);
  if (before?.revision === state.revision && before.day === day) return before.ledger;
  const ledger = makeLedger(ledgerRecord(vault), now);
  kept.set(state, { revision: state.revision, day, ledger });
  return ledger;
}

/** The whole record; each card is parsed once, however many others refer to it. */
function ledgerRecord({ state }: OpenVault): LedgerRecord {
  const { entries } = state;
  const shareTitle = titleSharer();
  const own = new Map<EntryKey, EntryCard>();
  const byRow: EntryCard[] = [];
  for (const row of entries.newest) {
    const { card } = entries.storedAt(row);
    shareTitle(card);
    own.set(card.key, card);
    byRow[row] = card;
  }
  // What every summary asks next, while the cards are at hand.
  newestBySource(state, (row) => byRow[row] ?? entries.storedAt(row).card);
  const keyAt = (card: EntryCard, reference: string) => keyByReference(entries, card, reference);
  const look = (card: EntryCard, reference: string) => {
    const key = keyAt(card, reference);
    return key === undefined ? undefined : own.get(key);
  };
  return {
    cards: [...own.values()].map((card) => wholeOf(card, look)),
    person: state.person?.key,
    isSetAside: (key) => whyAside(state, key) !== undefined,
    entryAt: keyAt,
  };
}

/**
 * Gives cards whose titles read alike one object for them, in place: a record has few names, and what is asked of a name
 * is asked once. The cards were parsed for this alone.
 */
function titleSharer(): (card: { title?: Concept }) => void {
  const titles = new Map<string, Concept>();
  return (card) => {
    if (card.title === undefined) return;
    const text = JSON.stringify(card.title);
    const known = titles.get(text);
    if (known === undefined) titles.set(text, card.title);
    else card.title = known;
  };
}

/** The card with what other resources hold of it, so that the same medicine is known as the same. */
export function wholeCard({ state }: OpenVault, card: EntryCard): EntryCard {
  return wholeOf(card, (from, reference) => entryByReference(state, from, reference)?.card);
}

type LookFrom = (card: EntryCard, reference: string) => EntryCard | undefined;

function wholeOf(card: EntryCard, lookFrom: LookFrom): EntryCard {
  if (!needsOthers(card)) return card;
  const look = (reference: string) => lookFrom(card, reference);
  const whole = wholeEntry(card, look);
  if (card.title !== undefined || card.titleReference === undefined) return whole;
  const terms = look(card.titleReference)?.terms;
  return terms === undefined ? whole : { ...whole, terms: `${card.terms} ${terms}` };
}
