import type { ErrorCode } from '../base/error.ts';
import type { SourceId } from './card.ts';
import type { KeptNote } from './source-note.ts';

/** Something that was received and not stored, or stored and not readable, and why, in words that hold no health data. */
export type Skipped = {
  readonly type: string;
  readonly reason: SkipReason;
  readonly count: number;
};

export type DocumentHost = { readonly host: string; readonly isAllowed: boolean };

export const skipReasons = [
  'no-resource',
  'no-resource-type',
  'operation-outcome',
  'server-refused',
  'server-broken',
  'server-busy',
  'server-too-slow',
  'not-found',
  'not-offered',
  'attachment-missing',
  'attachment-too-large',
  'attachment-refused',
  'off-origin-link',
  'category-needed',
  'everything-cut-short',
  'more-unknown',
  'unreadable-line',
  'unreadable-entry',
  'two-values',
  'newer-version',
  'called-past',
  'stayed-text',
  'too-deep',
  'other-person',
  'of-nobody',
  'about-someone-else',
  'whose-unclear',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** Whether it stayed behind because it is about other people: this record lacks nothing by it. */
export function isOfOthers({ reason }: { readonly reason: SkipReason }): boolean {
  return reason === 'other-person' || reason === 'of-nobody' || reason === 'about-someone-else';
}

/** Whether it says that the source is not about one person alone: such a source is never called complete. */
export function isAboutOthers({ reason }: { readonly reason: SkipReason }): boolean {
  return reason === 'other-person' || reason === 'about-someone-else' || reason === 'whose-unclear';
}

/** Why an entry stands apart from the record; `not-mine`: the person has said so. @see shared/fhir/whose.ts */
export const setAsideReasons = ['other', 'relative', 'unclear', 'not-mine'] as const;
export type SetAside = (typeof setAsideReasons)[number];

/** By these rules it is told whose an entry is; what came by earlier ones is looked over. */
export const whoseRules = 1;

/**
 * Whether the service seems not to keep this kind of thing at all: it gives no list of its kinds, answered that there is
 * nothing at this address, and never supplied any.
 */
export function isNotOffered({ reason }: { readonly reason: SkipReason }): boolean {
  return reason === 'not-offered';
}

export type SourceState = 'complete' | 'partial' | 'downloading' | 'cancelled' | 'failed';

/** What a sign-in allowed. */
export type Grant = {
  /** When, ISO 8601, UTC. */
  readonly at: string;
  /** SMART scopes, as the server named them; empty where it has none, as with a pasted token. */
  readonly granted: readonly string[];
  readonly refused: readonly string[];
  /** Whether the access can be renewed without the person. */
  readonly staysSignedIn: boolean;
  /** ISO 8601, UTC: when the access token ends, where that is known. */
  readonly accessUntil?: string;
};

/** What arrived from a source, by type, and what did not. */
export type Tally = {
  /** Resources that arrived, by type. */
  readonly received: Readonly<Record<string, number>>;
  /** Resources that were sealed in this vault, by type; the same one come again counts as stored. */
  readonly stored: Readonly<Record<string, number>>;
  readonly skipped: readonly Skipped[];
  /** Warnings of the server that concern completeness, as it worded them. */
  readonly warnings: readonly string[];
};

/** What a download brought that was not here before. */
export type News = {
  /** ISO 8601, UTC: when it began. */
  readonly at: string;
  readonly added: number;
  readonly changed: number;
  /** Entries that the source was found not to supply any more. */
  readonly notSupplied: number;
};

/** Attachments are fetched up to this many bytes, unless the person chose otherwise. */
export const usualAttachmentLimit = 50 * 1024 * 1024;

/**
 * Where entries came from: a server that was asked, or a file that was opened.
 * Its tally is of the last download of everything and of what came since.
 */
export type Source = Tally & {
  readonly id: SourceId;
  readonly kind: 'server' | 'file';
  readonly name: string;
  /** FHIR base URL of a server; absent for a file. */
  readonly fhirBaseUrl?: string;
  readonly patientId?: string;
  /** As the server says, such as "4.0.1"; absent where it was added before this was kept. */
  readonly fhirVersion?: string;
  /** What the newest sign-in allowed; absent for an open server and after disconnecting. */
  readonly grant?: Grant;
  /** ISO 8601, UTC: since then there is no access to it any more, and its entries stay. */
  readonly disconnectedAt?: string;
  /** ISO 8601, UTC. */
  readonly addedAt: string;
  readonly lastSuccessAt?: string;
  readonly state: SourceState;
  /** ISO 8601, UTC: when the newest try began. */
  readonly lastTriedAt?: string;
  /** Why the newest try ended early; absent after one that came to its end. */
  readonly lastProblem?: ErrorCode;
  /** ISO 8601, UTC: when everything was asked for last, and the download came to its end. */
  readonly lastFullAt?: string;
  /** ISO 8601, UTC, by the server's clock: what changed before this has been fetched. */
  readonly askedSince?: string;
  /** Whether the server can be asked for what changed, where that was tried. */
  readonly sinceSupport?: 'yes' | 'no';
  /** How often it is refreshed by itself; absent or 0: by hand only. */
  readonly refreshHours?: number;
  /** Bytes of the largest attachment that is fetched; absent: `usualAttachmentLimit`. */
  readonly attachmentLimit?: number;
  /** Other hosts at which its documents lie, and whether they may be fetched there, without the token: asked once for each. */
  readonly documentHosts?: readonly DocumentHost[];
  /** Of the newest download that brought anything. */
  readonly news?: News;
  /** What a download that is under way, or was interrupted, has brought so far, where an earlier one came to its end. */
  readonly underWay?: Tally;
  /** The files that were taken into this source, each by the start of its SHA-256: an export opened later is a newer state of it. */
  readonly files?: readonly string[];
  /** The SMART Health Links that it came from, each by the start of a SHA-256 over its address and key: what one of them brings again belongs here. */
  readonly links?: readonly string[];
  /** By which rules it was told whose its entries are; absent: by none, as in a vault of an earlier program. */
  readonly whoseRules?: number;
  /** What else the person is called there, as the person has said: "Patient/1042", or an address. */
  readonly ownNames?: readonly string[];
  /** What our own reader has to say of how it read a file. */
  readonly notes?: readonly KeptNote[];
  /** Who signed it, where it is a SMART Health Card, and what can be said of the signature. */
  readonly issuer?: CardIssuer;
};

/** Who signed a SMART Health Card, and what can be said of the signature. Whether the issuer is who it says is another question. */
export type CardIssuer = {
  readonly url: string;
  /** `not-as-signed`: altered, or not signed with the key that it names. */
  readonly signature: 'signed' | 'key-unknown' | 'not-checked' | 'not-as-signed';
};
