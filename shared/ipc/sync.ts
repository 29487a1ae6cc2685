import { z } from 'zod';
import { access, fhirBaseUrl, type Access } from './access.ts';
import { answer } from './question.ts';

/** Where a download stands, so that it can go on after a crash: what is done, and the page to fetch next. */
const checkpoint = z.strictObject({
  done: z.array(z.string().max(200)).max(500),
  job: z.string().max(200).optional(),
  next: z.string().max(8192).optional(),
  /** ISO 8601: only what changed since then is asked for; absent: everything. */
  since: z.iso.datetime().optional(),
  whole: z.array(z.string().max(64)).max(200).optional(),
  /** ISO 8601: when the download began, by the server's clock or a day before ours. What changed later it may not have. */
  startedAt: z.iso.datetime().optional(),
});
export type Checkpoint = z.infer<typeof checkpoint>;

/** No attachment of more bytes than this is ever fetched: it crosses to the vault in one piece. */
export const largestAttachment = 500 * 1024 * 1024;

const syncId = z.string().min(1).max(64);

export type SyncOpened = {
  readonly serverName: string;
  /** The resource types that are asked for by themselves, in order. What only `$everything` brings is not among them. */
  readonly jobs: readonly string[];
  /** The release that the server speaks, whatever its resources say of themselves. */
  readonly fhirVersion: 'R4' | 'STU3' | 'DSTU2';
  /** ISO 8601: the server's clock at this moment, where it tells it. */
  readonly serverTime?: string;
  /** Of the checkpoint that this download begins or goes on with; absent where that does not know it. */
  readonly startedAt?: string;
  /** Every type is asked for what changed only, as wanted. `false`: some or all are fetched whole. */
  readonly since: boolean;
};

export type SyncStep =
  | {
      readonly kind: 'page';
      readonly job: string;
      /** The answer's text, to the letter: decimals keep their zeros. */
      readonly text: string;
      /** The address it came from, without the token. */
      readonly url: string;
      readonly checkpoint: Checkpoint;
      readonly jobsDone: number;
      readonly jobsTotal: number;
      /** How many resources the server says this job has, where it says so. */
      readonly total?: number;
      /** New tokens, where the old ones were refreshed on the way. */
      readonly access?: Access;
    }
  | {
      /** Something of this job is missing, or may be. */
      readonly kind: 'refused';
      readonly job: string;
      readonly reason:
        | 'server-refused'
        | 'server-broken'
        | 'off-origin-link'
        | 'server-busy'
        | 'server-too-slow'
        /** The server demands a category: those that we know are asked for, and there may be others. */
        | 'category-needed'
        /** What only `$everything` brings ended too early. */
        | 'everything-cut-short'
        /** A full page came, and the server says neither how many there are nor whether there is another. */
        | 'more-unknown';
      /** The server may not have this kind of thing at all: it is for the vault to say whether any came before. */
      readonly mayNotBeOffered?: true;
      readonly checkpoint: Checkpoint;
      readonly jobsDone: number;
      readonly jobsTotal: number;
      readonly access?: Access;
    }
  | { readonly kind: 'done'; readonly access?: Access };

/** A read by reference. `undefined` text: the server does not have it or does not give it. */
export type SyncRead = {
  readonly text?: string;
  /** New tokens, where the old ones were refreshed on the way. */
  readonly access?: Access;
  readonly reason?: 'server-refused' | 'server-broken' | 'not-found' | 'off-origin-link';
};

export type SyncAttachment = {
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly contentType?: string;
  /** New tokens, where the old ones were refreshed on the way. */
  readonly access?: Access;
  readonly reason?:
    'attachment-missing' | 'attachment-too-large' | 'off-origin-link' | 'server-refused';
};

/** A download, page by page. */
export const syncChannels = {
  /** `syncId`: made by the page, so that `sync:close` can end the opening too. */
  'sync:open': {
    input: z.strictObject({
      syncId,
      fhirBaseUrl,
      patientId: z.string().min(1).max(256),
      access,
      checkpoint: checkpoint.optional(),
      /** ISO 8601: ask for no more than what changed since then. A download that goes on keeps its own. */
      since: z.iso.datetime().optional(),
      /** Types that are asked for everything all the same: they were refused before. */
      whole: checkpoint.shape.whole,
    }),
    output: answer<SyncOpened>(),
  },
  'sync:next': {
    input: z.strictObject({ syncId }),
    output: answer<SyncStep>(),
  },
  'sync:read': {
    input: z.strictObject({ syncId, reference: z.string().min(1).max(2048) }),
    output: answer<SyncRead>(),
  },
  'sync:attachment': {
    input: z.strictObject({
      syncId,
      url: z.string().min(1).max(4096),
      contentType: z.string().max(256).optional(),
      /** Bytes: a larger one is not fetched. */
      largest: z.int().min(1).max(largestAttachment).optional(),
      /** Other hosts that the person allowed: only there it is fetched from elsewhere, without the token. */
      hosts: z.array(z.string().min(1).max(260)).max(50).optional(),
    }),
    output: answer<SyncAttachment>(),
  },
  /** Answers when the download waits for its server, or goes on, otherwise than `known` (ISO 8601), and at its end. */
  'sync:waits': {
    input: z.strictObject({ syncId, known: z.iso.datetime().optional() }),
    /** ISO 8601: the server has asked us to wait until then; absent: it has not. */
    output: answer<{ readonly until?: string }>(),
  },
  'sync:close': {
    input: z.strictObject({ syncId }),
    /** Tokens that no answer has carried yet; the old refresh token may be dead. */
    output: answer<{ readonly access?: Access }>(),
  },
} as const;
