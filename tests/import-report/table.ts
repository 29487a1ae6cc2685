import { oneLine } from '../../shared/share/text-card-content.ts';
import type { ReportLine } from './report-folder.ts';

const head = [
  'File',
  'Kind',
  'In',
  'Stored',
  'Again',
  'Passed over',
  'Why, or why nothing came',
] as const;
const isNumber = (column: number) => column >= 2 && column <= 5;

/** The report as a table, and what it comes to. */
export function tableOf(lines: readonly ReportLine[]): string {
  const rows = [head, ...lines.map(cellsOf)];
  const widths = head.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const printed = rows.map((row) =>
    row
      .map((cell, at) =>
        isNumber(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return `${printed.join('\n')}\n\n${totals(lines)}`;
}

function cellsOf(line: ReportLine): readonly string[] {
  const { file, kind, entriesIn, stored, again, skipped, words } = line;
  return [file, kind, ...[entriesIn ?? '–', stored, again, skipped].map(String), oneLine(words)];
}

/** How many files these are: one about several people has several lines. */
export function filesIn(lines: readonly ReportLine[]): number {
  return new Set(lines.map(({ file }) => file)).size;
}

/** One sentence with all counts. */
export function totals(lines: readonly ReportLine[]): string {
  const count = (outcome: ReportLine['outcome']) =>
    filesIn(lines.filter((line) => line.outcome === outcome));
  const sum = (of: (line: ReportLine) => number | undefined) =>
    lines.reduce((total, line) => total + (of(line) ?? 0), 0).toLocaleString('en-GB');
  const parts = [
    `${String(filesIn(lines))} files: ${String(count('stored'))} stored, ${String(count('refused'))} refused with a reason`,
    ...(count('held') === 0 ? [] : [`${String(count('held'))} held`]),
    ...(count('link') === 0 ? [] : [`${String(count('link'))} links`]),
  ];
  const entries = [
    `${sum(({ entriesIn }) => entriesIn)} entries in`,
    `${sum(({ stored }) => stored)} stored`,
    `${sum(({ again }) => again)} that stood in their file before`,
    `${sum(({ skipped }) => skipped)} passed over`,
  ];
  return `${parts.join(', ')}. ${entries.join(', ')}.`;
}
