import type { SourceDetails } from '../../vault/api/sources.ts';

/** How many entries of a source are in the record. */
export function entryCountOf({ kinds }: SourceDetails): number {
  return kinds.reduce((sum, { count }) => sum + count, 0);
}
