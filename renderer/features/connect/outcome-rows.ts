import type { StoredCounts } from '../../vault/api/files.ts';
import type { Outcome } from './use-ingest.ts';

/** What became of one file, or of several that are one source. */
export type OutcomeRow = Outcome & {
  /** The files of a source that came in several, and what each of them brought. */
  readonly files?: readonly FileOfSource[];
};

export type FileOfSource = { readonly name: string; readonly counts: StoredCounts };

type StoredOutcome = Extract<Outcome, { readonly kind: 'stored' }>;

/**
 * One row a source, however many files it came in, in the order of their first files; every other outcome is a row of
 * its own, and what is no failure (a phone's measurements, which are not read) comes last.
 */
export function outcomeRows(outcomes: readonly Outcome[]): readonly OutcomeRow[] {
  const rows = rowsOf(outcomes);
  return [...rows.filter((row) => !isNotMeant(row)), ...rows.filter(isNotMeant)];
}

/** Whether it was left out as what this program never reads, and nothing is wrong with it. */
export function isNotMeant(outcome: Outcome): boolean {
  return outcome.kind === 'failed' && outcome.problem.code === 'file-measured-by-phone';
}

function rowsOf(outcomes: readonly Outcome[]): readonly OutcomeRow[] {
  const bySource = new Map<string, StoredOutcome[]>();
  for (const outcome of outcomes) {
    if (outcome.kind !== 'stored') continue;
    const { id } = outcome.stored.source;
    const together = bySource.get(id);
    if (together === undefined) bySource.set(id, [outcome]);
    else together.push(outcome);
  }
  return outcomes.flatMap((outcome): OutcomeRow[] => {
    if (outcome.kind !== 'stored') return [outcome];
    const together = bySource.get(outcome.stored.source.id) ?? [];
    if (together[0] !== outcome) return [];
    return [together.length === 1 ? outcome : rowOf(together, outcome)];
  });
}

/** How many files the rows stand for. */
export function filesIn(rows: readonly OutcomeRow[]): number {
  return rows.reduce((sum, { files }) => sum + (files?.length ?? 1), 0);
}

function rowOf(together: readonly StoredOutcome[], { stored }: StoredOutcome): OutcomeRow {
  const counts = together.map((one) => one.stored);
  const sum = (name: keyof StoredCounts) => counts.reduce((all, one) => all + one[name], 0);
  const last = together.at(-1)?.stored ?? stored;
  return {
    kind: 'stored',
    name: last.source.name,
    stored: {
      ...last,
      added: sum('added'),
      changed: sum('changed'),
      rewritten: sum('rewritten'),
      same: sum('same'),
    },
    files: together.map((one) => ({ name: one.name, counts: one.stored })),
  };
}
