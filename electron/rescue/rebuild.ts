import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { utf8 } from '../../shared/base/bytes.ts';
import { writeWhole } from '../files.ts';
import { readBatch, writeBatch, type Change } from './change.ts';
import { dataFilesIn } from './database-files.ts';
import { readLogFile, writeLogFile } from './log-file.ts';
import { writeManifest } from './manifest.ts';
import { readTable } from './table-file.ts';

/** The order of keys that Chromium names in the MANIFEST of an IndexedDB. */
const keyOrder = 'idb_cmp1';
const logNumber = 2;
/** So many bytes of changes go into one batch. */
const batchBytes = 256 * 1024;

/**
 * Everything whole in the files of these folders, oldest change first, each once.
 * The folders must be of one history: the same number is the same change.
 */
export async function salvage(folders: readonly string[]): Promise<readonly Change[]> {
  const bySequence = new Map<number, Change>();
  for (const path of await filesOf(folders)) {
    const bytes = await readFile(path).catch(() => new Uint8Array());
    const changes = path.endsWith('.log') ? changesInLog(bytes) : readTable(bytes).changes;
    for (const change of changes) bySequence.set(change.sequence, change);
  }
  return [...bySequence.values()].sort((one, other) => one.sequence - other.sequence);
}

/** A file and its link in another folder are read once. */
async function filesOf(folders: readonly string[]): Promise<readonly string[]> {
  const byIdentity = new Map<string, string>();
  for (const folder of folders) {
    const { tables, logs } = await dataFilesIn(folder);
    for (const path of [...tables, ...logs].map((name) => join(folder, name))) {
      const found = await stat(path).catch(() => undefined);
      if (found !== undefined) byIdentity.set(`${String(found.dev)} ${String(found.ino)}`, path);
    }
  }
  return [...byIdentity.values()];
}

function changesInLog(bytes: Uint8Array): readonly Change[] {
  return readLogFile(bytes).records.flatMap((record) => {
    try {
      return readBatch(record);
    } catch {
      return [];
    }
  });
}

/** Writes a new database of these changes. @throws export-disk-full, export-not-allowed, export-failed */
export async function writeDatabase(folder: string, changes: readonly Change[]): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeWhole(join(folder, '000002.log'), writeLogFile([...batchesOf(changes)]));
  await writeWhole(join(folder, 'MANIFEST-000001'), writeManifest(keyOrder, logNumber));
  await writeWhole(join(folder, 'CURRENT'), utf8('MANIFEST-000001\n'));
}

function* batchesOf(changes: readonly Change[]): Generator<Uint8Array> {
  let batch: Change[] = [];
  let bytes = 0;
  let sequence = 1;
  for (const change of changes) {
    batch.push(change);
    bytes += change.key.length + (change.value?.length ?? 0);
    if (bytes < batchBytes) continue;
    yield writeBatch(sequence, batch);
    sequence += batch.length;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield writeBatch(sequence, batch);
}
