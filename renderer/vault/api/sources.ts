import type { Result } from '../../../shared/base/result.ts';
import type { ClientCredentials, ReturnWay } from '../../../shared/ipc/access.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import type { OfferedPatient } from '../../../shared/ipc/provider.ts';
import type { EntryKey, SourceId } from '../../../shared/record/card.ts';
import type { SourceWarning } from '../../../shared/record/list-warnings.ts';
import type { Grant, Source } from '../../../shared/record/source.ts';
import type { IncomingFile, IngestOptions, Ingested, OnProgress, Progress } from './files.ts';
import type { NewsCounts } from './record.ts';

/** How a source stands. */
export type SourceDetails = {
  readonly source: Source;
  /** Whether it can be fetched from without the person; of a file, it cannot. */
  readonly access: 'open' | 'signed-in' | 'none';
  /** A download was stopped, and goes on from there. */
  readonly goesOn: boolean;
  /** Entries from it that stand apart from the record. */
  readonly setAside: number;
  /** How many of these are about a relative. */
  readonly ofRelatives: number;
  /** What is in the record from it, the most first. */
  readonly kinds: readonly SourceKind[];
  readonly news: NewsCounts;
  /** What it says of how whole its lists are. */
  readonly listWarnings: readonly SourceWarning[];
  /** The date of its newest entry, as written. */
  readonly newest?: string;
  /** The date that a document of its own tells, as written. */
  readonly documentDate?: string;
  /** Entries that it does not supply any more. */
  readonly notSupplied: number;
  /** Other hosts at which documents of it lie, and for which the person was not asked. */
  readonly hostsToAsk: readonly { readonly host: string; readonly documents: number }[];
};

export type SourceKind = {
  readonly type: string;
  readonly count: number;
  /** The newest date among them, as written. */
  readonly newest?: string;
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
      /** The id of the one whom the service says that the sign-in is for. */
      readonly named?: string;
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

/** What the person says to be about them, of what stands apart: all of a source, or one entry. */
export type EntriesToClaim = { readonly source: SourceId; readonly key?: EntryKey };

/** An entry that stands apart and of which the person says that it is not about them. */
export type EntryToDisown = { readonly source: SourceId; readonly key: EntryKey };

/** What a person sets for one source. */
export type SourceSettings = Partial<
  Pick<Source, 'refreshHours' | 'attachmentLimit' | 'documentHosts'>
>;

/** What is downloaded by itself while a vault is open. */
export type Refreshes = {
  readonly now?: Refreshing;
  /** How many have ended since it was opened: each may have changed what was read before. */
  readonly ended: number;
};

/** A download that runs by itself. */
export type Refreshing = {
  readonly source: SourceId;
  /** Absent before the first answer. */
  readonly progress?: Progress;
};

/** The calls that say how a source stands, change it, and take it out of the record. */
export type SourceCalls = {
  /** How a source stands. */
  sourceDetails(source: SourceId): Promise<Result<SourceDetails>>;
  /** Takes a source out of the record, with all that came from it; a download of it is ended before. */
  removeSource(source: SourceId): Promise<Result<null>>;
  /** Keeps the access to a server, sealed, and answers the source that downloads fill. */
  addServer(server: NewServer): Promise<Result<SourceId>>;
  /** Sets how a server is downloaded, leaves what is not given, and answers the source as it is now. */
  changeSource(source: SourceId, wanted: SourceSettings): Promise<Result<Source>>;
  /** Takes into the record what stands apart from it, because the person says that it is about them; answers how many entries. */
  claimEntries(wanted: EntriesToClaim): Promise<Result<number>>;
  /** Keeps an entry apart for good, because the person says that it is not about them; they can take it in all the same. */
  disownEntry(wanted: EntryToDisown): Promise<Result<null>>;
};

/** The calls that fetch from a service. */
export type DownloadCalls = {
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
  /** The download that runs by itself, how far it is, and how many there were. */
  refreshing(): Promise<Result<Refreshes>>;
};

/** The calls that find a service by its name, sign in there, and disconnect. */
export type ServiceCalls = {
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
};
