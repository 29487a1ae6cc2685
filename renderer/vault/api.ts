import type { Channel, Input, Output } from '../../shared/ipc/contract.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Category, EntryCard, EntryKey, SourceId } from '../../shared/record/card.ts';
import type { Source } from '../../shared/record/source.ts';
import type { SectionCode } from '../../shared/summary/sections.ts';
import type { Verdict } from '../../shared/share/verdict.ts';

/**
 * What the vault worker offers to the page. Every answer is a `Result`: errors cross as codes.
 * Nothing here carries a key; a passphrase goes in and is never given back.
 */
export type VaultApi = {
  /** Hands the worker its way to the main process; called once, before anything else. */
  connect(main: MainBridge): void;

  /** Whether this computer holds a vault. */
  status(): Promise<Result<VaultStatus>>;
  /** Makes a vault: a random key, sealed by the passphrase and by a new recovery code, and opens it. */
  create(passphrase: string): Promise<Result<{ readonly recoveryCode: string }>>;
  /** Checks the recovery code as typed back; until it has been, the record says so on every start. */
  confirmRecoveryCode(typed: string): Promise<Result<null>>;
  unlock(passphrase: string): Promise<Result<null>>;
  unlockWithRecoveryCode(typed: string): Promise<Result<null>>;

  overview(): Promise<Result<Overview>>;
  list(query: ListQuery): Promise<Result<EntryPage>>;
  entry(key: EntryKey): Promise<Result<EntryDetail>>;
  attachment(key: EntryKey, index: number): Promise<Result<AttachmentContent>>;

  /** Keeps the access to a server, sealed, and answers the source that downloads fill. */
  addServer(server: NewServer): Promise<Result<SourceId>>;
  /** Downloads all that the server offers; answers the source as it stands afterwards. `held` when it looks like another person. */
  download(
    source: SourceId,
    options: IngestOptions,
    progress: OnProgress,
  ): Promise<Result<Ingested>>;
  cancelDownload(): Promise<Result<null>>;
  /** Takes in a file of FHIR resources. Nothing is stored when the answer is `held` or an error. */
  addFile(
    file: IncomingFile,
    options: IngestOptions,
    progress: OnProgress,
  ): Promise<Result<Ingested>>;

  /** What a summary would hold now, entry by entry, for the person to choose from. */
  summaryDraft(): Promise<Result<SummaryDraft>>;
  /** The IPS document of these choices, unsigned, as JSON text. */
  composeSummary(choices: SummaryChoices): Promise<Result<{ readonly bundleText: string }>>;
  /** Signs the document and gives the JSON file. */
  signedBundle(bundleText: string): Promise<Result<Uint8Array<ArrayBuffer>>>;
  /** Attaches the signed document to the printed page and signs the whole. */
  signedPdf(
    printed: Uint8Array<ArrayBuffer>,
    bundleText: string,
  ): Promise<Result<Uint8Array<ArrayBuffer>>>;
  /** The signed text card of the document: its words, what had to be left out for size, and the QR as PNG. */
  textCard(bundleText: string): Promise<Result<TextCard>>;
  /** Writes an export into the share log. Called after the file was saved. */
  recordShare(share: NewShare): Promise<Result<null>>;
  shareLog(): Promise<Result<readonly ShareLogEntry[]>>;
  /** Checks a summary that somebody hands over, by the same rules as the viewer. */
  verify(bytes: Uint8Array<ArrayBuffer>): Promise<Result<Verdict>>;
};

/** What a person sets for their own vault; sealed in it. */
export type VaultSettings = {
  /** Minutes without a key, click or touch after which the vault locks. */
  readonly lockAfterMinutes: number;
  /** Where backups go; absent: the program's own folder. */
  readonly backupFolder?: string;
};

export type MainBridge = <C extends Channel>(
  channel: C,
  input: Input<C>,
) => Promise<Result<Output<C>>>;

export type VaultStatus = {
  readonly state: 'none' | 'locked' | 'open';
  readonly recoveryConfirmed: boolean;
};

export type PersonHeader = {
  readonly name: string;
  readonly birthDate?: string;
  readonly nhsNumber?: string;
};

export type Overview = {
  readonly person?: PersonHeader;
  readonly counts: Readonly<Record<Category, number>>;
  readonly hiddenAsError: number;
  readonly sources: readonly Source[];
  /** Severe allergies and alerts, newest first, as titles. */
  readonly redFlags: readonly string[];
  readonly recoveryConfirmed: boolean;
  readonly lastShare?: ShareLogEntry;
  /** Parts of the vault that are missing or do not open any more: entries, attachments, and rows of its log. 0 when it is whole. */
  readonly damaged: number;
};

export type ListQuery = {
  readonly category?: Category;
  readonly search?: string;
  /** Show entries marked by their source as entered in error. */
  readonly withErrors?: boolean;
  readonly offset: number;
  readonly limit: number;
};

/** A card ready for the screen: references resolved, source named. */
export type EntryLine = Omit<
  EntryCard,
  'terms' | 'references' | 'codes' | 'contentHash' | 'titleReference' | 'title'
> & {
  readonly title: string;
  readonly sourceName: string;
};

export type EntryPage = { readonly total: number; readonly lines: readonly EntryLine[] };

export type EntryDetail = {
  readonly line: EntryLine;
  /** The resource as it came, indented for reading; decimals to the letter. */
  readonly original: string;
  /** Entries of the same source that this one points to, such as the visit it was recorded at. */
  readonly related: readonly {
    readonly key: EntryKey;
    readonly kind: string;
    readonly title: string;
  }[];
};

export type AttachmentContent = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  readonly fileName: string;
};

export type NewServer = {
  readonly name: string;
  readonly fhirBaseUrl: string;
  readonly patientId: string;
  readonly access: Input<'sync:open'>['access'];
};

export type IncomingFile = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

export type IngestOptions = {
  /** The person was told that this looks like somebody else's record and said to add it all the same. */
  readonly acceptOtherPerson: boolean;
};

export type Progress = {
  /** What is being fetched or read now, a resource type. */
  readonly doing: string;
  readonly jobsDone: number;
  readonly jobsTotal: number;
  readonly received: number;
};
export type OnProgress = (progress: Progress) => void;

export type Ingested =
  | {
      readonly kind: 'stored';
      readonly source: Source;
      readonly added: number;
      readonly changed: number;
      readonly same: number;
    }
  | { readonly kind: 'held'; readonly differences: readonly Difference[] };

export type Difference = {
  readonly what: 'name' | 'birth date' | 'NHS number';
  readonly here: string;
  readonly there: string;
};

export type SummaryDraft = {
  readonly sections: readonly DraftSection[];
  /** YYYY-MM-DD: 14 days from today. */
  readonly defaultUntil: string;
};

export type DraftSection = {
  readonly code: SectionCode;
  readonly title: string;
  readonly items: readonly DraftItem[];
  /** How many more there were than a summary takes. */
  readonly capped: number;
};

export type DraftItem = {
  readonly key: EntryKey;
  readonly title: string;
  readonly detail?: string;
  readonly date?: string;
  readonly severe: boolean;
  /** Why the program suggests to think twice before sharing this, where it does. */
  readonly sensitive?: string;
};

export type SummaryChoices = {
  readonly leftOut: readonly EntryKey[];
  /** YYYY-MM-DD. */
  readonly until: string;
};

export type TextCard = {
  readonly text: string;
  readonly png: Uint8Array<ArrayBuffer>;
  /** What did not fit, in plain words, such as "3 problems". */
  readonly leftOut: readonly string[];
};

export type NewShare = {
  readonly kind: 'pdf' | 'json' | 'card';
  readonly until: string;
  readonly fileName: string;
  readonly leftOutByPatient: number;
  readonly entries: number;
};
export type ShareLogEntry = NewShare & { readonly at: string; readonly keyFingerprint: string };
