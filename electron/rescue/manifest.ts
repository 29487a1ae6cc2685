import { concatBytes, fromUtf8, utf8, type Bytes } from '../../shared/base/bytes.ts';
import { readBytes } from './byte-reader.ts';
import { counted, varint } from './change.ts';
import { readLogFile, writeLogFile } from './log-file.ts';

/*
 * A LevelDB MANIFEST is a log file of edits; together they say which files make up the database.
 * An edit is a list of tags with their values:
 *   1 name of the key order   2 log number   3 next file number   4 last sequence number   9 earlier log number
 *   5 level, key: where to compact next      6 level, file number: a table left
 *   7 level, file number, size, first key, last key: a table joined
 * @see https://github.com/google/leveldb/blob/main/db/version_edit.cc
 */
export type Manifest = {
  /** The tables that make up the database: file number → size in bytes. */
  readonly tables: ReadonlyMap<number, number>;
  /** Logs from this number on hold what is in no table yet. */
  readonly logNumber: number;
  readonly isDamaged: boolean;
  readonly isCut: boolean;
};

type Draft = { readonly tables: Map<number, number>; logNumber: number };

export function readManifest(bytes: Uint8Array): Manifest {
  const { records, isDamaged, isCut } = readLogFile(bytes);
  const draft: Draft = { tables: new Map(), logNumber: 0 };
  let isUnread = records.length === 0;
  for (const record of records) {
    try {
      takeEdit(draft, record);
    } catch {
      isUnread = true;
    }
  }
  return { ...draft, isDamaged: isDamaged || isUnread, isCut };
}

/** @throws RangeError where the edit cannot be read to its end */
function takeEdit(draft: Draft, record: Uint8Array): void {
  const reader = readBytes(record);
  while (!reader.isAtEnd()) {
    const tag = reader.varint();
    if (tag === 1) reader.counted();
    else if (tag === 2) draft.logNumber = reader.varint();
    else if (tag === 3 || tag === 4 || tag === 9) reader.varint();
    else if (tag === 5) {
      reader.varint();
      reader.counted();
    } else if (tag === 6) {
      reader.varint();
      draft.tables.delete(reader.varint());
    } else if (tag === 7) {
      reader.varint();
      draft.tables.set(reader.varint(), reader.varint());
      reader.counted();
      reader.counted();
    } else throw new RangeError('an unknown tag');
  }
}

/** A MANIFEST that says: no tables yet, and all there is stands in the log with this number. */
export function writeManifest(keyOrder: string, logNumber: number): Bytes {
  const edit = concatBytes(
    ...[varint(1), counted(utf8(keyOrder))],
    ...[varint(2), varint(logNumber), varint(9), varint(0)],
    ...[varint(3), varint(logNumber + 1), varint(4), varint(0)],
  );
  return writeLogFile([edit]);
}

/** The MANIFEST that a CURRENT file names; `undefined` where it names none. */
export function manifestNamed(current: Uint8Array): string | undefined {
  try {
    return /^(MANIFEST-\d+)\n$/.exec(fromUtf8(current))?.[1];
  } catch {
    return undefined;
  }
}
