import type { Clock } from '../../../shared/base/clock.ts';
import { defined } from '../../../shared/base/defined.ts';
import { distinct } from '../../../shared/base/distinct.ts';
import { AppError } from '../../../shared/base/error.ts';
import type { EntryKey, SourceId } from '../../../shared/record/card.ts';
import {
  whoseRules,
  type SetAside,
  type Source,
  type SourceState,
} from '../../../shared/record/source.ts';
import type { KeptNote } from '../../../shared/record/source-note.ts';
import type { OnProgress, Stored } from '../api/files.ts';
import type { VaultEvent } from '../log/event.ts';
import {
  entriesChanges,
  personEvent,
  readyEntries,
  sortEntries,
  storedAnswer,
  type Arriving,
  type ReadyEntry,
} from '../sources/ingest.ts';
import { commit, type Change } from '../open-vault/commit.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { newSegmentId } from '../open-vault/segments.ts';
import { attachmentId } from '../catalogue/state.ts';
import { setAsideEvents } from '../catalogue/set-aside.ts';
import { endStateOf, tallied } from '../sources/source-counts.ts';
import { withAsideCounted } from '../sources/whose-counts.ts';
import { grouped } from './grouped.ts';
import { namedKey } from '../../../shared/record/entry-key.ts';
import { withEarlierKeys } from './newer-export.ts';
import type { LinkOrigin } from './link-origin.ts';
import { newestIn, type Part } from './part.ts';
import { withServerKeys, type KnownServers } from './servers-in-file.ts';
import { fileMark } from './source-of.ts';

const cardsAtOnce = 250;

export type PartIntake = {
  readonly sourceId: SourceId;
  /** What its source is called. */
  readonly name: string;
  /** It is the first of what is taken in together: the source is counted anew, from what is in it now. */
  readonly isFirst: boolean;
  /** More is to follow: the source is not complete before. */
  readonly isUnfinished?: boolean;
  /** The keys of what came, also of what was here: gathered over all parts of an export. */
  readonly seen: Set<EntryKey>;
  /** The servers that all parts of the export name. */
  readonly servers: KnownServers;
  readonly progress: OnProgress;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** The link that it came from. */
  readonly link?: LinkOrigin | undefined;
};

/** Stores a part: all of it in one transaction, or none of it. @throws import-cancelled, vault-storage-full, vault-storage-failed */
export async function storePart(vault: OpenVault, part: Part, intake: PartIntake): Promise<Stored> {
  const now = intake.clock().toISOString();
  const { sourceId, seen } = intake;
  const ready = keyed(vault.state, await withProgress(part.resources, intake, now), part, intake);
  for (const { card } of ready) seen.add(card.key);
  const before = vault.state.sources.get(sourceId);
  const isKnown = knownIn(vault.state, ready, {
    isDocument: part.isDocument,
    isSameFile: isSameFile(before, part, intake),
  });
  const arriving = ready.filter((entry) => !isKnown(entry));
  const aside = asideIn(part, ready);
  const isApart = (entry: ReadyEntry) => (aside.get(entry) ?? 'mine') !== 'mine';
  const sorted = sortEntries(
    vault.state,
    arriving.filter((entry) => !isApart(entry)),
  );
  const apart = sortEntries(vault.state, arriving.filter(isApart));
  // Asked before anything is stored: afterwards all of it is known.
  const known = ready.filter((entry) => isKnown(entry) && !isApart(entry)).length;
  const judged = ready.map((entry) => [entry.card.key, aside.get(entry)] as const);
  const asideEvents = setAsideEvents(vault.state, sourceId, judged);
  const source = withAsideCounted(
    sourceAfter(before, part, { ...intake, now }),
    vault.state,
    asideEvents,
  );
  await commit(vault, [
    ...entriesChanges([...sorted.fresh, ...apart.fresh]),
    ...attachmentChanges(vault, part, sourceId),
    {
      events: [
        { kind: 'source', source },
        ...personEvent(vault.state, sorted.fresh),
        ...asideEvents,
      ],
    },
  ]);
  return storedAnswer(source, { ...sorted, same: sorted.same + known });
}

/** Those of what arrived that are kept apart from the record, and why. `ready`: what was made of each resource. */
function asideIn(
  { aside, resources }: Part,
  ready: readonly ReadyEntry[],
): ReadonlyMap<ReadyEntry, SetAside | 'mine'> {
  const found = new Map<ReadyEntry, SetAside | 'mine'>();
  if (aside === undefined) return found;
  for (const [at, entry] of ready.entries()) {
    const resource = resources[at];
    const why = resource && aside.get(resource);
    if (why !== undefined) found.set(entry, why);
  }
  return found;
}

/** Gives what arrived the keys that its file names, or those that it had in an earlier export. */
function keyed(
  state: OpenVault['state'],
  arrived: readonly ReadyEntry[],
  { keys }: Part,
  { sourceId, servers, seen }: PartIntake,
): readonly ReadyEntry[] {
  if (keys === undefined) {
    return withEarlierKeys(state, sourceId, withServerKeys(state, arrived, servers), seen);
  }
  return arrived.map((entry, at) => {
    const named = keys[at];
    return named === undefined
      ? entry
      : { ...entry, card: { ...entry.card, key: namedKey(sourceId, named) } };
  });
}

/** Behind a link only its newest file says nothing new: what was there before it may be there again. */
function isSameFile(before: Source | undefined, { hash }: Part, { link }: PartIntake): boolean {
  const { files = [] } = before ?? {};
  const mark = fileMark(hash);
  return link === undefined ? files.includes(mark) : files.at(-1) === mark;
}

/**
 * Tells what is here already, in whatever version: the document that the person may have named since, what the same
 * file brought before, and what stands in an export twice, saying this and that each time.
 */
function knownIn(
  { entries }: OpenVault['state'],
  ready: readonly ReadyEntry[],
  { isDocument, isSameFile }: { readonly isDocument: boolean; readonly isSameFile: boolean },
): (entry: ReadyEntry) => boolean {
  if (isDocument) return ({ card }) => entries.has(card.key);
  const isHere = ({ card }: ReadyEntry) =>
    entries
      .versionsOf(card.key)
      .some((row) => entries.storedAt(row).card.contentHash === card.contentHash);
  if (isSameFile) return isHere;
  const byKey = grouped(ready, ({ card }) => card.key);
  const twice = new Set(
    [...byKey.values()].filter((all) => all.length > 1 && all.every(isHere)).flat(),
  );
  return (entry) => twice.has(entry);
}

async function withProgress(
  resources: readonly Arriving[],
  { sourceId, progress, signal }: PartIntake,
  now: string,
): Promise<ReadyEntry[]> {
  const ready: ReadyEntry[] = [];
  for (let at = 0; at < resources.length; at += cardsAtOnce) {
    goOnUnless(signal);
    const some = resources.slice(at, at + cardsAtOnce);
    ready.push(...(await readyEntries(some, sourceId, now, 'by-content')));
    progress({
      doing: resources[at]?.resource.resourceType ?? '',
      jobsDone: ready.length,
      jobsTotal: resources.length,
      received: ready.length,
    });
  }
  return ready;
}

/** @throws import-cancelled where the person has said stop */
export function goOnUnless(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new AppError('import-cancelled');
}

function attachmentChanges(vault: OpenVault, part: Part, sourceId: SourceId): Change[] {
  return part.attachments.flatMap(({ url, contentType, bytes }): Change[] => {
    if (vault.state.attachments.has(attachmentId({ sourceId, url }))) return [];
    const segment = newSegmentId();
    const place = { segment, offset: 0, length: bytes.length };
    const event: VaultEvent = {
      kind: 'attachment',
      attachment: { sourceId, url, contentType, place },
    };
    return [{ segments: [{ id: segment, bytes }], events: [event] }];
  });
}

type Taken = Omit<PartIntake, 'progress' | 'clock' | 'seen' | 'servers' | 'signal'> & {
  readonly now: string;
};

/** The source as it stands with this part. */
function sourceAfter(before: Source | undefined, part: Part, taken: Taken): Source {
  const mark = fileMark(part.hash);
  const others = (before?.files ?? []).filter((one) => one !== mark);
  const links = [...new Set([...(before?.links ?? []), ...(taken.link ? [taken.link.mark] : [])])];
  const types = newestIn(part).map((one) => one.resource.resourceType);
  const counted = tallied(
    before === undefined || taken.isFirst ? emptySource(before, taken) : before,
    {
      received: types,
      stored: types,
      skipped: part.skipped,
      warnings: part.warnings,
    },
  );
  const notes = distinct<KeptNote>([...(counted.notes ?? []), ...part.notes]);
  const source: Source = {
    ...counted,
    name: taken.name,
    ...rulesOf(before, part),
    lastSuccessAt: taken.now,
    files: [...others, mark],
    ...(links.length === 0 ? {} : { links }),
    ...(notes.length === 0 ? {} : { notes }),
    ...issuerOf(before, part),
  };
  const isPart = part.isPage || taken.isUnfinished === true;
  return { ...source, state: isPart ? 'partial' : stateOf(source) };
}

/** A source of an earlier program, and one that it gave as a file, is looked over when everything else is done. */
function rulesOf(
  before: Source | undefined,
  { keys }: Part,
): Pick<Source, 'whoseRules' | 'ownNames'> {
  if (before === undefined) return keys === undefined ? { whoseRules } : {};
  const { ownNames, whoseRules: rules } = before;
  return defined({ ownNames, whoseRules: rules });
}

/** A signature that was checked once stays checked when the same card comes again. */
function issuerOf(before: Source | undefined, { issuer }: Part): Pick<Source, 'issuer'> {
  if (issuer === undefined) return {};
  const isNews = before?.issuer === undefined || issuer.signature !== 'not-checked';
  return { issuer: isNews ? issuer : before.issuer };
}

/** What stayed text is all here: it is no loss. */
function stateOf(source: Source): SourceState {
  const lost = source.skipped.filter(({ reason }) => reason !== 'stayed-text');
  return endStateOf({ ...source, skipped: lost });
}

function emptySource(before: Source | undefined, { sourceId, name, now }: Taken): Source {
  return {
    id: sourceId,
    kind: 'file',
    name,
    addedAt: before?.addedAt ?? now,
    state: 'complete',
    received: {},
    stored: {},
    skipped: [],
    warnings: [],
  };
}
