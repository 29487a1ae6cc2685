/** `npm run import-report -- DIR`: what becomes of every file of a folder, through the code that the program itself imports with. */
import { openAsBlob } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { reportFolder, type ReportLine } from './import-report/report-folder.ts';
import { say } from './import-report/table.ts';

const [folder, ...more] = process.argv.slice(2);
if (folder === undefined || more.length > 0 || folder.startsWith('-')) {
  console.error('Usage: npm run import-report -- DIR');
  process.exit(64);
}

const root = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), folder);
const lines: ReportLine[] = await reportFolder(await filesUnder(root), root);
say(lines);

async function filesUnder(directory: string) {
  const found = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = found
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return files.sort().map((file) => ({ path: file, open: () => openAsBlob(file) }));
}
