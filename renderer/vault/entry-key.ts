import type { EntryKey, SourceId } from '../../shared/record/card.ts';

/** Whether an entry is of this source. */
export function isOfSource(key: EntryKey, sourceId: SourceId): boolean {
  return key.startsWith(`${sourceId}|`);
}

/** The identity of an entry: its source, its type, and its id there. */
export function entryKey(sourceId: SourceId, resourceType: string, id: string): EntryKey {
  return `${sourceId}|${resourceType}|${id}` as EntryKey; // the form that makeCard gives
}
