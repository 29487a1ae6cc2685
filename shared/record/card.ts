import type { Concept } from '../fhir/concept.ts';
import type { FhirVersion } from '../fhir/version.ts';
import type { Fact, FactValue, Flag, ReferenceRange } from './fact.ts';

/** The shelves of the record, in the order in which a person sees them. */
export const categories = [
  'allergies',
  'medicines',
  'problems',
  'results',
  'vaccinations',
  'procedures',
  'visits',
  'documents',
  'other',
] as const;

export type Category = (typeof categories)[number];

/**
 * What an entry's status comes down to, across resource types.
 * `error`: entered in error, hidden but reachable. `refuted`: a source says that it is not so.
 */
export type Standing = 'current' | 'past' | 'planned' | 'refuted' | 'error' | 'unknown';

/** What a date stands for; an entry without one has "no date recorded". */
export type DateMeaning =
  | 'started'
  | 'given'
  | 'prepared'
  | 'handedOut'
  | 'measured'
  | 'issued'
  | 'done'
  | 'recorded'
  | 'written'
  | 'dated';

/** What an entry says, as data, read from its resource alone. The words for it are put on where it is shown. */
export type Description = {
  readonly category: Category;
  /** What it is: one of `kinds`, or the name of a resource type that is new to us. */
  readonly kind: string;
  /** What it is called by its source; where another resource says that, or more of it, `titleReference` points there. */
  readonly title?: Concept;
  readonly titleReference?: string;
  /** A FHIR date or dateTime exactly as written, of any precision. */
  readonly date?: string;
  readonly dateMeaning: DateMeaning;
  /** When a medicine that is over ended, as written, where the resource says so. */
  readonly ended?: string;
  /** The code of its status, as written. */
  readonly status?: string;
  /** The code that says how sure its source is. */
  readonly verificationStatus?: string;
  /** What the title names must not be given or done. */
  readonly doNotPerform?: true;
  /** The code of what a request is: an order, a proposal, a plan. */
  readonly intent?: string;
  readonly standing: Standing;
  readonly value?: FactValue;
  readonly referenceRange?: readonly ReferenceRange[];
  readonly flag?: Flag;
  /** The flag is of a part, which says so itself, and the whole has none of its own. */
  readonly flagOfPart?: true;
  readonly facts: readonly Fact[];
  /** Who recorded, gave or performed it, where the resource names one. */
  readonly organisation?: string;
  readonly organisationReference?: string;
  /** Every coding of its main concept as `system|code`, where these are not the codings of its title; see `mainCodesOf`. */
  readonly codes?: readonly string[];
};

declare const brand: unique symbol;
export type EntryKey = string & { readonly [brand]: 'EntryKey' };
export type SourceId = string & { readonly [brand]: 'SourceId' };

/** The small sealed card of an entry: enough to list, sort, search and choose without opening the resource. */
export type EntryCard = Description & {
  /** The version of the description that made it; see `descriptionVersion`. */
  readonly describedBy: number;
  readonly key: EntryKey;
  readonly sourceId: SourceId;
  readonly resourceType: string;
  readonly resourceId?: string;
  /** How other resources of the same source refer to it, where that is not `Type/id`. */
  readonly fullUrl?: string;
  /** When this computer received it, ISO 8601 in UTC. */
  readonly fetchedAt: string;
  /** SHA-256 of what the source says, base64url: tells a changed resource from the same one come again. */
  readonly contentHash: string;
  /** SHA-256 of the text that is stored, base64url, where that is not the same. */
  readonly textHash?: string;
  /** A document that the owner of the record added as it was, and may name. */
  readonly isOwnDocument?: true;
  /** What the source wrote, where the resource was made from it: an older version, XML, a clinical document. */
  readonly original?: OriginalCard;
  /** How many earlier versions are kept. */
  readonly earlierVersions: number;
  /** Words to search by, beyond the title. */
  readonly terms: string;
  /** References to resources of other types that this entry needs to be read whole (`Type/id`, `urn:uuid:…`). */
  readonly references: readonly string[];
  /** Attachments in the resource: inline or by address. */
  readonly attachments: readonly AttachmentCard[];
  /** Security labels that the source put on it (`meta.security` codes), such as R or PSY. */
  readonly security: readonly string[];
};

/** A text of the source that an entry was made from. */
export type OriginalCard = {
  readonly version: FhirVersion | 'C-CDA';
  readonly format: 'json' | 'xml';
  /** `Type/id` in the source. */
  readonly reference?: string;
  /** Where the vault keeps it. */
  readonly place: { readonly segment: string; readonly offset: number; readonly length: number };
};

export type AttachmentCard = {
  readonly title?: string;
  readonly contentType?: string;
  /** Absolute or relative address; absent where the data is inline. */
  readonly url?: string;
  /** Where the data stands in the resource (index among its attachments). */
  readonly index: number;
};
