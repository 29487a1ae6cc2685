import {
  isAboutOthers,
  isNotOffered,
  isOfOthers,
  type Skipped,
  type SkipReason,
  type Source,
  type SourceState,
  type Tally,
} from '../../../shared/record/source.ts';

type Counts = Readonly<Record<string, number>>;
export type OneSkipped = { readonly type: string; readonly reason: SkipReason };

/** What one page or file brought, by type. */
export type Arrived = {
  readonly received?: readonly string[];
  readonly stored?: readonly string[];
  readonly skipped?: readonly OneSkipped[];
  /** What had been passed over, and came after all. */
  readonly unskipped?: readonly OneSkipped[];
  readonly warnings?: readonly string[];
};

export const emptyTally: Tally = { received: {}, stored: {}, skipped: [], warnings: [] };

/** Only the tally of a source. */
export function tallyOf({ received, stored, skipped, warnings }: Tally): Tally {
  return { received, stored, skipped, warnings };
}

/** The source with what arrived added to its counts. */
export function tallied<T extends Tally>(source: T, arrived: Arrived): T {
  const unskipped = (arrived.unskipped ?? []).reduce(withoutSkip, source.skipped);
  return {
    ...source,
    received: counted(source.received, arrived.received ?? []),
    stored: counted(source.stored, arrived.stored ?? []),
    skipped: (arrived.skipped ?? []).reduce(withSkip, unskipped),
    warnings: [...new Set([...source.warnings, ...(arrived.warnings ?? [])])],
  };
}

function counted(counts: Counts, types: readonly string[]): Counts {
  const sum: Record<string, number> = { ...counts };
  for (const type of types) sum[type] = (sum[type] ?? 0) + 1;
  return sum;
}

function withSkip(skipped: readonly Skipped[], one: OneSkipped): readonly Skipped[] {
  return skipped.some((other) => isSame(one, other))
    ? skipped.map((other) => (isSame(one, other) ? { ...other, count: other.count + 1 } : other))
    : [...skipped, { ...one, count: 1 }];
}

/** Without one of these, where there is one. */
export function withoutSkip(skipped: readonly Skipped[], one: OneSkipped): readonly Skipped[] {
  return skipped
    .map((other) => (isSame(one, other) ? { ...other, count: other.count - 1 } : other))
    .filter(({ count }) => count > 0);
}

function isSame(one: OneSkipped, other: OneSkipped): boolean {
  return other.type === one.type && other.reason === one.reason;
}

/** Whether the same was passed over before. */
export function isSkipped(skipped: readonly Skipped[], one: OneSkipped): boolean {
  return skipped.some((other) => isSame(one, other));
}

/** Something of a type could not be had, however often it was asked for: next time the whole type is asked for. */
const jobReasons: readonly SkipReason[] = [
  'server-refused',
  'server-broken',
  'server-busy',
  'server-too-slow',
  'off-origin-link',
  'everything-cut-short',
  'more-unknown',
  'not-offered',
];

/** Whether this is why a job did not bring all that it should have. */
export function isOfJob({ reason }: OneSkipped): boolean {
  return jobReasons.includes(reason);
}

/**
 * A source that ended by itself is whole only where nothing was passed over; a server's own remarks are no loss, nor is
 * what nobody has, nor what a server does not offer that has something to give. One that gave others' entries as well is
 * never called complete.
 */
export function endStateOf({
  skipped,
  received,
}: Pick<Source, 'skipped' | 'received'>): SourceState {
  const givesMore = Object.keys(received).some((type) => type !== 'Patient');
  const isWhole = skipped.every(
    (one) =>
      one.reason === 'operation-outcome' ||
      (isOfOthers(one) && !isAboutOthers(one)) ||
      (givesMore && isNotOffered(one)),
  );
  return isWhole ? 'complete' : 'partial';
}
