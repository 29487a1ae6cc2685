import type { ReportLine } from './report-folder.ts';
import { filesIn, totals } from './table.ts';

const title = '# What becomes of every file of the test records\n';
const made = `
Made by \`npm run import-report -- ../shared/data/records --page docs/import-report.md\`, through the code that the program imports with. Each file goes into an empty record of its own; files of lines (NDJSON) that lie together go in together, as one export.

Files of one folder, one kind and one fate share a row. "Again" are entries that stood in their file before, under the same id; where they say something else, both versions are kept. The columns add up: in = stored + again + passed over.

Of files about several people, each person's part goes into an empty record of their own, and has a row; what several people share, such as a surgery, counts for each of them, and what belongs to nobody has a row of its own.
`;

/** The report without the names of files, which can be names of people: one row for what fared alike in a folder. */
export function pageOf(lines: readonly ReportLine[]): string {
  const groups = new Map<string, ReportLine[]>();
  for (const line of lines) {
    const group = [folderIn(line.file), line.kind, fateOf(line)].join('\n');
    groups.set(group, [...(groups.get(group) ?? []), line]);
  }
  const rows = [...groups].map(([group, alike]) => rowOf(group.split('\n'), alike));
  const table = [
    '| Folder | Kind | Files | In | Stored | Again | Passed over | Why, or why nothing came |',
    '|---|---|--:|--:|--:|--:|--:|---|',
    ...rows,
  ];
  return [title, made.trim(), '', table.join('\n'), '', totals(lines), ''].join('\n');
}

function folderIn(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : '(none)';
}

/** Counts differ from file to file, reasons seldom. */
function fateOf({ words, kind }: ReportLine): string {
  const fate = words
    .split('; ')
    .map((one) => one.replace(/^\d+ /, ''))
    .filter((one) => !(kind === 'ccda' && one.startsWith('Some of these sections')));
  return fate.join('; ');
}

function rowOf([folder = '', kind = '', fate = '']: string[], lines: readonly ReportLine[]) {
  const sum = (of: (line: ReportLine) => number) =>
    String(lines.reduce((total, line) => total + of(line), 0));
  const cells = [
    ...[folder, kind, String(filesIn(lines))],
    lines.some(({ entriesIn }) => entriesIn !== undefined)
      ? sum(({ entriesIn = 0 }) => entriesIn)
      : '–',
    sum(({ stored }) => stored),
    sum(({ again }) => again),
    sum(({ skipped }) => skipped),
    fate,
  ];
  return `| ${cells.join(' | ').trimEnd()} |`;
}
