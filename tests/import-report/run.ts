/** `npm run import-report -- DIR`: what becomes of every file of a folder, through the code that the program itself imports with. */
import { openAsBlob } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pageOf } from './page.ts';
import { reportFolder } from './report-folder.ts';
import { tableOf } from './table.ts';

const usage = `Usage: npm run import-report -- DIR [--page FILE]

Takes in every file under DIR, also those inside packed ones, each into an empty, sealed record
of its own that is forgotten afterwards; files of lines (NDJSON) that lie together are one export
and share one. Prints what came of each. --page writes the same, without names of files.
Ends with an error where a file failed without a reason that a person is told.`;

const { folder, page } = argumentsGiven();
const from = process.env['INIT_CWD'] ?? process.cwd();
const root = path.resolve(from, folder);
const lines = await reportFolder(await filesUnder(root), root);
console.log(tableOf(lines));
if (page !== undefined) await writeFile(path.resolve(from, page), pageOf(lines));
const withoutReason = lines.filter(({ code }) => code === 'unexpected');
for (const { file } of withoutReason) console.error(`Failed without a reason: ${file}`);
process.exitCode = withoutReason.length > 0 ? 1 : 0;

function argumentsGiven() {
  try {
    const options = { page: { type: 'string' }, help: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [given] = positionals;
    if (given !== undefined && positionals.length === 1 && values.help !== true) {
      return { folder: given, page: values.page };
    }
  } catch {
    // An option that there is not: the usage says which there are.
  }
  console.error(usage);
  process.exit(64);
}

async function filesUnder(directory: string) {
  const found = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = found
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return files.sort().map((file) => ({ path: file, open: () => openAsBlob(file) }));
}
