import type { Checkpoint } from '../../../shared/ipc/sync.ts';
import type { EntryKey, SourceId } from '../../../shared/record/card.ts';
import type { SetAside, Source } from '../../../shared/record/source.ts';
import type { PersonHeader, VaultSettings } from '../api/people.ts';
import type { KeptRequest } from '../api/requests.ts';
import type { ShareLogEntry } from '../api/share.ts';
import { newEntryTable, type EntryTable } from './entry-table.ts';
import { mendEntry } from './mend-entry.ts';
import { isOfSource } from '../../../shared/record/entry-key.ts';
import { packEntries } from './packed-entries.ts';
import type { NotFetched, StoredAttachment, VaultEvent } from '../log/event.ts';

/** The opened record: what all events of the log add up to. */
export type VaultState = {
  readonly entries: EntryTable;
  readonly sources: Map<SourceId, Source>;
  readonly checkpoints: Map<SourceId, Checkpoint>;
  readonly attachments: Map<string, StoredAttachment>;
  /** What entries name by address and could not be fetched, by `attachmentId`, with why. */
  readonly notFetched: Map<string, NotFetched>;
  /** Entries that their source does not supply any more, each with since when. */
  readonly notSupplied: Map<EntryKey, string>;
  /** Entries that are not the person's own, or that the person has said to be. */
  readonly setAside: Map<EntryKey, SetAside | 'mine'>;
  readonly shares: ShareLogEntry[];
  /** Letters that asked for a copy of the record and that an answer is waited for, by id. */
  readonly requests: Map<string, KeptRequest>;
  /** Sources that the person took out of the record. */
  readonly removed: Map<SourceId, RemovedSource>;
  /** When each source had brought all that it had for the first time, ISO 8601, UTC: what came since is news. */
  readonly firstSuccess: Map<SourceId, string>;
  person: { readonly key: EntryKey; readonly header: PersonHeader } | undefined;
  recoveryConfirmed: boolean;
  /** An age recipient, `age1…`; absent in a vault whose recovery code an earlier program made. */
  backupRecipient: string | undefined;
  /** The digest of the header that was written last; absent in a vault of format 1. */
  headerDigest: string | undefined;
  settings: VaultSettings;
  /** Damaged rows of the log whose content came back from a backup. */
  readonly mendedRows: Set<number>;
  /** Counts events, so that what was worked out from the state knows when it is stale. */
  revision: number;
};

/** When a source was taken out of the record, ISO 8601, UTC, and the segments that only it used. */
export type RemovedSource = { readonly at: string; readonly segments: readonly string[] };

/** What holds until the person chooses otherwise. */
export const usualSettings: VaultSettings = { lockAfterMinutes: 5 };

export function emptyState(): VaultState {
  return {
    entries: newEntryTable(),
    sources: new Map(),
    checkpoints: new Map(),
    attachments: new Map(),
    notFetched: new Map(),
    notSupplied: new Map(),
    setAside: new Map(),
    shares: [],
    requests: new Map(),
    removed: new Map(),
    firstSuccess: new Map(),
    person: undefined,
    recoveryConfirmed: false,
    backupRecipient: undefined,
    headerDigest: undefined,
    settings: usualSettings,
    mendedRows: new Set(),
    revision: 0,
  };
}

/**
 * Takes one event into the state. The same events in the same order always give the same state;
 * it is changed in place, because copying a large record for every page would cost more than the page.
 */
export function applyEvent(state: VaultState, event: VaultEvent): void {
  state.revision += 1;
  switch (event.kind) {
    case 'entries':
      state.entries.add(packEntries(event.entries));
      return;
    case 'source':
      takeSource(state, event.source);
      return;
    case 'source-removed':
      removeSource(state, event);
      return;
    case 'checkpoint':
      if (event.checkpoint === undefined) state.checkpoints.delete(event.sourceId);
      else state.checkpoints.set(event.sourceId, event.checkpoint);
      return;
    case 'person':
      state.person = { key: event.key, header: event.person };
      return;
    case 'attachment':
      state.attachments.set(attachmentId(event.attachment), event.attachment);
      return;
    case 'not-fetched':
      for (const one of event.addresses) {
        const id = attachmentId({ sourceId: event.sourceId, url: one.address });
        if (one.reason === undefined) state.notFetched.delete(id);
        else state.notFetched.set(id, one);
      }
      return;
    case 'not-supplied':
      for (const key of event.keys) {
        if (event.at === undefined) state.notSupplied.delete(key);
        // The first time counts: a source that still does not supply it has not supplied it since then.
        else if (!state.notSupplied.has(key)) state.notSupplied.set(key, event.at);
      }
      return;
    case 'set-aside':
      for (const key of event.keys) {
        if (event.why === undefined) state.setAside.delete(key);
        else state.setAside.set(key, event.why);
      }
      return;
    case 'share':
      state.shares.push(event.share);
      return;
    case 'request':
      state.requests.set(event.request.id, event.request);
      return;
    case 'request-ended':
      state.requests.delete(event.id);
      return;
    case 'recovery-confirmed':
      state.recoveryConfirmed = true;
      return;
    case 'backup-recipient':
      state.backupRecipient = event.recipient;
      return;
    case 'mended':
      for (const entry of event.entries) mendEntry(state.entries, entry);
      for (const row of event.rows) state.mendedRows.add(row);
      return;
    case 'ways-in':
      state.headerDigest = event.header;
      return;
    case 'settings':
      state.settings = { ...state.settings, ...event.settings };
  }
}

function takeSource({ sources, firstSuccess }: VaultState, source: Source): void {
  sources.set(source.id, source);
  const { id, lastSuccessAt } = source;
  if (lastSuccessAt !== undefined && !firstSuccess.has(id)) firstSuccess.set(id, lastSuccessAt);
}

/** Other sources keep theirs; what the record is called stays only where another source says it too. */
function removeSource(
  state: VaultState,
  { sourceId, at, segments }: Extract<VaultEvent, { kind: 'source-removed' }>,
): void {
  state.removed.set(sourceId, { at, segments });
  state.sources.delete(sourceId);
  state.firstSuccess.delete(sourceId);
  state.checkpoints.delete(sourceId);
  state.entries.removeSource(sourceId);
  for (const keys of [state.notSupplied, state.setAside]) {
    for (const key of keys.keys()) if (isOfSource(key, sourceId)) keys.delete(key);
  }
  for (const addresses of [state.attachments, state.notFetched]) {
    for (const id of addresses.keys()) {
      if (id.startsWith(attachmentId({ sourceId, url: '' }))) addresses.delete(id);
    }
  }
  if (state.person !== undefined && isOfSource(state.person.key, sourceId)) {
    state.person = undefined;
  }
}

export function attachmentId(attachment: {
  readonly sourceId: SourceId;
  readonly url: string;
}): string {
  return `${attachment.sourceId} ${attachment.url}`;
}
