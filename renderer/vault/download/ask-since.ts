import type { Source } from '../../../shared/record/source.ts';
import type { IngestOptions } from '../api/files.ts';

/** What came to the server's knowledge a moment before may not have been there to be found. */
const overlapMs = 10 * 60_000;
/** What was deleted there, or came with an old date, shows only when everything is asked for. */
const everythingEveryMs = 30 * 24 * 60 * 60_000;

/**
 * Since when to ask a server for what changed, ISO 8601; `undefined`: everything is asked for. That is so where the
 * person wants it, where nothing was ever fetched to its end, where the server cannot be asked otherwise, and, unless
 * changes are all that is wanted, once in thirty days.
 */
export function askSince(
  { askedSince, lastFullAt, sinceSupport }: Source,
  mode: IngestOptions['mode'],
  now: Date,
): string | undefined {
  if (mode === 'everything' || sinceSupport === 'no') return undefined;
  if (askedSince === undefined || lastFullAt === undefined) return undefined;
  const age = now.getTime() - Date.parse(lastFullAt);
  // A date in the future was written by a clock that was wrong.
  const isDue = !(age >= 0 && age < everythingEveryMs);
  if (isDue && mode !== 'changes') return undefined;
  return new Date(Date.parse(askedSince) - overlapMs).toISOString();
}
