import { oneLine } from '../../shared/share/text-card-content.ts';
import type { ReportLine } from './report-folder.ts';

const head = ['File', 'Kind', 'In', 'Stored', 'Passed over, or why not'] as const;

/** Prints the report as a table, and what it comes to. */
export function say(lines: readonly ReportLine[]): void {
  const rows = lines.map(({ file, kind, entriesIn, stored, words }) => [
    file,
    kind,
    String(entriesIn),
    String(stored),
    oneLine(words),
  ]);
  const widths = head.map((name, at) =>
    Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  for (const row of [head, ...rows]) {
    const cells = row.map((cell, at) =>
      at === row.length - 1
        ? cell
        : at === 2 || at === 3
          ? cell.padStart(widths[at] ?? 0)
          : cell.padEnd(widths[at] ?? 0),
    );
    console.log(cells.join('  ').trimEnd());
  }
  console.log(`\n${totals(lines)}`);
}

function totals(lines: readonly ReportLine[]): string {
  const count = (outcome: ReportLine['outcome']) =>
    lines.filter((line) => line.outcome === outcome).length;
  const stored = lines.reduce((sum, line) => sum + line.stored, 0);
  const parts = [
    `${String(lines.length)} files: ${String(count('stored'))} stored (${String(stored)} entries)`,
    `${String(count('refused'))} refused`,
    `${String(count('held'))} held`,
  ];
  return `${parts.join(', ')}.`;
}
