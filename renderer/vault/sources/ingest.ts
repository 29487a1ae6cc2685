import { concatBytes, eachUtf8, utf8, type Bytes } from '../../../shared/base/bytes.ts';
import { defined } from '../../../shared/base/defined.ts';
import type { IncomingResource } from '../../../shared/fhir/incoming.ts';
import { canonicalContent } from '../../../shared/fhir/canonical-content.ts';
import type { Original } from '../../../shared/fhir/read-record.ts';
import { objectOf, textOf, type FhirResource } from '../../../shared/fhir/resource.ts';
import type { EntryCard, EntryKey, OriginalCard, SourceId } from '../../../shared/record/card.ts';
import { readsTheSame } from '../../../shared/words/entry-changes.ts';
import { makeCard } from '../../../shared/record/make-card.ts';
import type { Source } from '../../../shared/record/source.ts';
import type { Stored, StoredCounts } from '../api/files.ts';
import { contentHasher } from '../crypto/content-hash.ts';
import type { Place, StoredEntry, VaultEvent } from '../log/event.ts';
import { contentHashInKey, contentKey } from '../../../shared/record/entry-key.ts';
import type { Change } from '../open-vault/commit.ts';
import { newSegmentId, type Segment } from '../open-vault/segments.ts';
import { personOf } from '../record/person.ts';
import type { VaultState } from '../catalogue/state.ts';

/** A resource that arrived, with its card made. */
export type ReadyEntry = {
  readonly card: EntryCard;
  /** Its text to the letter, in UTF-8. */
  readonly bytes: Bytes;
  /** The text of the source that it was made from, where it was. */
  readonly original?: Bytes;
  /** When its source says that it was changed last. */
  readonly lastUpdated?: string;
  /** The resource, where it is a `Patient`. Any other is let go of: thousands of them would wait to be stored. */
  readonly patient?: FhirResource;
};

/** What arrived, told apart by what the vault already holds. */
export type SortedEntries = StoredCounts & {
  /** New ones and newer versions, to be stored. */
  readonly fresh: readonly ReadyEntry[];
};

/** A resource as a reader gives it, with what it was made from where it was. */
export type Arriving = IncomingResource & { readonly original?: Original };

/**
 * How it is told whether an entry changed: by its text, but for what a server notes of its own keeping, or by what it
 * says, for sources that lay it out anew each time.
 */
export type Compared = 'by-text' | 'by-content';

/** Makes the card of each resource. `fetchedAt`: ISO 8601, UTC. */
export async function readyEntries(
  resources: readonly Arriving[],
  sourceId: SourceId,
  fetchedAt: string,
  compared: Compared = 'by-text',
): Promise<ReadyEntry[]> {
  const hashOf = await contentHasher();
  const texts = eachUtf8(resources.map(({ text }) => text));
  return resources.map(({ resource, text, fullUrl, original }, at) => {
    const bytes = texts[at] ?? utf8(text);
    const textHash = hashOf(bytes);
    // Where it was made from something else, that tells whether it changed: another program may make it otherwise.
    const content =
      compared === 'by-content' || original !== undefined
        ? contentOf(canonicalContent(resource, original), { text, bytes })
        : withoutKeeping(text, bytes);
    const contentHash = content[0] === bytes ? textHash : hashOf(...content);
    const card = makeCard(resource, {
      ...{ sourceId, fetchedAt, contentHash, fullUrl },
      ...(textHash === contentHash ? {} : { textHash }),
      ...(original === undefined ? {} : { original: originalCard(original) }),
    });
    return defined({
      ...{ card, bytes, lastUpdated: lastUpdatedOf(resource) },
      patient: resource.resourceType === 'Patient' ? resource : undefined,
      original: original === undefined ? undefined : utf8(original.text),
    });
  });
}

function lastUpdatedOf(resource: FhirResource): string | undefined {
  return textOf(objectOf(resource['meta'])?.['lastUpdated']);
}

/** `meta.lastUpdated` and `meta.versionId`: FHIR has no other members of these names. */
const keeping = /"(?:lastUpdated|versionId)"\s*:\s*"[^"\\]*"\s*,?/g;

/** The bytes of a content, which mostly is the text itself. */
function contentOf(
  content: string,
  { text, bytes }: { readonly text: string; readonly bytes: Bytes },
): readonly Bytes[] {
  return [content === text ? bytes : utf8(content)];
}

/** The bytes of a text but for what a server notes of its own keeping, in parts. */
function withoutKeeping(text: string, bytes: Bytes): readonly Bytes[] {
  if (bytes.length !== text.length) {
    return contentOf(text.replace(keeping, ''), { text, bytes });
  }
  // All of it is ASCII: a character is a byte.
  const parts: Bytes[] = [];
  let from = 0;
  for (const { index, 0: found } of text.matchAll(keeping)) {
    parts.push(bytes.subarray(from, index));
    from = index + found.length;
  }
  return from === 0 ? [bytes] : [...parts, bytes.subarray(from)];
}

function originalCard({ version, format, reference }: Original): OriginalCard {
  return {
    ...{ version, format, place: nowhere },
    ...(reference === undefined ? {} : { reference }),
  };
}

/** Until `entriesChange` says where it is. */
const nowhere = { segment: '', offset: 0, length: 0 } as const;

/** Tells new, changed and unchanged apart. A changed entry never replaces: the earlier version stays. */
export function sortEntries(state: VaultState, ready: readonly ReadyEntry[]): SortedEntries {
  const fresh: ReadyEntry[] = [];
  const newest = new Map<EntryKey, EntryCard>();
  let [added, changed, rewritten, same] = [0, 0, 0, 0];
  for (const entry of ready) {
    const { key, contentHash } = entry.card;
    const before = newest.get(key) ?? state.entries.get(key)?.card ?? cardByText(state, entry.card);
    // An earlier program compared files by their text.
    const isSame = [contentHash, entry.card.textHash].includes(before?.contentHash);
    if (before !== undefined && isSame) {
      same += 1;
      continue;
    }
    if (before === undefined) added += 1;
    else if (readsTheSame(before, entry.card)) rewritten += 1;
    else changed += 1;
    const earlierVersions = before === undefined ? 0 : before.earlierVersions + 1;
    const card = { ...entry.card, earlierVersions };
    newest.set(key, card);
    fresh.push({ ...entry, card });
  }
  return { fresh, added, changed, rewritten, same };
}

/** An earlier program called an entry without an id by its text. */
function cardByText(state: VaultState, card: EntryCard): EntryCard | undefined {
  const { key, contentHash, textHash } = card;
  if (textHash === undefined || contentHashInKey(key) !== contentHash) return undefined;
  const earlier = contentKey(card.sourceId, card.resourceType, textHash);
  return state.entries.get(earlier)?.card;
}

/** One segment of all texts, to the letter, each original behind what was made of it, and the event that says where each lies in it. */
export function entriesChange(fresh: readonly ReadyEntry[]): {
  readonly segments: readonly Segment[];
  readonly events: readonly VaultEvent[];
} {
  if (fresh.length === 0) return { segments: [], events: [] };
  const segment = newSegmentId();
  const parts: Bytes[] = [];
  let end = 0;
  const put = (bytes: Bytes): Place => {
    const place = { segment, offset: end, length: bytes.length };
    parts.push(bytes);
    end += bytes.length;
    return place;
  };
  const entries: StoredEntry[] = fresh.map(({ card, bytes, original }) => {
    const place = put(bytes);
    if (card.original === undefined || original === undefined) return { card, place };
    return { card: { ...card, original: { ...card.original, place: put(original) } }, place };
  });
  return {
    segments: [{ id: segment, bytes: concatBytes(...parts) }],
    events: [{ kind: 'entries', entries }],
  };
}

/** How many resources share a segment: enough to squeeze well, few enough to open fast. */
const segmentSize = 100;

/** One log row a segment. */
export function entriesChanges(fresh: readonly ReadyEntry[]): Change[] {
  const changes: Change[] = [];
  for (let at = 0; at < fresh.length; at += segmentSize) {
    changes.push(entriesChange(fresh.slice(at, at + segmentSize)));
  }
  return changes;
}

/** Whether an entry is a `Patient`. */
export function isPatient(
  entry: ReadyEntry,
): entry is ReadyEntry & { readonly patient: FhirResource } {
  return entry.patient !== undefined;
}

/** The event that names the person, where these entries hold the first `Patient` or a newer version of it. */
export function personEvent(state: VaultState, fresh: readonly ReadyEntry[]): VaultEvent[] {
  const patients = fresh.filter(isPatient);
  const { person } = state;
  const told =
    person === undefined ? patients[0] : patients.findLast((one) => one.card.key === person.key);
  return told === undefined
    ? []
    : [{ kind: 'person', key: told.card.key, person: personOf(told.patient) }];
}

/** The answer to a download or a file that was taken in. */
export function storedAnswer(
  source: Source,
  { added, changed, rewritten, same }: StoredCounts,
): Stored {
  return { kind: 'stored', source, added, changed, rewritten, same };
}
