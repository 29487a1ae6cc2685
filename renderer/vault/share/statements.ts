import {
  isAboutOthers,
  isNotOffered,
  isOfOthers,
  type Source,
} from '../../../shared/record/source.ts';
import { recordStatements } from '../../../shared/summary/record-statements.ts';
import type { SummaryStatements } from '../../../shared/summary/summary-input.ts';
import type { MissingPart } from '../../../shared/words/statement.ts';
import { categories } from '../../../shared/record/card.ts';
import type { Missing } from '../api/record.ts';
import { listStates, newestBySource } from '../catalogue/how-whole.ts';
import { missingOf } from '../open-vault/damage.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { isDescribedEarlier } from '../record/describe-anew.ts';

/** What a summary of this record says beside its entries: how whole and how old the record is, by source and by section. */
export function summaryStatements(vault: OpenVault, now: Date): SummaryStatements {
  const { state } = vault;
  const lists = listStates(state);
  const newest = newestBySource(state);
  return recordStatements(
    [...state.sources.values()].map((source) => ({
      name: source.name,
      lists: lists.get(source.id) ?? [],
      newest: newest.get(source.id),
      isIncomplete: isIncomplete(source),
    })),
    {
      missing: missingPartsOf(missingOf(vault)),
      // A card that cannot be made anew belongs to what is damaged.
      isStillReading: isDescribedEarlier(vault) && !vault.catalogue.isDescribedNow,
    },
    now,
  );
}

function missingPartsOf({ entries, attachments, unknown }: Missing): readonly MissingPart[] {
  const shelves = categories.map((what) => ({ what, count: entries[what] ?? 0 }));
  const others: readonly MissingPart[] = [
    { what: 'attachments', count: attachments },
    { what: 'unknown', count: unknown },
  ];
  return [...shelves, ...others].filter(({ count }) => count > 0);
}

/** Whether something that the source has is not here. What is about others is no part of the record. */
function isIncomplete({ state, skipped }: Source): boolean {
  if (state === 'complete') return false;
  if (state !== 'partial') return true;
  const isLoss = (one: Source['skipped'][number]) =>
    !isOfOthers(one) &&
    !isAboutOthers(one) &&
    !isNotOffered(one) &&
    one.reason !== 'operation-outcome' &&
    one.reason !== 'stayed-text';
  return skipped.some(isLoss) || !skipped.some(isAboutOthers);
}
