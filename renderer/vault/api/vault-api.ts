import type { Result } from '../../../shared/base/result.ts';
import type { Channel, Input, KeychainStatus, Output } from '../../../shared/ipc/contract.ts';
import type { EntryKey, SourceId } from '../../../shared/record/card.ts';
import type { CardIssuer, Source } from '../../../shared/record/source.ts';
import type { Verdict } from '../../../shared/share/verdict.ts';
import type {
  BackupStatus,
  BackupToOpen,
  ChosenBackup,
  Mended,
  OnParts,
  Rehearsal,
  RestoreRequest,
  Restored,
  Taken,
} from './backup.ts';
import type {
  FileOutcome,
  FilesOptions,
  IncomingFile,
  IngestOptions,
  Ingested,
  LinkToOpen,
  NamedDocument,
  OnProgress,
  OpenedLink,
} from './files.ts';
import type { PersonChoice, Proof, VaultSettings, VaultStatus, WayIn } from './people.ts';
import type {
  AttachmentContent,
  EarlierVersion,
  EntryDetail,
  EntryPage,
  ListQuery,
  Overview,
  RecordNews,
} from './record.ts';
import type { NewShare, ShareLogEntry, SummaryChoices, SummaryDraft, TextCard } from './share.ts';
import type {
  Disconnected,
  FoundServices,
  KnownSignIn,
  NewServer,
  Refreshes,
  ServiceList,
  SignInRequest,
  SignedIn,
  SourceDetails,
  SourceSettings,
  TokenRequest,
} from './sources.ts';

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
  /**
   * Stops the download under way, also one that began by itself: the next one goes on from there. Or the taking in of
   * files. What is stored stays.
   */
  cancelDownload(): Promise<Result<null>>;
  /** Sets how a server is downloaded, leaves what is not given, and answers the source as it is now. */
  changeSource(source: SourceId, wanted: SourceSettings): Promise<Result<Source>>;
  /** The download that runs by itself, how far it is, and how many there were. */
  refreshing(): Promise<Result<Refreshes>>;
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

export type MainBridge = <C extends Channel>(
  channel: C,
  input: Input<C>,
) => Promise<Result<Output<C>>>;
