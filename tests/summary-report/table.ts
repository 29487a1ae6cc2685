import { oneLine } from '../../shared/share/text-card-content.ts';
import { leftOutRules } from '../../shared/words/left-out-rule.ts';
import type { FileReport } from './report-file.ts';

/** One line of the report: a file's record, and where its entries went. */
export type Row = {
  readonly cells: readonly string[];
  /** Whether the ledger adds up and no judge found an error. */
  readonly isRight: boolean;
};

const head = [
  'File',
  'Entries',
  'In',
  'Part of',
  'By choice',
  ...leftOutRules,
  'Text only',
  'Pages',
  'Errors',
  'To know',
] as const;

/** The row of a file. `pages`: of its summary as it is printed. */
export function rowOf(file: string, report: FileReport, pages: number | undefined): Row {
  const { ledger, summary, people, refused } = report;
  const errors = summary?.errors ?? [];
  const remarks = [
    ...(people === undefined ? [] : [`the first of ${String(people)} people`]),
    ...(refused === undefined ? [] : [`refused: ${refused}`]),
    ...(summary === undefined && refused === undefined ? ['names nobody: no summary'] : []),
    ...(ledger.addsUp ? [] : ['the ledger does not add up']),
    ...errors,
  ];
  const counts = [ledger.entries, ledger.in, ledger.partOf, ledger.byChoice].map(String);
  return {
    cells: [
      file,
      ...counts,
      ...leftOutRules.map((rule) => String(ledger.byRule[rule] ?? 0)),
      String(ledger.textOnly),
      pages === undefined ? '–' : String(pages),
      String(errors.length),
      oneLine(remarks.join('; ')),
    ],
    isRight: ledger.addsUp && errors.length === 0,
  };
}

/** The report as a table, and what it comes to. */
export function tableOf(rows: readonly Row[]): string {
  const all = [head, ...rows.map(({ cells }) => cells)];
  const widths = head.map((_, at) => Math.max(...all.map((cells) => cells[at]?.length ?? 0)));
  const isText = (column: number) => column === 0 || column === head.length - 1;
  const lines = all.map((cells) =>
    cells
      .map((cell, at) =>
        isText(at) ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  const wrong = rows.filter(({ isRight }) => !isRight).length;
  const made = rows.filter(({ cells }) => cells[head.indexOf('Pages')] !== '–').length;
  return `${lines.join('\n')}\n\n${String(rows.length)} records, ${String(made)} summaries, ${String(wrong)} with an error.`;
}
