import type { EntryKey, SourceId } from '../../../shared/record/card.ts';

/** The source of an entry. */
export function sourceIn(key: EntryKey): SourceId {
  return key.slice(0, key.indexOf('|')) as SourceId; // the first part of the key
}

/** Whether an entry is of this source. */
export function isOfSource(key: EntryKey, sourceId: SourceId): boolean {
  return key.startsWith(`${sourceId}|`);
}

/**
 * The key of an entry of whose type and id its source has another one, on another server.
 * `plain`: the key of that one. FHIR's ids have no spaces.
 */
export function keyOnServer(plain: EntryKey, server: string): EntryKey {
  return `${plain} ${server}` as EntryKey; // made of the form that makeCard gives
}

/** The server that a key names, where it names one. */
export function serverInKey(key: EntryKey): string | undefined {
  const at = key.indexOf(' ');
  return at < 0 ? undefined : key.slice(at + 1);
}

/** The identity of an entry: its source, its type, and its id there. */
export function entryKey(sourceId: SourceId, resourceType: string, id: string): EntryKey {
  return `${sourceId}|${resourceType}|${id}` as EntryKey; // the form that makeCard gives
}

/** The key of an entry that is told from others of its source by `name`: all of a key behind the source. */
export function namedKey(sourceId: SourceId, name: string): EntryKey {
  return `${sourceId}|${name}` as EntryKey; // the form that makeCard gives
}

/** What tells an entry from all others of its source. */
export function nameInKey(key: EntryKey): string {
  return key.slice(key.indexOf('|') + 1);
}
