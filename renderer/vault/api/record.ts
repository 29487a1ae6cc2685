import type { AttachmentText } from '../../../shared/record/attachment-texts.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Category, EntryCard, EntryKey, SourceId } from '../../../shared/record/card.ts';
import type { FactChange, StatedFact } from '../../../shared/words/entry-changes.ts';
import type { Said } from '../../../shared/words/say.ts';
import type { SourceWarning } from '../../../shared/record/list-warnings.ts';
import type { SetAside, Source } from '../../../shared/record/source.ts';
import type { PersonHeader } from './people.ts';
import type { ShareLogEntry } from './share.ts';

export type Overview = {
  readonly person?: PersonHeader;
  readonly counts: Readonly<Record<Category, number>>;
  readonly hiddenAsError: number;
  /** Entries that stand apart from the record: they are or may be about somebody else. Absent where an earlier program counted. */
  readonly setAside?: number;
  readonly sources: readonly Source[];
  /** What sources say of how whole they are. Absent where an earlier program counted. */
  readonly listWarnings?: readonly OfSource<SourceWarning>[];
  /** Severe allergies and alerts, newest first, as titles: what is known of what matters before `important` has answered. */
  readonly redFlags: readonly string[];
  readonly recoveryConfirmed: boolean;
  readonly lastShare?: ShareLogEntry;
  /** Parts of the vault that are missing or do not open any more: entries, attachments, and rows of its log. 0 when it is whole. */
  readonly damaged: number;
  /** The same, by kind of thing. */
  readonly missing: Missing;
};

/** What anyone who treats the person must know first, as a summary of today would tell it. */
export type Important = {
  readonly flags: readonly string[];
  /** So many more are not told, for their source marked them private. */
  readonly withheld: number;
};

/** What a source says, and which. */
export type OfSource<T> = T & { readonly source: SourceId };

/** What of the record is missing or does not open any more. */
export type Missing = {
  /** Entries whose text does not open, by shelf. */
  readonly entries: Partial<Readonly<Record<Category, number>>>;
  /** Attached documents. */
  readonly attachments: number;
  /** Rows of the log, of which nobody can say what they held. */
  readonly unknown: number;
};

export type ListQuery = {
  readonly category?: Category;
  readonly search?: string;
  /** Show entries marked by their source as entered in error. */
  readonly withErrors?: boolean;
  /** Only what came from this source. */
  readonly source?: SourceId;
  /** Only what `news` counts; entries entered in error are news too. */
  readonly news?: boolean;
  /** Only what its source does not supply any more. */
  readonly notSupplied?: boolean;
  /** Only what stands apart from the record; nothing of it without this. */
  readonly setAside?: boolean;
  readonly offset: number;
  readonly limit: number;
};

/** A card ready for the screen: in words, references resolved, source named. */
export type EntryLine = Said &
  Pick<
    EntryCard,
    | 'key'
    | 'sourceId'
    | 'resourceType'
    | 'resourceId'
    | 'fullUrl'
    | 'category'
    | 'date'
    | 'dateMeaning'
    | 'standing'
    | 'flag'
    | 'flagOfPart'
    | 'organisation'
    | 'organisationReference'
    | 'fetchedAt'
    | 'earlierVersions'
    | 'attachments'
    | 'security'
  > & {
    readonly title: string;
    readonly sourceName: string;
    /** Its source is a file that was added: nothing was fetched. */
    readonly isFromFile?: true;
    /** It came, or was changed by its source, since the person last saw what is new. */
    readonly news?: 'new' | 'changed';
    /** ISO 8601, UTC: since then its source does not supply it any more. */
    readonly notSuppliedSince?: string;
    /** Why it stands apart from the record. */
    readonly setAside?: SetAside;
  };

/** What an entry's source said before. */
export type EarlierVersion = {
  /** ISO 8601, UTC: when it was received. */
  readonly at: string;
  /** What the next version says otherwise, in the words of the entry's page; empty where only unseen parts differ. */
  readonly changes: readonly FactChange[];
  readonly facts: readonly StatedFact[];
  /** As it came; absent where it does not open any more. */
  readonly original?: string;
};

/** How many entries are new, changed, or not supplied any more. */
export type NewsCounts = {
  readonly added: number;
  readonly changed: number;
  readonly notSupplied: number;
};

/** What came since the person last said that they had seen it. The first fetching of a source is no news. */
export type RecordNews = NewsCounts & {
  /** ISO 8601, UTC; absent where nothing is news. */
  readonly since?: string;
};

export type OriginalForm = {
  readonly version: 'R4' | 'R5' | 'STU3' | 'DSTU2' | 'C-CDA';
  readonly format: 'json' | 'xml';
};

export type EntryPage = {
  readonly total: number;
  readonly lines: readonly EntryLine[];
  /** Of one whole shelf: what the sources say of their lists of these. */
  readonly statements: readonly string[];
};

export type EntryDetail = {
  readonly line: EntryLine;
  /** What else its source wrote, each under the source's own name for it. */
  readonly more: readonly StatedFact[];
  /** Of the attachments that stand in the entry as text. */
  readonly texts: readonly AttachmentText[];
  /** What the source wrote, as it came; JSON is indented for reading, decimals to the letter. */
  readonly original: string;
  /** What language the source wrote it in. */
  readonly originalForm: OriginalForm;
  /** The FHIR R4 resource that was made from it, where that is not what came. */
  readonly made?: string;
  /** A document that the person added and may name. */
  readonly isOwnDocument: boolean;
  /** Of an entry that stands apart: whom it names, and whose record this is. */
  readonly aboutWhom?: AboutWhom;
  /** Entries of the same source that this one points to, such as the visit it was recorded at. */
  readonly related: readonly {
    readonly key: EntryKey;
    readonly kind: string;
    readonly title: string;
  }[];
};

export type AboutWhom = { readonly names: readonly string[]; readonly here?: string };

export type AttachmentContent = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  readonly fileName: string;
};

/** Whose record is open. */
export type Whose = {
  /** The name in the record; absent where it has none. */
  readonly name?: string;
  readonly nickname?: string;
};

/** The calls of the first screen, which wait for no entry. */
export type OverviewCalls = {
  /** Whose record is open, as the navigation says on every screen. */
  whose(): Promise<Result<Whose>>;
  /** What the first screen shows. It waits for no entry: what it says of damage is complete once `checked` has answered. */
  overview(): Promise<Result<Overview>>;
  /** Answers when everything behind the first screen was opened and checked. */
  checked(): Promise<Result<null>>;
  /** What matters most in the record. It waits for all that goes on behind the first screen; `null` where the record is too large. */
  important(): Promise<Result<Important | null>>;
};

/** The calls that read the record. */
export type RecordCalls = {
  list(query: ListQuery): Promise<Result<EntryPage>>;
  entry(key: EntryKey): Promise<Result<EntryDetail>>;
  attachment(key: EntryKey, index: number): Promise<Result<AttachmentContent>>;
  /** What an entry's source said before, newest first, each with what changed after it. */
  earlierVersions(key: EntryKey): Promise<Result<readonly EarlierVersion[]>>;
  /** What came since the person last said that they had seen it. */
  news(): Promise<Result<RecordNews>>;
  /** All that is new until now has been seen. */
  markSeen(): Promise<Result<null>>;
};
