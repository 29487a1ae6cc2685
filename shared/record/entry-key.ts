import type { EntryKey, SourceId } from './card.ts';

/*
 * The grammar of an entry's key; nobody else makes one or takes one apart.
 *   key    source "|" name
 *   name   type "|" id               of a resource that its source names
 *          type "|#" content hash    of one without an id
 *          type "|" id " " server    where the source has another one of that type and id, on another server
 * FHIR's ids have no spaces, and a source's id has no bar.
 */

/** The identity of an entry: its source, its type, and its id there. */
export function entryKey(sourceId: SourceId, resourceType: string, id: string): EntryKey {
  return namedKey(sourceId, nameOf(resourceType, id));
}

/** What tells an entry from all others of its source. */
export function nameOf(resourceType: string, id: string): string {
  return `${resourceType}|${id}`;
}

/** What an entry without an id is told from others by: what it says. */
export function contentKey(sourceId: SourceId, resourceType: string, hash: string): EntryKey {
  return entryKey(sourceId, resourceType, `#${hash}`);
}

/**
 * The key of an entry of whose type and id its source has another one, on another server.
 * `plain`: the key of that one.
 */
export function keyOnServer(plain: EntryKey, server: string): EntryKey {
  return `${plain} ${server}` as EntryKey; // made by the grammar above
}

/** The key of an entry that is told from others of its source by `name`: all of a key behind the source. */
export function namedKey(sourceId: SourceId, name: string): EntryKey {
  return `${sourceId}|${name}` as EntryKey; // made by the grammar above
}

/** The source of an entry. */
export function sourceIn(key: EntryKey): SourceId {
  return key.slice(0, key.indexOf('|')) as SourceId; // the first part of the key
}

/** Whether an entry is of this source. */
export function isOfSource(key: EntryKey, sourceId: SourceId): boolean {
  return key.startsWith(`${sourceId}|`);
}

/** What tells an entry from all others of its source. */
export function nameInKey(key: EntryKey): string {
  return key.slice(key.indexOf('|') + 1);
}

/** The type in a name; `undefined` where it is none of ours. */
export function typeInName(name: string): string | undefined {
  const at = name.indexOf('|');
  return at < 0 ? undefined : name.slice(0, at);
}

/** The content hash in the key of an entry without an id; `undefined` of one that has an id. */
export function contentHashInKey(key: EntryKey): string | undefined {
  const name = nameInKey(key);
  const begin = name.indexOf('|#');
  return begin < 0 ? undefined : name.slice(begin + 2);
}

/** The server that a key names, where it names one. */
export function serverInKey(key: EntryKey): string | undefined {
  const at = key.indexOf(' ');
  return at < 0 ? undefined : key.slice(at + 1);
}
