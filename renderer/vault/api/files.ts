import type { Result } from '../../../shared/base/result.ts';
import type { ErrorCode } from '../../../shared/base/error.ts';
import type { EntryKey, SourceId } from '../../../shared/record/card.ts';
import type { CardIssuer, Source } from '../../../shared/record/source.ts';

/** A file that the person chose or dropped. `name` has its folders, where a folder came. */
export type IncomingFile = { readonly name: string; readonly file: Blob };

export type FilesOptions = IngestOptions & {
  /** Only these of the files, by path: those that were held, once the person has looked at them. */
  readonly only?: readonly string[];
  /** Whose entries to take out of files about several people, by `PersonInFile.id`. */
  readonly person?: string;
};

/** What a file is by its content. `json` and `xml` are FHIR only once a reader has found resources in them. */
export type FileKind =
  | 'empty'
  | 'json'
  | 'ndjson'
  | 'fhir-xml'
  | 'ccda'
  | 'health-card'
  | 'health-link'
  | 'text-card'
  | 'image'
  | 'pdf'
  | 'dicom'
  | 'gp-transfer'
  | 'office'
  | 'rtf'
  | 'html'
  | 'text'
  | 'zip'
  | 'gzip'
  | 'tar'
  | 'backup'
  /** Our own "everything", a ZIP by its first bytes. */
  | 'own-export'
  | 'unknown';

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
  /** It is about several people: nothing is taken in before one is chosen. */
  | { readonly outcome: 'several'; readonly people: readonly PersonInFile[] }
  | { readonly outcome: 'refused'; readonly code: ErrorCode; readonly where?: string }
  /** A SMART Health Link: what is behind it is to be fetched. */
  | { readonly outcome: 'link'; readonly link: string }
);

/** One of several people whom a file is about. */
export type PersonInFile = {
  /** Names the person among those of the same file. */
  readonly id: string;
  readonly name: string;
  readonly birthDate?: string;
  /** How many entries of the file belong to them. */
  readonly entries: number;
  /** Whether this may be the person whose record is open; `unknown` in an empty record, and of somebody without a name. */
  readonly fits: 'same' | 'differs' | 'unknown';
  /** What else tells of the person, where neither name nor date of birth tells them from the others. */
  readonly unclear?: UnclearPerson;
};

export type UnclearPerson = {
  readonly nhsNumber?: string;
  /** Another number by which a service or the file itself knows them. */
  readonly number?: string;
  /** FHIR's code. */
  readonly sex?: string;
  /** What a few of the entries are called. */
  readonly examples: readonly string[];
};

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
   * Absent: what changed, and everything where that is due (`renderer/vault/download/ask-since.ts`).
   */
  readonly mode?: 'changes' | 'everything';
};

export type Progress = {
  /** What is being fetched or read now, a resource type. */
  readonly doing: string;
  readonly jobsDone: number;
  readonly jobsTotal: number;
  readonly received: number;
  /** ISO 8601: the server has asked us to wait until then. */
  readonly waitsUntil?: string;
  /** The file that is begun now, with the folders and packed files it lies in. */
  readonly file?: string;
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
  | Stored
  /** Without differences: the service does not say whose record it is. */
  | { readonly kind: 'held'; readonly differences: readonly Difference[] };

export type Difference = {
  readonly what: 'name' | 'birth date' | 'NHS number';
  readonly here: string;
  readonly there: string;
};

/** The calls that bring in files, and what is behind a link, and those for what they became. */
export type FileCalls = {
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
  /** Gives a document that the person added a title and a date, as a new version of it. */
  describeDocument(wanted: NamedDocument): Promise<Result<null>>;
};
