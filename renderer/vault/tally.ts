import type { Skipped, SkipReason, Source, SourceState } from '../../shared/record/source.ts';

type Counts = Readonly<Record<string, number>>;

/** What one page or file brought, by type. */
export type Arrived = {
  readonly received?: readonly string[];
  readonly stored?: readonly string[];
  readonly skipped?: readonly { readonly type: string; readonly reason: SkipReason }[];
  readonly warnings?: readonly string[];
};

/** The source with what arrived added to its counts. */
export function tallied(source: Source, arrived: Arrived): Source {
  return {
    ...source,
    received: counted(source.received, arrived.received ?? []),
    stored: counted(source.stored, arrived.stored ?? []),
    skipped: (arrived.skipped ?? []).reduce(withSkip, source.skipped),
    warnings: [...new Set([...source.warnings, ...(arrived.warnings ?? [])])],
  };
}

function counted(counts: Counts, types: readonly string[]): Counts {
  const sum: Record<string, number> = { ...counts };
  for (const type of types) sum[type] = (sum[type] ?? 0) + 1;
  return sum;
}

function withSkip(
  skipped: readonly Skipped[],
  one: { readonly type: string; readonly reason: SkipReason },
): readonly Skipped[] {
  const isSame = (other: Skipped) => other.type === one.type && other.reason === one.reason;
  return skipped.some(isSame)
    ? skipped.map((other) => (isSame(other) ? { ...other, count: other.count + 1 } : other))
    : [...skipped, { ...one, count: 1 }];
}

/** A source that ended by itself is whole only where nothing was passed over; a server's own remarks are no loss. */
export function endStateOf(source: Source): SourceState {
  return source.skipped.every((one) => one.reason === 'operation-outcome') ? 'complete' : 'partial';
}
