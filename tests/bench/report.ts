import { cpus, totalmem } from 'node:os';
import type { BenchResult } from './result.ts';

/** What `out/bench.json` holds. */
export type BenchReport = {
  readonly takenAt: string;
  readonly machine: {
    readonly processor: string;
    readonly cores: number;
    readonly memoryGB: number;
    readonly system: string;
  };
  readonly versions: {
    readonly electron: string;
    readonly chromium: string;
    readonly node: string;
  };
  readonly results: readonly BenchResult[];
};

/** The machine that this runs on. */
export function thisMachine(): BenchReport['machine'] {
  const all = cpus();
  return {
    processor: all[0]?.model.trim() ?? '',
    cores: all.length,
    memoryGB: Math.round(totalmem() / 1e9),
    system: `${process.platform} ${process.arch}`,
  };
}

const heads = ['Measured', 'Entries', 'Value', 'Floor', 'Ratio', 'Target', 'Met', 'The floor is'];

/** The figures as a Markdown table, its columns in line for reading in a terminal too. */
export function tableOf(results: readonly BenchResult[]): string {
  const rows = [heads, ...results.map(cellsOf)];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => padded(cell, column, widths[column] ?? 0)).join(' | ')} |`;
  const rule = widths.map(
    (width, column) => `${'-'.repeat(width - 1)}${isNumber(column) ? ':' : '-'}`,
  );
  return [line(heads), line(rule), ...results.map((each) => line(cellsOf(each)))].join('\n');
}

function cellsOf({ name, entries, value, unit, floor, floorOf, ratio, target, met }: BenchResult) {
  const amount = (number: number | undefined) =>
    number === undefined ? '' : `${numberWords(number)} ${unit}`;
  return [
    name,
    entries?.toLocaleString('en-GB') ?? '',
    amount(value),
    amount(floor),
    ratio === undefined ? '' : `${numberWords(ratio)} ×`,
    amount(target),
    met === undefined ? '' : met ? 'yes' : 'no',
    floorOf ?? '',
  ];
}

/** Three figures that mean something, and no more. */
function numberWords(number: number): string {
  const digits = number >= 100 ? 0 : number >= 10 ? 1 : 2;
  return number.toLocaleString('en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

function isNumber(column: number): boolean {
  return column > 0 && column < 6;
}

function padded(cell: string, column: number, width: number): string {
  return isNumber(column) ? cell.padStart(width) : cell.padEnd(width);
}

/** One line on where the figures come from. */
export function originWords({ takenAt, machine, versions }: BenchReport): string {
  const { processor, cores, memoryGB, system } = machine;
  return (
    `Taken on ${takenAt.slice(0, 10)} on ${processor} (${String(cores)} cores, ${String(memoryGB)} GB, ${system}), ` +
    `Electron ${versions.electron}, Chromium ${versions.chromium}.`
  );
}
