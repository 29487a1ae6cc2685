import type { Checkpoint } from '../../shared/ipc/contract.ts';
import type { EntryKey, SourceId } from '../../shared/record/card.ts';
import type { Source } from '../../shared/record/source.ts';
import type { PersonHeader, ShareLogEntry, VaultSettings } from './api.ts';
import { newEntryTable, type EntryTable } from './catalogue/entry-table.ts';
import { mendEntry } from './catalogue/mend-entry.ts';
import { packEntries } from './catalogue/packed-entries.ts';
import type { NotFetched, StoredAttachment, VaultEvent } from './event.ts';

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
  readonly shares: ShareLogEntry[];
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
    shares: [],
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
      state.sources.set(event.source.id, event.source);
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
    case 'share':
      state.shares.push(event.share);
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

export function attachmentId(attachment: {
  readonly sourceId: SourceId;
  readonly url: string;
}): string {
  return `${attachment.sourceId} ${attachment.url}`;
}
