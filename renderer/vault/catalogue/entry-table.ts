import type { EntryKey, SourceId } from '../../../shared/record/card.ts';
import type { StoredEntry } from '../log/event.ts';
import { newEntryRows, type EntryRows } from './entry-rows.ts';
import { listedEntries, type ListedEntries } from './listed-entries.ts';
import { packEntries, type PackedEntries } from './packed-entries.ts';
import { rowQuestions, type RowQuestions } from './row-questions.ts';

/** An entry as its source says it now. */
export type RecordEntry = StoredEntry & {
  /** What this source said before, oldest first. */
  readonly earlier: readonly StoredEntry[];
};

/** The entries of a record, in the order in which they first came. Each look at one parses its card. */
export type Entries = {
  readonly size: number;
  has(key: EntryKey): boolean;
  get(key: EntryKey): RecordEntry | undefined;
  keys(): IterableIterator<EntryKey>;
  values(): IterableIterator<RecordEntry>;
};

/**
 * Entries in little room: as objects, a hundred thousand cards would take several times the room of their texts.
 * A row is one version of an entry.
 */
export type EntryTable = Entries &
  RowQuestions &
  Pick<EntryRows, 'storedAt' | 'isKept' | 'move' | 'describe'> & {
    /** The newest row of each entry. */
    readonly newest: readonly number[];
    readonly rowOf: (key: EntryKey) => number | undefined;
    readonly entryAt: (row: number) => RecordEntry;
    /** The entry that has this other address in its source. */
    readonly keyByFullUrl: (sourceId: SourceId, fullUrl: string) => EntryKey | undefined;
    add(packed: PackedEntries): void;
    /** The rows of an entry's versions, newest first. */
    versionsOf(key: EntryKey): readonly number[];
    /** The row of the first version of the entry whose newest one is in this row. */
    readonly oldestRow: (row: number) => number;
    /** Every entry, newest first, undated last; the same date by title. */
    listed(): ListedEntries;
    /** Takes out every entry of a source, with its earlier versions. */
    removeSource(sourceId: SourceId): void;
    /** Adds a version of an entry that is here, which came before the one in this row. */
    addBefore(row: number, version: StoredEntry): void;
  };

export function newEntryTable(): EntryTable {
  const rows = newEntryRows();
  const numbers = new Map<EntryKey, number>();
  const newest: number[] = [];
  // By row, for the few that have one: the row of the version before it.
  const before = new Map<number, number>();
  const byFullUrl = new Map<string, EntryKey>();

  const addRow = (key: EntryKey, row: number) => {
    const number = numbers.get(key);
    if (number === undefined) {
      numbers.set(key, newest.push(row) - 1);
      return;
    }
    before.set(row, newest[number] ?? 0);
    newest[number] = row;
  };
  const rowOf = (key: EntryKey) => {
    const number = numbers.get(key);
    return number === undefined ? undefined : newest[number];
  };
  const versionsFrom = (row: number | undefined): number[] => {
    const versions: number[] = [];
    for (let one = row; one !== undefined; one = before.get(one)) versions.push(one);
    return versions;
  };
  const entryAt = (row: number): RecordEntry => {
    const [newestRow = row, ...earlier] = versionsFrom(row);
    return { ...rows.storedAt(newestRow), earlier: earlier.reverse().map(rows.storedAt) };
  };
  const keyByFullUrl = (sourceId: SourceId, fullUrl: string) =>
    byFullUrl.get(fullUrlId(sourceId, fullUrl));
  const questions = rowQuestions(rows);
  return {
    ...questions,
    storedAt: rows.storedAt,
    isKept: rows.isKept,
    move: rows.move,
    describe: rows.describe,
    newest,
    get size() {
      return newest.length;
    },
    has: (key) => numbers.has(key),
    get(key) {
      const row = rowOf(key);
      return row === undefined ? undefined : entryAt(row);
    },
    keys: () => numbers.keys(),
    *values() {
      for (const row of newest) yield entryAt(row);
    },
    rowOf,
    entryAt,
    keyByFullUrl,
    add(packed) {
      const firstRow = rows.columns.kind.length;
      rows.add(packed);
      for (const [at, key] of packed.keys.entries()) addRow(key, firstRow + at);
      for (const [at, fullUrl] of packed.fullUrls) {
        const key = packed.keys[at];
        const sourceId = packed.words[packed.columns.sourceId[at] ?? 0];
        if (key !== undefined) byFullUrl.set(fullUrlId(sourceId ?? '', fullUrl), key);
      }
    },
    listed: () => listedEntries({ rows, newest, keys: () => numbers.keys(), rowOf, keyByFullUrl }),
    versionsOf: (key) => versionsFrom(rowOf(key)),
    oldestRow: (row) => versionsFrom(row).at(-1) ?? row,
    removeSource(sourceId) {
      const isOfSource = questions.matching({ sourceId });
      for (let row = 0; row < rows.columns.sourceId.length; row += 1) {
        if (isOfSource(row)) rows.forget(row);
      }
      const kept = [...numbers].filter(([, at]) => rows.isKept(newest[at] ?? -1));
      const keptRows = kept.map(([, at]) => newest[at] ?? 0);
      numbers.clear();
      for (const [number, [key]] of kept.entries()) numbers.set(key, number);
      newest.splice(0, newest.length, ...keptRows);
      for (const [fullUrl, key] of byFullUrl) if (!numbers.has(key)) byFullUrl.delete(fullUrl);
    },
    addBefore(row, version) {
      const added = rows.columns.kind.length;
      rows.add(packEntries([version]));
      const earlier = before.get(row);
      before.set(row, added);
      if (earlier !== undefined) before.set(added, earlier);
    },
  };
}

function fullUrlId(sourceId: string, fullUrl: string): string {
  return `${sourceId} ${fullUrl}`;
}
