import type { OnlyEntries } from '../../program/navigation.ts';
import type { ListQuery } from '../../vault/api/record.ts';

/** What to ask the list for, where not everything is shown. */
export function queryOf(
  only: OnlyEntries | undefined,
): Pick<ListQuery, 'news' | 'notSupplied' | 'setAside' | 'source'> {
  switch (only?.what) {
    case undefined:
      return {};
    case 'news':
      return { news: true };
    case 'not-supplied':
      return { notSupplied: true, source: only.source.id };
    case 'set-aside':
      // One that its source took back stands apart as well.
      return {
        ...{ setAside: true, withErrors: true },
        ...(only.source === undefined ? {} : { source: only.source.id }),
      };
  }
}

export function titleOf(only: OnlyEntries | undefined): string {
  switch (only?.what) {
    case undefined:
      return 'Record';
    case 'news':
      return 'What is new';
    case 'not-supplied':
      return `Not supplied by ${only.source.name}`;
    case 'set-aside':
      return only.source === undefined ? 'Set apart' : `Set apart from ${only.source.name}`;
  }
}
