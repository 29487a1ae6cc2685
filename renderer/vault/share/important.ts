import { isMarkedPrivate } from '../../../shared/record/sensitive.ts';
import type { EntryKey } from '../../../shared/record/card.ts';
import type { Ledger } from '../../../shared/summary/ledger.ts';
import type { Place } from '../../../shared/summary/place.ts';
import { readRedFlags } from '../../../shared/summary/read-summary.ts';
import { english } from '../../../shared/words/english.ts';
import type { Important } from '../api/record.ts';
import type { VaultState } from '../catalogue/state.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { entryAt } from '../record/entry-detail.ts';
import { composeLedger } from './compose.ts';
import { ledgerNow } from './record-ledger.ts';

/** In a record of more entries it would keep everything else waiting for too long. */
const mostEntries = 30_000;

type Kept = {
  readonly revision: number;
  readonly day: string;
  readonly important: Promise<Important>;
};

/** What was last worked out of each record: the first screen asks whenever it is shown. */
const kept = new WeakMap<VaultState, Kept>();

/**
 * What anyone who treats the person must know first: what a summary of today would tell so, in the same words and by the
 * same rules. What its source marked private is counted and not told. `undefined` where the record is too large.
 */
export function importantNow(vault: OpenVault, now: Date): Promise<Important> | undefined {
  const { state } = vault;
  if (state.entries.size > mostEntries) return undefined;
  const day = now.toISOString().slice(0, 10);
  const before = kept.get(state);
  if (before?.revision === state.revision && before.day === day) return before.important;
  const important = importantIn(vault, now);
  kept.set(state, { revision: state.revision, day, important });
  important.catch(() => kept.delete(state));
  return important;
}

async function importantIn(vault: OpenVault, now: Date): Promise<Important> {
  const ledger = ledgerNow(vault, now);
  const marked = markedPrivate(vault, ledger);
  const flags = await flagsOf(vault, without(ledger, marked), now);
  if (marked.size === 0) return { flags, withheld: 0 };
  const all = await flagsOf(vault, ledger, now);
  return { flags, withheld: all.filter((flag) => !flags.includes(flag)).length };
}

async function flagsOf(vault: OpenVault, ledger: Ledger, now: Date): Promise<readonly string[]> {
  const document = await composeLedger(vault, ledger, {
    now,
    until: now.toISOString().slice(0, 10),
    software: { name: 'Patient-Held Record', version: '' },
  });
  return readRedFlags(document, english);
}

function markedPrivate(vault: OpenVault, { sections }: Ledger): ReadonlySet<EntryKey> {
  const keys = sections.flatMap((section) => section.keys);
  return new Set(keys.filter((key) => isMarkedPrivate(entryAt(vault, key).card)));
}

/** The ledger of a summary that does not have these, nor names them in passing. */
function without(ledger: Ledger, keys: ReadonlySet<EntryKey>): Ledger {
  const kept: Place = { in: 'rule', rule: 'sensitive' };
  return {
    ...ledger,
    places: new Map([...ledger.places].map(([key, place]) => [key, keys.has(key) ? kept : place])),
    sections: ledger.sections.map((section) => ({
      ...section,
      keys: section.keys.filter((key) => !keys.has(key)),
    })),
  };
}
