import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isTableEnd } from './table-file.ts';
import { manifestNamed, readManifest, type Manifest } from './manifest.ts';
import { readLogFile } from './log-file.ts';

/** The files of a LevelDB folder that hold data, by kind. */
export type DataFiles = { readonly tables: readonly string[]; readonly logs: readonly string[] };

/** `absent`: there is nothing in it. */
export type Health = 'whole' | 'damaged' | 'absent';

const tableEnd = 48;

/** The names of a folder's tables and logs, oldest first; none where there is no folder. */
export async function dataFilesIn(folder: string): Promise<DataFiles> {
  const names = (await namesIn(folder)).sort();
  return {
    tables: names.filter((name) => /^\d+\.(ldb|sst)$/.test(name)),
    logs: names.filter((name) => /^\d+\.log$/.test(name)),
  };
}

export async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

/**
 * Whether Chromium would take these files as they are. It does not try: where it cannot open a database, it deletes it.
 * Looks at all but the inside of the tables, which is read only when something is missing in the end.
 */
export async function healthOf(folder: string): Promise<Health> {
  const files = await dataFilesIn(folder);
  const current = await readFile(join(folder, 'CURRENT')).catch(() => undefined);
  const hasData = files.tables.length + files.logs.length > 0;
  if (!hasData) return 'absent';
  if (current === undefined) return 'damaged';
  const name = manifestNamed(current);
  const manifest = await readFile(join(folder, name ?? '')).catch(() => undefined);
  if (name === undefined || manifest === undefined) return 'damaged';
  const read = readManifest(manifest);
  if (read.isDamaged || losesFiles(read, files)) return 'damaged';
  const [tables, logs] = await Promise.all([
    areTablesThere(folder, read),
    areLogsWhole(folder, read, files),
  ]);
  return tables && logs ? 'whole' : 'damaged';
}

/** A MANIFEST that lost its end no longer knows of newer files, which would then be deleted. */
function losesFiles({ logNumber, isCut, tables }: Manifest, files: DataFiles): boolean {
  const unknown = files.tables.some((name) => !tables.has(numberOf(name)));
  const hasItsLog = logNumber === 0 || files.logs.some((name) => numberOf(name) === logNumber);
  return !hasItsLog || (isCut && unknown);
}

async function areTablesThere(folder: string, { tables }: Manifest): Promise<boolean> {
  const whole = await Promise.all(
    [...tables].map(([number, size]) => isTableThere(folder, number, size)),
  );
  return whole.every(Boolean);
}

async function isTableThere(folder: string, number: number, size: number): Promise<boolean> {
  const name = String(number).padStart(6, '0');
  for (const ending of ['ldb', 'sst']) {
    const path = join(folder, `${name}.${ending}`);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined) return found.size === size && isTableEnd(await endOf(path, size));
  }
  return false;
}

async function endOf(path: string, size: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({
      buffer: new Uint8Array(tableEnd),
      position: Math.max(0, size - tableEnd),
    });
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A log whose last record is cut short is what a crash leaves; Chromium takes it. */
async function areLogsWhole(
  folder: string,
  { logNumber }: Manifest,
  { logs }: DataFiles,
): Promise<boolean> {
  for (const name of logs.filter((one) => numberOf(one) >= logNumber)) {
    const bytes = await readFile(join(folder, name)).catch(() => undefined);
    if (bytes === undefined || readLogFile(bytes).isDamaged) return false;
  }
  return true;
}

function numberOf(name: string): number {
  return Number.parseInt(name, 10);
}
