import type { EntryKey } from '../../../shared/record/card.ts';
import { canBePutIn, type Ledger } from '../../../shared/summary/ledger.ts';
import type { Place } from '../../../shared/summary/place.ts';
import { english } from '../../../shared/words/english.ts';
import { sayKind } from '../../../shared/words/say-head.ts';
import type { NotInItem, NotInPage, NotInQuery } from '../api/share.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { entryAt } from '../record/entry-detail.ts';
import { ledgerNow, wholeCard } from './record-ledger.ts';
import { draftItem } from './summary-draft.ts';

/**
 * The entries of the record that a summary of now does not hold by default, with the reason for each. `isFound`: whether
 * an entry has the words that are searched.
 */
export function notInSummary(
  vault: OpenVault,
  query: Pick<NotInQuery, 'limit'> & { readonly isFound?: (key: EntryKey) => boolean },
  now: Date,
): NotInPage {
  const { limit, isFound = () => true } = query;
  const outside = notIn(ledgerNow(vault, now));
  const counts = new Map<string, number>();
  for (const { why } of outside) counts.set(why, (counts.get(why) ?? 0) + 1);
  const groups = [...counts]
    .map(([why, count]) => ({ why, count }))
    .sort((a, b) => a.count - b.count);
  const turn = new Map(groups.map(({ why }, at) => [why, at]));
  const found = outside
    .filter(({ key }) => isFound(key))
    .sort((a, b) => (turn.get(a.why) ?? 0) - (turn.get(b.why) ?? 0));
  return {
    groups,
    total: found.length,
    items: found.slice(0, limit).map((one) => itemOf(vault, one)),
  };
}

type Outside = { readonly key: EntryKey; readonly place: Place; readonly why: string };

function notIn({ places }: Ledger): Outside[] {
  return [...places].flatMap(([key, place]) => {
    const why = whyOf(place);
    return why === undefined ? [] : [{ key, place, why }];
  });
}

/** Why an entry is not in it, in words; `undefined` for what is. */
function whyOf(place: Place): string | undefined {
  switch (place.in) {
    case 'section':
    case 'choice':
      return undefined;
    case 'entry':
      return english.partOfAnother;
    case 'text':
      return english.keptAsText;
    case 'rule':
      return english.leftOutRules[place.rule];
  }
}

function itemOf(vault: OpenVault, { key, place, why }: Outside): NotInItem {
  const { card } = entryAt(vault, key);
  return {
    ...draftItem(vault, wholeCard(vault, card)),
    kind: sayKind(card.kind, english),
    why,
    canBePutIn: canBePutIn(place),
  };
}
