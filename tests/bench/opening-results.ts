import type { OpeningMeasures } from './measure-opening.ts';
import type { SealingTimes } from './measure-sealing.ts';
import { result, type BenchResult } from './result.ts';
import type { Judged } from './results-of.ts';

/** What was aimed at, by entries: milliseconds to the first screen after the key, and megabytes of memory. */
const targets: Readonly<Record<number, { readonly ms: number; readonly MB: number }>> = {
  1000: { ms: 300, MB: 150 },
  10_000: { ms: 600, MB: 200 },
  50_000: { ms: 1000, MB: 300 },
  100_000: { ms: 1500, MB: 450 },
};
/** Ten times the entries may take so many times as long. */
const mostGrowth = 12;
/** Sealing may take so many times as long as the cipher alone. */
const mostSealing = 3;

/** The figures of one opened record. */
export function openingResults(measures: OpeningMeasures): readonly BenchResult[] {
  const { entries, unlock, list, search, memory } = measures;
  const target = targets[entries];
  const ms = (name: string, value: number, rest: Judged = {}) =>
    result({ name, entries, value, unit: 'ms', ...rest });
  const MB = (name: string, of: keyof typeof memory, kind: 'proportional' | 'resident') => {
    const [value, locked] = [memory[of][kind], memory.locked[kind]];
    if (value === undefined || locked === undefined) return [];
    const floor = { value: locked, of: 'the same window, locked' };
    const aim = target === undefined ? {} : { target: target.MB };
    return [result({ name, entries, value, unit: 'MB', floor, ...aim })];
  };
  return [
    ms('Key from the passphrase', unlock.key),
    ms('First screen after the key', unlock.firstScreen, {
      floor: { value: unlock.bare, of: 'read its rows and decrypt them' },
      ...(target === undefined ? {} : { target: target.ms }),
    }),
    ms('List of everything, at once after it', list),
    ms('Search in it, median', search.median, {
      floor: { value: search.bare, of: 'the same list, nothing searched' },
    }),
    ...MB('Memory at the first screen, its part', 'first', 'proportional'),
    ...MB('Memory, listed and searched, its part', 'used', 'proportional'),
    ...MB('Memory at the first screen, resident', 'first', 'resident'),
    ...MB('Memory, listed and searched, resident', 'used', 'resident'),
    ...backupResults(measures),
  ];
}

function backupResults({ entries, backup }: OpeningMeasures): readonly BenchResult[] {
  if (backup === undefined) return [];
  const floor = { value: backup.copy, of: 'a plain copy of the record as JSON' };
  const unit = 'ms';
  return [
    result({ name: 'Back up', entries, value: backup.backUp, unit, floor }),
    result({ name: 'Restore', entries, value: backup.restore, unit, floor }),
    result({ name: 'Backup file', entries, value: backup.size, unit: 'MB' }),
  ];
}

/** How much longer a hundred thousand entries take than ten thousand, where both were measured. */
export function growthResults(all: readonly OpeningMeasures[]): readonly BenchResult[] {
  const [few, many] = [10_000, 100_000].map((size) => all.find(({ entries }) => entries === size));
  if (few === undefined || many === undefined) return [];
  const growth = (name: string, of: (one: OpeningMeasures) => number | undefined) => {
    const [before, after] = [of(few), of(many)];
    if (before === undefined || after === undefined) return [];
    const value = after / before;
    return [result({ name, entries: many.entries, value, unit: '×', target: mostGrowth })];
  };
  return [
    ...growth('Growth from 10,000: first screen', ({ unlock }) => unlock.firstScreen),
    ...growth('Growth from 10,000: list', ({ list }) => list),
    ...growth('Growth from 10,000: memory', ({ memory }) => memory.used.proportional),
    ...growth('Growth from 10,000: back up', ({ backup }) => backup?.backUp),
    ...growth('Growth from 10,000: restore', ({ backup }) => backup?.restore),
  ];
}

/** Sealing 64 MiB in pieces, beside the cipher alone. */
export function sealingResults(all: readonly SealingTimes[]): readonly BenchResult[] {
  return all.map(({ piece, sealed, bare }) =>
    result({
      name: `Seal 64 MiB in pieces of ${String(piece / 1024)} KiB`,
      value: sealed,
      unit: 'ms',
      floor: { value: bare, of: 'AES-256-GCM of the same bytes' },
      target: mostSealing * bare,
    }),
  );
}
