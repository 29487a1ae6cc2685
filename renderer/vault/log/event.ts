import type { Checkpoint } from '../../../shared/ipc/sync.ts';
import type { EntryCard, EntryKey, SourceId } from '../../../shared/record/card.ts';
import type { SetAside, SkipReason, Source } from '../../../shared/record/source.ts';
import type { PersonHeader, VaultSettings } from '../api/people.ts';
import type { KeptRequest, RequestEnd } from '../api/requests.ts';
import type { ShareLogEntry } from '../api/share.ts';

/** Where bytes lie: a part of an opened segment. */
export type Place = {
  readonly segment: string;
  readonly offset: number;
  readonly length: number;
};

/** An entry's card and where its resource's text lies. */
export type StoredEntry = { readonly card: EntryCard; readonly place: Place };

/** Everything that can happen to a vault. A log row holds a list of these; the record is what they add up to. */
export type VaultEvent =
  /** Entries that came in: new ones, and newer versions of those that are here. */
  | { readonly kind: 'entries'; readonly entries: readonly StoredEntry[] }
  /** A source was added, or stands otherwise than before. */
  | { readonly kind: 'source'; readonly source: Source }
  /** Where a download stands; without `checkpoint` it is over. */
  | { readonly kind: 'checkpoint'; readonly sourceId: SourceId; readonly checkpoint?: Checkpoint }
  /** Who the record is about, as read from the entry `key`. */
  | { readonly kind: 'person'; readonly key: EntryKey; readonly person: PersonHeader }
  /** An attachment that lay at an address of the source's server. */
  | { readonly kind: 'attachment'; readonly attachment: StoredAttachment }
  /** What could not be fetched from these addresses; without `reason` it came after all, or nothing points there any more. */
  | {
      readonly kind: 'not-fetched';
      readonly sourceId: SourceId;
      readonly addresses: readonly NotFetched[];
    }
  /** Since `at` the source does not supply these entries any more; without it, it does again. */
  | {
      readonly kind: 'not-supplied';
      readonly sourceId: SourceId;
      readonly keys: readonly EntryKey[];
      /** ISO 8601, UTC. */
      readonly at?: string;
    }
  /** These entries stand apart: they are not about the person, or nobody can tell. `mine`: the person has said that they are. */
  | {
      readonly kind: 'set-aside';
      readonly sourceId: SourceId;
      readonly keys: readonly EntryKey[];
      /** Absent: they are part of the record again. */
      readonly why?: SetAside | 'mine';
    }
  | { readonly kind: 'share'; readonly share: ShareLogEntry }
  /** A letter was saved that asks for a copy of the record. */
  | { readonly kind: 'request'; readonly request: KeptRequest }
  /** It is not waited for any more. `at`: ISO 8601, UTC. */
  | {
      readonly kind: 'request-ended';
      readonly id: string;
      readonly how: RequestEnd;
      readonly at: string;
    }
  | { readonly kind: 'recovery-confirmed' }
  /** The header was written: a digest of it, so that another one in its place is noticed. */
  | { readonly kind: 'ways-in'; readonly header: string }
  /** For whom backups are encrypted: the age recipient of the recovery code that counts from now on. */
  | { readonly kind: 'backup-recipient'; readonly recipient: string }
  /**
   * Versions that came back from a backup: each takes the place of the same one that is damaged, or is an earlier one
   * that was lost. `rows`: the damaged rows of the log of which nothing is missing any more.
   */
  | {
      readonly kind: 'mended';
      readonly entries: readonly StoredEntry[];
      readonly rows: readonly number[];
    }
  /**
   * The person took a source out of the record, with its entries, documents and checkpoint. `segments`: what only it
   * used, to be destroyed; a backup names none.
   */
  | {
      readonly kind: 'source-removed';
      readonly sourceId: SourceId;
      /** ISO 8601, UTC. */
      readonly at: string;
      readonly segments: readonly string[];
    }
  /** What the person chose; what is absent stays as it was. */
  | { readonly kind: 'settings'; readonly settings: Partial<VaultSettings> };

export type StoredAttachment = {
  readonly sourceId: SourceId;
  readonly url: string;
  readonly contentType?: string;
  readonly place: Place;
};

/** An address that an entry names and that nothing came from. */
export type NotFetched = {
  /** An attachment's address, or `Type/id` of a reference. */
  readonly address: string;
  /** The type of the entry that names the attachment, or of what the reference points to. */
  readonly type: string;
  readonly reason?: SkipReason;
  /** Bytes that an attachment was allowed to have, where it was too large. */
  readonly limit?: number;
};
