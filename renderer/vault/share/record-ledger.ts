import type { EntryCard, EntryKey } from '../../../shared/record/card.ts';
import { needsOthers, wholeEntry } from '../../../shared/record/whole-entry.ts';
import { makeLedger, type Ledger } from '../../../shared/summary/ledger.ts';
import { entryByReference } from '../catalogue/resolve-reference.ts';
import { whyAside } from '../catalogue/set-aside.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';

/** The place of every entry of the record in a summary of now, as the person chose. */
export function ledgerNow(
  vault: OpenVault,
  now: Date,
  choices: { readonly leftOut?: readonly EntryKey[]; readonly putIn?: readonly EntryKey[] } = {},
): Ledger {
  const { state } = vault;
  const record = {
    cards: [...state.entries.values()].map(({ card }) => wholeCard(vault, card)),
    person: state.person?.key,
    isSetAside: (key: EntryKey) => whyAside(state, key) !== undefined,
    entryAt: (card: EntryCard, reference: string) =>
      entryByReference(state, card, reference)?.card.key,
  };
  const { leftOut = [], putIn = [] } = choices;
  return makeLedger(record, { leftOut: new Set(leftOut), putIn: new Set(putIn) }, now);
}

/** The card with what other resources hold of it, so that the same medicine is known as the same. */
export function wholeCard(vault: OpenVault, card: EntryCard): EntryCard {
  if (!needsOthers(card)) return card;
  const look = (reference: string) => entryByReference(vault.state, card, reference)?.card;
  const whole = wholeEntry(card, look);
  if (card.title !== undefined || card.titleReference === undefined) return whole;
  const terms = look(card.titleReference)?.terms;
  return terms === undefined ? whole : { ...whole, terms: `${card.terms} ${terms}` };
}
