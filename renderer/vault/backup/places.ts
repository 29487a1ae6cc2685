import type { Place } from '../log/event.ts';

/** Where a text or a document lies in a backup: a file, and its line from 1 where the file has lines. */
export type FilePlace = { readonly backupFile: string; readonly line?: number };

/** The place of something that was damaged or missing when the backup was made. */
export const nowhere: FilePlace = { backupFile: '' };
/** What `nowhere` becomes in a vault: a segment that nobody has, so that it is counted as damaged there too. */
export const lostPlace: Place = { segment: 'lost', offset: 0, length: 0 };

/**
 * The event with each of its places changed. A place is told by its members alone, wherever it stands,
 * so that events of a kind that this program does not know go through a backup whole.
 */
export function withPlaces(event: unknown, change: (place: Place) => unknown): unknown {
  return replaced(event, (value) => (isPlace(value) ? change(value) : undefined));
}

/** As `withPlaces`, on the way back. */
export function withFilePlaces(event: unknown, change: (place: FilePlace) => unknown): unknown {
  return replaced(event, (value) => (isFilePlace(value) ? change(value) : undefined));
}

/** What has no place in it is given back as it is, and not copied: a long log is all cards. */
function replaced(value: unknown, change: (value: object) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => replaced(item, change));
    return items.every((item, at) => item === value[at]) ? value : items;
  }
  const changed = change(value);
  if (changed !== undefined) return changed;
  let copy: Record<string, unknown> | undefined;
  for (const [name, member] of Object.entries(value)) {
    const other = replaced(member, change);
    if (other === member) continue;
    copy ??= { ...value };
    copy[name] = other;
  }
  return copy ?? value;
}

function isPlace(value: object): value is Place {
  return (
    Object.keys(value).length === 3 &&
    'segment' in value &&
    typeof value.segment === 'string' &&
    'offset' in value &&
    typeof value.offset === 'number' &&
    'length' in value &&
    typeof value.length === 'number'
  );
}

function isFilePlace(value: object): value is FilePlace {
  const members = Object.keys(value).length;
  if (!('backupFile' in value) || typeof value.backupFile !== 'string') return false;
  return members === 1 || (members === 2 && 'line' in value && typeof value.line === 'number');
}
