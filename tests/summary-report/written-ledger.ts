import type { OpenVault } from '../../renderer/vault/open-vault/open-vault.ts';
import { lineOf } from '../../renderer/vault/record/entry-line.ts';
import type { Ledger } from '../../shared/summary/ledger.ts';
import type { Place } from '../../shared/summary/place.ts';
import type { LeftOutRule } from '../../shared/words/left-out-rule.ts';

/** A ledger as it is written to a file: each entry by what a person reads of it, and its place. */
export type WrittenLedger = {
  readonly entries: number;
  readonly in: number;
  readonly partOf: number;
  readonly byChoice: number;
  readonly byRule: Readonly<Partial<Record<LeftOutRule, number>>>;
  readonly textOnly: number;
  /** Whether every entry of the record is in exactly one place. */
  readonly addsUp: boolean;
  readonly places: readonly WrittenPlace[];
};

type WrittenPlace = {
  /** `Type/id` where the source gives an id. */
  readonly entry: string;
  readonly key: string;
  readonly title: string;
  readonly place: Place;
};

/** Writes a ledger down, and checks that it is one. */
export function writtenLedger({ state }: OpenVault, { places, sections }: Ledger): WrittenLedger {
  const all = [...places.values()];
  const count = (where: Place['in']) => all.filter((place) => place.in === where).length;
  const byRule: Partial<Record<LeftOutRule, number>> = {};
  for (const place of all) {
    if (place.in === 'rule') byRule[place.rule] = (byRule[place.rule] ?? 0) + 1;
  }
  const listed = sections.flatMap(({ keys }) => keys);
  const isListed = (place: Place) => place.in === 'section' && place.section !== 'head';
  const kept = [...state.entries.keys()];
  return {
    entries: kept.length,
    in: count('section'),
    partOf: count('entry'),
    byChoice: count('choice'),
    byRule,
    textOnly: count('text'),
    addsUp:
      kept.length === places.size &&
      kept.every((key) => places.has(key)) &&
      new Set(listed).size === listed.length &&
      listed.length === all.filter(isListed).length,
    places: [...places].flatMap(([key, place]) => {
      const entry = state.entries.get(key);
      if (entry === undefined) return [];
      const { resourceType, resourceId } = entry.card;
      const { title } = lineOf(state, entry.card);
      return [{ entry: `${resourceType}/${resourceId ?? ''}`, key, title, place }];
    }),
  };
}
