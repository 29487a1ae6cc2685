import type { OnlyEntries } from '../../program/navigation.ts';
import type { ListQuery } from '../../vault/api/record.ts';

/** What to ask the list for, where not everything is shown. */
export function queryOf(
  only: OnlyEntries | undefined,
): Pick<ListQuery, 'news' | 'notSupplied' | 'source'> {
  if (only === undefined) return {};
  return only.what === 'news' ? { news: true } : { notSupplied: true, source: only.source.id };
}

export function titleOfList(only: OnlyEntries | undefined): string {
  if (only === undefined) return 'Record';
  return only.what === 'news' ? 'What is new' : `Not supplied by ${only.source.name}`;
}
