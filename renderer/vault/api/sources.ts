import type { ClientCredentials, ReturnWay } from '../../../shared/ipc/access.ts';
import type { Input, OfferedPatient } from '../../../shared/ipc/contract.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import type { Grant, Source } from '../../../shared/record/source.ts';
import type { Progress } from './files.ts';
import type { NewsCounts } from './record.ts';

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

/** What a person sets for one source. */
export type SourceSettings = Partial<Pick<Source, 'refreshHours' | 'attachmentLimit'>>;

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
