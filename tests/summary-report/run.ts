/** `npm run summary-report -- DIR`: what a person can read of every file's record and summary, and where each entry went. */
import { openAsBlob } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { english } from '../../shared/words/english.ts';
import { languages } from '../../shared/words/languages.ts';
import { readArguments, usage, type ReportOptions } from './arguments.ts';
import { exportsIn, type FileOnDisk } from './exports-in.ts';
import { startPrinter } from './printer.ts';
import { reportFiles, type FileReport } from './report-file.ts';
import { rowOf, tableOf, type Row } from './table.ts';

const from = process.env['INIT_CWD'] ?? process.cwd();
const options = readArguments(
  process.argv.slice(2),
  languages.map(({ language }) => language),
);
if (options === undefined) {
  console.error(usage);
  process.exit(64);
}
process.exitCode = await run(options);

async function run(options: ReportOptions): Promise<number> {
  const root = path.resolve(from, options.folder);
  const printer = await startPrinter();
  const rows: Row[] = [];
  try {
    for (const { name, files } of await exportsIn(await filesUnder(root), root)) {
      const named = await Promise.all(
        files.map(async (file) => ({
          name: path.relative(root, file.path),
          file: await file.open(),
        })),
      );
      const report = await reportFiles(named, options.now);
      const pages =
        report.summary === undefined ? undefined : await printer.pagesOf(report.summary.markup);
      if (options.out !== undefined)
        await writeReport(path.resolve(from, options.out, name), report, options);
      rows.push(rowOf(name, report, pages));
    }
  } finally {
    await printer.end();
  }
  console.log(tableOf(rows));
  return rows.every(({ isRight }) => isRight) ? 0 : 1;
}

/** The texts of one file, beside each other: `FILE.record.txt` and the like. */
async function writeReport(
  file: string,
  report: FileReport,
  options: ReportOptions,
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const made = options.isUsual ? '' : `.${options.preset}.${english.language}`;
  const write = (ending: string, text: string) => writeFile(`${file}${ending}`, text);
  await write('.record.txt', report.record);
  await write(`${made}.ledger.json`, `${JSON.stringify(report.ledger, undefined, 2)}\n`);
  if (report.summary === undefined) return;
  await write(`${made}.summary.txt`, report.summary.text);
  await write(`${made}.card.txt`, report.summary.card);
  await write(`${made}.ips.json`, report.summary.ips);
}

async function filesUnder(directory: string): Promise<FileOnDisk[]> {
  const found = await readdir(directory, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ path: file, open: () => openAsBlob(file) }));
}
