import type {
  Channel,
  ClientCredentials,
  Input,
  KeychainStatus,
  OfferedPatient,
  Output,
  ReturnWay,
} from '../../shared/ipc/contract.ts';
import type { ErrorCode } from '../../shared/base/error.ts';
import type { FileKind } from './files/recognise.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Category, EntryCard, EntryKey, Fact, SourceId } from '../../shared/record/card.ts';
import type { CardIssuer, Grant, Source } from '../../shared/record/source.ts';
import type { SectionCode } from '../../shared/summary/sections.ts';
import type { Verdict } from '../../shared/share/verdict.ts';

/**
 * What the vault worker offers to the page. Every answer is a `Result`: errors cross as codes.
 * Nothing here carries a key; a passphrase goes in and is never given back.
 */
export type VaultApi = {
  /** Hands the worker its way to the main process; called once, before anything else. */
  connect(main: MainBridge): void;

  /** Whose vaults this computer holds, as their owners let it be seen. What was interrupted is cleared up before. */
  people(): Promise<Result<readonly PersonChoice[]>>;
  /** Whether this computer holds a vault, and which one is open. */
  status(): Promise<Result<VaultStatus>>;
  /** Makes a vault beside those that are here: a random key, sealed by the passphrase and by a new recovery code; and opens it. */
  create(wanted: {
    readonly passphrase: string;
    readonly nickname?: string;
  }): Promise<Result<{ readonly recoveryCode: string }>>;
  unlock(wanted: { readonly personId: string; readonly passphrase: string }): Promise<Result<null>>;
  unlockWithRecoveryCode(wanted: {
    readonly personId: string;
    readonly code: string;
  }): Promise<Result<null>>;
  /** Deletes a vault for good, open or not: its key slots first, so that nobody can open what is left, then its data. */
  deleteVault(wanted: { readonly personId: string; readonly proof: Proof }): Promise<Result<null>>;

  /** Every way into the open vault. */
  waysIn(): Promise<Result<readonly WayIn[]>>;
  /** Adds a passphrase, such as a carer's; `label` says whose, and is sealed. */
  addPassphrase(wanted: {
    readonly proof: Proof;
    readonly passphrase: string;
    readonly label?: string;
  }): Promise<Result<null>>;
  /** Puts another passphrase in the place of one; the data is not touched. */
  changePassphrase(wanted: {
    readonly proof: Proof;
    readonly id: string;
    readonly passphrase: string;
  }): Promise<Result<null>>;
  removeWayIn(wanted: { readonly proof: Proof; readonly id: string }): Promise<Result<null>>;
  /** A new recovery code. The old one counts until the new one is typed back with `confirmRecoveryCode`. */
  newRecoveryCode(wanted: {
    readonly proof: Proof;
  }): Promise<Result<{ readonly recoveryCode: string }>>;
  /**
   * Checks the recovery code as typed back; until it has been, the record says so on every start.
   * `new`: it is the one of `newRecoveryCode`, which counts from now on; `present`: it is the one that counted before.
   */
  confirmRecoveryCode(typed: string): Promise<Result<{ readonly confirmed: 'new' | 'present' }>>;

  /** Whether this computer's keychain may become a way in, and if not, why. */
  keychainOffer(): Promise<Result<KeychainStatus>>;
  /** Makes this computer's keychain a way in, in place of one that was before. */
  addKeychain(wanted: { readonly proof: Proof }): Promise<Result<null>>;
  unlockWithKeychain(wanted: { readonly personId: string }): Promise<Result<null>>;
  /** The page to print with this recovery code and what it opens, as a PDF. Only for a code that opens the open vault, or will once it is typed back. */
  recoveryKit(wanted: { readonly code: string }): Promise<Result<Uint8Array<ArrayBuffer>>>;

  settings(): Promise<Result<VaultSettings>>;
  /** Sets what is given and leaves the rest; answers all settings as they are now. */
  changeSettings(wanted: Partial<VaultSettings>): Promise<Result<VaultSettings>>;
  /** What is seen of this vault before it is opened; nothing where it is absent. */
  setNickname(nickname: string | undefined): Promise<Result<null>>;

  /** What the first screen shows. It waits for no entry: what it says of damage is complete once `checked` has answered. */
  overview(): Promise<Result<Overview>>;
  /** Answers when everything behind the first screen was opened and checked. */
  checked(): Promise<Result<null>>;
  list(query: ListQuery): Promise<Result<EntryPage>>;
  entry(key: EntryKey): Promise<Result<EntryDetail>>;
  attachment(key: EntryKey, index: number): Promise<Result<AttachmentContent>>;
  /** What an entry's source said before, newest first, each with what changed after it. */
  earlierVersions(key: EntryKey): Promise<Result<readonly EarlierVersion[]>>;
  /** What came since the person last said that they had seen it. */
  news(): Promise<Result<RecordNews>>;
  /** All that is new until now has been seen. */
  markSeen(): Promise<Result<null>>;

  /** How a source stands. */
  sourceDetails(source: SourceId): Promise<Result<SourceDetails>>;
  /** Takes a source out of the record, with all that came from it; a download of it is ended before. */
  removeSource(source: SourceId): Promise<Result<null>>;

  /** Takes in a list of services (a User-access Brands Bundle), in the place of the one before. */
  loadServices(file: IncomingFile): Promise<Result<ServiceList>>;
  forgetServices(): Promise<Result<null>>;
  /** Services by name, town or postcode, those tried last before all others; without words only those. */
  findServices(typed: string): Promise<Result<FoundServices>>;

  /** What was said before about signing in at this service; a secret is not given back. */
  signInSettings(fhirBaseUrl: string): Promise<Result<KnownSignIn>>;
  /** Signs in at a service in the web browser; main's `provider:cancel-sign-in` ends the wait. The tokens go from main to the vault. */
  signIn(request: SignInRequest): Promise<Result<SignedIn>>;
  /** Takes an access token that the person was given. */
  takeToken(request: TokenRequest): Promise<Result<SignedIn>>;
  /** Whose record a sign-in is for, after the answer `choose`. */
  choosePerson(patientId: string): Promise<Result<SourceId>>;
  /** Ends the access to a service, there and here. Its entries stay. */
  disconnect(source: SourceId): Promise<Result<Disconnected>>;

  /** Keeps the access to a server, sealed, and answers the source that downloads fill. */
  addServer(server: NewServer): Promise<Result<SourceId>>;
  /** Downloads all that the server offers; answers the source as it stands afterwards. `held` when it looks like another person. */
  download(
    source: SourceId,
    options: IngestOptions,
    progress: OnProgress,
  ): Promise<Result<Ingested>>;
  /** Ends the download under way, also one that began by itself. The next one goes on from there. */
  /** Stops a download, or the taking in of files. What is stored stays. */
  cancelDownload(): Promise<Result<null>>;
  /** Sets how a server is downloaded, leaves what is not given, and answers the source as it is now. */
  changeSource(source: SourceId, wanted: SourceSettings): Promise<Result<Source>>;
  /** The download that runs by itself, and how far it is; `null` where there is none. */
  refreshing(): Promise<Result<Refreshing | null>>;
  /** Gives a document that the person added a title and a date, as a new version of it. */
  describeDocument(wanted: NamedDocument): Promise<Result<null>>;
  /** Takes in files of any kind, packed or not. Each has its own outcome: one that cannot be read costs none of the others. */
  addFiles(
    files: readonly IncomingFile[],
    options: FilesOptions,
    progress: OnProgress,
  ): Promise<Result<readonly FileOutcome[]>>;

  /** Fetches what is behind a SMART Health Link and opens it. Nothing is stored before `addFromLink`. */
  openLink(wanted: LinkToOpen): Promise<Result<OpenedLink>>;
  /** Takes in what `openLink` fetched last, as `addFiles` does. */
  addFromLink(options: FilesOptions, progress: OnProgress): Promise<Result<readonly FileOutcome[]>>;
  /** Asks the issuer of a health card for its public keys, and checks the card with them. */
  checkIssuer(source: SourceId): Promise<Result<CardIssuer['signature']>>;

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

  /** Where backups go, which there are, and how the last one went. */
  backups(): Promise<Result<BackupStatus>>;
  /** Makes a backup at once. Without this call one is made by itself, soon after the last change. */
  backUpNow(progress: OnParts): Promise<Result<BackupStatus>>;
  /** Asks the person for a folder for backups and remembers it; `null` where they changed their mind. */
  chooseBackupFolder(): Promise<Result<BackupStatus | null>>;
  /** From now on backups go to the program's own folder again. What lies in the other folder stays there. */
  useOwnBackupFolder(): Promise<Result<BackupStatus>>;
  /** Asks the person for a backup file; `null` where they changed their mind. Also on a locked vault. */
  chooseBackup(): Promise<Result<ChosenBackup | null>>;
  /** Opens all of a backup as a restore would, compares it with the open record, and keeps nothing of it. */
  rehearse(request: BackupToOpen, progress: OnParts): Promise<Result<Rehearsal>>;
  /** Makes a vault of its own out of a backup, and opens it. Nothing that is here is touched. */
  restore(request: RestoreRequest, progress: OnParts): Promise<Result<Restored>>;
  /** Puts back from a backup what is damaged or missing in the open vault, and nothing else. */
  mend(request: BackupToOpen, progress: OnParts): Promise<Result<Mended>>;
  /** Saves everything as a ZIP of plain FHIR and documents, readable by anybody; `null` where they changed their mind. */
  takeEverything(progress: OnParts): Promise<Result<Taken | null>>;
};

/** What a person sets for their own vault; sealed in it. */
export type VaultSettings = {
  /** ISO 8601, UTC: until then the person has seen what is new. */
  readonly newsSeenAt?: string;
  /** Minutes without a key, click or touch after which the vault locks. */
  readonly lockAfterMinutes: number;
  /** Where backups go; absent: the program's own folder. */
  readonly backupFolder?: string;
};

export type MainBridge = <C extends Channel>(
  channel: C,
  input: Input<C>,
) => Promise<Result<Output<C>>>;

/** What a person shows again wherever the vault key is needed, because it is not kept in memory. */
export type Proof =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'recovery'; readonly code: string };

/** One vault of this computer, before it is opened. */
export type PersonChoice = {
  readonly id: string;
  readonly nickname?: string;
  readonly ways: readonly WayIn['kind'][];
  /** `newer`: a later program made it, and it is left alone. `missing`: it was here, and is gone or unreadable. */
  readonly state: 'ready' | 'newer' | 'damaged' | 'missing';
  /** ISO 8601: no guess is taken before, because there were wrong ones. */
  readonly waitUntil?: string;
  /** Missing, and put together anew when the program is closed and started again. */
  readonly comesBackAtRestart?: boolean;
};

export type WayIn = {
  readonly id: string;
  readonly kind: 'passphrase' | 'recovery' | 'keychain';
  /** Whose passphrase it is. */
  readonly label?: string;
  /** The vault was opened by this one, this time. */
  readonly openedNow: boolean;
  readonly removable: boolean;
  readonly whyNot?: 'last-way' | 'only-replaceable';
};

export type VaultStatus = {
  readonly state: 'none' | 'locked' | 'open';
  /** Whose vault is open. */
  readonly personId?: string;
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
  /** The same, by kind of thing. */
  readonly missing: Missing;
};

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
  readonly offset: number;
  readonly limit: number;
};

/** A card ready for the screen: references resolved, source named. */
export type EntryLine = Omit<
  EntryCard,
  | 'terms'
  | 'references'
  | 'codes'
  | 'contentHash'
  | 'textHash'
  | 'original'
  | 'isOwnDocument'
  | 'titleReference'
  | 'title'
> & {
  readonly title: string;
  readonly sourceName: string;
  /** It came, or was changed by its source, since the person last saw what is new. */
  readonly news?: 'new' | 'changed';
  /** ISO 8601, UTC: since then its source does not supply it any more. */
  readonly notSuppliedSince?: string;
};

/** One thing that an entry says otherwise than before; what is absent was not said. */
export type EntryChange = {
  readonly name: string;
  readonly before?: string;
  readonly now?: string;
};

/** What an entry's source said before. */
export type EarlierVersion = {
  /** ISO 8601, UTC: when it was received. */
  readonly at: string;
  /** What the next version says otherwise, in the words of the entry's page; empty where only unseen parts differ. */
  readonly changes: readonly EntryChange[];
  readonly facts: readonly Fact[];
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

/** How a source stands. */
export type SourceDetails = {
  readonly source: Source;
  /** Whether it can be fetched from without the person; of a file, it cannot. */
  readonly access: 'open' | 'signed-in' | 'none';
  /** A download was stopped, and goes on from there. */
  readonly goesOn: boolean;
  /** What is in the record from it, the most first. */
  readonly kinds: readonly SourceKind[];
  readonly news: NewsCounts;
  /** Entries that it does not supply any more. */
  readonly notSupplied: number;
};

export type SourceKind = {
  readonly type: string;
  readonly count: number;
  /** The newest date among them, as written. */
  readonly newest?: string;
};

export type OriginalForm = {
  readonly version: 'R4' | 'STU3' | 'DSTU2' | 'C-CDA';
  readonly format: 'json' | 'xml';
};

export type EntryPage = { readonly total: number; readonly lines: readonly EntryLine[] };

export type EntryDetail = {
  readonly line: EntryLine;
  /** What the source wrote, as it came; JSON is indented for reading, decimals to the letter. */
  readonly original: string;
  /** What language the source wrote it in. */
  readonly originalForm: OriginalForm;
  /** The FHIR R4 resource that was made from it, where that is not what came. */
  readonly made?: string;
  /** A document that the person added and may name. */
  readonly isOwnDocument: boolean;
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
  readonly fhirVersion?: string;
  readonly patientId: string;
  readonly access: Input<'sync:open'>['access'];
};

/** A list of services that was loaded from a file. */
export type ServiceList = {
  readonly name: string;
  readonly count: number;
  /** ISO 8601, UTC. */
  readonly loadedAt: string;
};

/** A service that can be chosen by its name. */
export type KnownService = {
  readonly name: string;
  readonly fhirBaseUrl: string;
  /** A town or postcode to tell it from others of the same name. */
  readonly place?: string;
  readonly fhirVersion?: string;
};

/** How to sign in at a service, where the usual way does not do. */
export type SignInSettings = {
  readonly client?: ClientCredentials;
  readonly returnWay?: ReturnWay;
};

export type KnownSignIn = {
  readonly clientId?: string;
  readonly hasSecret: boolean;
  readonly returnWay?: ReturnWay;
};

export type SignInRequest = {
  readonly service: Pick<NewServer, 'name' | 'fhirBaseUrl' | 'fhirVersion'>;
  /** Kept for the next time; absent: as it was the last time. */
  readonly settings?: SignInSettings;
  /** A source that is there already: the same person must sign in, and its download goes on. */
  readonly again?: SourceId;
};

export type TokenRequest = Omit<SignInRequest, 'settings'> & {
  readonly token: string;
  /** Where the service does not say whose token it is. */
  readonly patientId?: string;
};

export type SignedIn =
  | { readonly kind: 'ready'; readonly source: SourceId; readonly grant: Grant }
  /** The sign-in opens several people's records. */
  | {
      readonly kind: 'choose';
      readonly people: readonly PersonToChoose[];
      readonly grant: Grant;
    };

export type PersonToChoose = OfferedPatient & {
  /** Whether this may be the person whose record is open; `unknown` in an empty record. */
  readonly fits: 'same' | 'differs' | 'unknown';
};

/** How ending the access went at the service; here it has ended in any case. */
export type Disconnected = { readonly atService: 'revoked' | 'not-offered' | 'failed' };

export type FoundServices = {
  /** Absent where no list was loaded. */
  readonly list?: ServiceList;
  readonly recent: readonly KnownService[];
  /** The best of the others. */
  readonly found: readonly KnownService[];
  /** How many of the list have all words. */
  readonly total: number;
};

/** A file that the person chose or dropped. `name` has its folders, where a folder came. */
export type IncomingFile = { readonly name: string; readonly file: Blob };

export type FilesOptions = IngestOptions & {
  /** Only these of the files, by path: those that were held, once the person has looked at them. */
  readonly only?: readonly string[];
};

/** What became of one file, also of one that lay in a packed file or a folder. */
export type FileOutcome = {
  /** Its name, with the folders and packed files it lay in. */
  readonly path: string;
  /** What it was recognised as, by its content. */
  readonly kind: FileKind;
} & (
  | {
      readonly outcome: 'stored';
      readonly stored: Stored;
      /** The document that was made of it, where it is one. */
      readonly document?: NamedDocument;
    }
  | { readonly outcome: 'held'; readonly differences: readonly Difference[] }
  | { readonly outcome: 'refused'; readonly code: ErrorCode; readonly where?: string }
  /** A SMART Health Link: what is behind it is to be fetched. */
  | { readonly outcome: 'link'; readonly link: string }
);

/** A document that the person added and may name. */
export type NamedDocument = {
  readonly key: EntryKey;
  readonly title: string;
  /** A FHIR date of any precision. */
  readonly date?: string;
};

/** A SMART Health Link as it was pasted or scanned, and what its maker's server is told. */
export type LinkToOpen = {
  readonly link: string;
  /** Who opens it, in the person's own words. */
  readonly recipient: string;
  readonly passcode?: string;
};

export type OpenedLink =
  /** So many files were fetched and opened, and wait for `addFromLink`. */
  | { readonly kind: 'ready'; readonly files: number; readonly mayChange: boolean }
  /** The passcode is wrong or missing. */
  | { readonly kind: 'passcode'; readonly attemptsLeft?: number };

export type IngestOptions = {
  /** The person was told that this looks like somebody else's record and said to add it all the same. */
  readonly acceptOtherPerson: boolean;
  /**
   * Of a download: only what changed, where the server can be asked for that, or all of it.
   * Absent: what changed, and everything where that is due (`renderer/vault/download-mode.ts`).
   */
  readonly mode?: 'changes' | 'everything';
};

/** What a person sets for one source. */
export type SourceSettings = Partial<Pick<Source, 'refreshHours' | 'attachmentLimit'>>;

/** A download that runs by itself. */
export type Refreshing = {
  readonly source: SourceId;
  /** Absent before the first answer. */
  readonly progress?: Progress;
};

export type Progress = {
  /** What is being fetched or read now, a resource type. */
  readonly doing: string;
  readonly jobsDone: number;
  readonly jobsTotal: number;
  readonly received: number;
};
export type OnProgress = (progress: Progress) => void;

/** How what came in stands to what was here before. */
export type StoredCounts = {
  readonly added: number;
  readonly changed: number;
  /** Written anew by their source, and they read the same here. */
  readonly rewritten: number;
  readonly same: number;
};

export type Stored = StoredCounts & { readonly kind: 'stored'; readonly source: Source };

export type Ingested =
  Stored | { readonly kind: 'held'; readonly differences: readonly Difference[] };

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
  /** Its source does not supply it any more: by whom, and since when (ISO 8601, UTC). */
  readonly notSupplied?: { readonly by: string; readonly since: string };
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

/** How far a long job is: parts done, and parts in all. */
export type Parts = { readonly done: number; readonly total: number };
export type OnParts = (parts: Parts) => void;

export type BackupStatus = {
  /** Whether backups can be made: it is known for whom they are encrypted. Else the recovery code must be typed once. */
  readonly ready: boolean;
  /** The folder that the person chose; absent: the program's own. */
  readonly folder?: string;
  /** This vault's backups in that folder, the newest first. */
  readonly files: readonly BackupFile[];
  /** Why the folder cannot be looked into now. */
  readonly folderFault?: ErrorCode;
  readonly last?: LastBackup;
  /** The newest failure, where no backup has worked since. */
  readonly lastFailure?: { readonly at: string; readonly code: ErrorCode };
  /** Something was stored that no backup holds yet. */
  readonly due: boolean;
  readonly running: boolean;
};

export type BackupFile = {
  readonly name: string;
  /** ISO 8601, UTC, as its name says. */
  readonly madeAt: string;
  readonly bytes: number;
};

export type LastBackup = {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly fileName: string;
  readonly entries: number;
  readonly documents: number;
  /** Parts that could not be backed up, because they are damaged or missing here. */
  readonly missing: number;
};

/** A file that the person pointed at, held open by the main process under `handle`. */
export type ChosenBackup = {
  readonly handle: string;
  readonly name: string;
  readonly bytes: number;
};

/** One of the files that `backups()` names, or one that was chosen. */
export type BackupRef = { readonly fileName: string } | ChosenBackup;

export type BackupToOpen = {
  readonly backup: BackupRef;
  /** The recovery code, as typed. */
  readonly code: string;
};

export type RestoreRequest = {
  readonly backup: ChosenBackup;
  readonly code: string;
  /** The passphrase of the new vault. */
  readonly passphrase: string;
  readonly nickname?: string;
};

export type Rehearsal = {
  readonly madeAt: string;
  readonly fileName: string;
  /** Whole in the backup: entries with all that their sources said before, and documents. */
  readonly entries: number;
  readonly documents: number;
  /** Parts that were damaged or missing already when the backup was made. */
  readonly missing: number;
  /** Entries and versions of the open record that the backup does not hold, most often because they came later. */
  readonly notInBackup: number;
};

export type Restored = {
  readonly personId: string;
  readonly madeAt: string;
  readonly entries: number;
  readonly documents: number;
  readonly missing: number;
  /** Services that must be signed in to again: a backup holds no access to them. */
  readonly signInAgain: number;
};

export type Mended = {
  /** Entries and versions whose text could be put back, and those that came back whole. */
  readonly entries: number;
  readonly documents: number;
  /** Sources, shares and other marks that came back. */
  readonly others: number;
  /** Parts that are still damaged. */
  readonly stillDamaged: number;
};

export type Taken = {
  readonly fileName: string;
  readonly entries: number;
  readonly documents: number;
  /** Parts that are damaged and could not be taken along. */
  readonly missing: number;
};
