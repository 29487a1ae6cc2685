import type { SourceId } from './card.ts';

/** Something that was received and not stored, or stored and not readable, and why, in words that hold no health data. */
export type Skipped = {
  readonly type: string;
  readonly reason: SkipReason;
  readonly count: number;
};

export const skipReasons = [
  'no-resource',
  'no-resource-type',
  'operation-outcome',
  'server-refused',
  'server-broken',
  'server-busy',
  'server-too-slow',
  'not-found',
  'attachment-missing',
  'attachment-too-large',
  'off-origin-link',
  'category-needed',
  'everything-cut-short',
  'unreadable-line',
  'stayed-text',
  'too-deep',
] as const;
export type SkipReason = (typeof skipReasons)[number];

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

/** Where entries came from: a server that was asked, or a file that was opened. */
export type Source = {
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
  /** Resources that arrived, by type. */
  readonly received: Readonly<Record<string, number>>;
  /** Resources that were sealed in this vault, by type; the same one come again counts as stored. */
  readonly stored: Readonly<Record<string, number>>;
  readonly skipped: readonly Skipped[];
  /** Warnings of the server that concern completeness, as it worded them. */
  readonly warnings: readonly string[];
  /** The files that were taken into this source, each by the start of its SHA-256: an export opened later is a newer state of it. */
  readonly files?: readonly string[];
  /** Who signed it, where it is a SMART Health Card, and what can be said of the signature. */
  readonly issuer?: {
    readonly url: string;
    readonly signature: 'signed' | 'key-unknown' | 'not-checked';
  };
};
