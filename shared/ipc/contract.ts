import { z } from 'zod';
import { rowKey } from './spare-rows.ts';
import { fhirBaseUrl, access, clientCredentials, returnWay, type Access } from './access.ts';

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

/** Where a SMART Health Link leads: https, or http on this computer; main checks it once more. */
const linkAddress = z.url({ protocol: /^https?$/ }).max(4096);
/** Who opens a link, in the person's own words. */
const recipient = z.string().min(1).max(200);

const syncId = z.string().min(1).max(64);
const personId = z.string().regex(/^[0-9a-f]{32}$/);
const rowKeys = z.array(z.string().regex(rowKey)).max(100_000);

/** Backups are written and read under names of this form only. */
export const backupName = /^phr-backup-\d{8}T\d{6}Z-[0-9a-f]{8}\.age$/;
const backupFile = z.strictObject({
  /** Absolute; absent: the program's own folder of backups. */
  folder: z.string().min(1).max(4096).optional(),
  fileName: z.string().regex(backupName),
});
const streamId = z.string().min(1).max(64);
/** Long files cross in pieces of this many bytes at most. */
export const largestPiece = 4 * 1024 * 1024;

/**
 * All that a page may ask of the main process: channel → schema of its input, type of its output.
 * Main parses every input with these schemas; the page learns the outputs from `Output`.
 */
export const contract = {
  'app:about': z.strictObject({}),
  'provider:discover': z.strictObject({ address: z.string().min(1).max(2048) }),
  'provider:cancel-discover': z.strictObject({}),
  'provider:sign-in': z.strictObject({
    fhirBaseUrl,
    client: clientCredentials.optional(),
    returnWay: returnWay.optional(),
  }),
  'provider:cancel-sign-in': z.strictObject({}),
  /** Whose records this access opens. */
  'provider:patients': z.strictObject({ fhirBaseUrl, access }),
  /** Asks the server to end this access, where it offers that. */
  'provider:revoke': z.strictObject({ access }),
  /** `syncId`: made by the page, so that `sync:close` can end the opening too. */
  'sync:open': z.strictObject({
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
  'sync:next': z.strictObject({ syncId }),
  'sync:read': z.strictObject({ syncId, reference: z.string().min(1).max(2048) }),
  'sync:attachment': z.strictObject({
    syncId,
    url: z.string().min(1).max(4096),
    contentType: z.string().max(256).optional(),
    /** Bytes: a larger one is not fetched. */
    largest: z.int().min(1).max(largestAttachment).optional(),
  }),
  /** Answers when the download waits for its server, or goes on, otherwise than `known` (ISO 8601), and at its end. */
  'sync:waits': z.strictObject({ syncId, known: z.iso.datetime().optional() }),
  'sync:close': z.strictObject({ syncId }),
  /** Asks a SMART Health Link what stands behind it. Nothing but this input is sent. */
  'link:manifest': z.strictObject({
    url: linkAddress,
    recipient,
    passcode: z.string().min(1).max(200).optional(),
  }),
  /** Fetches a file of a link; with `recipient`, the only file of a link without a manifest. */
  'link:file': z.strictObject({ url: linkAddress, recipient: recipient.optional() }),
  'link:cancel': z.strictObject({}),
  /** The public keys of whoever signed a health card. Asked only when the person says so. */
  'card:issuer-keys': z.strictObject({
    url: linkAddress.refine((url) => url.endsWith('/.well-known/jwks.json')),
  }),
  /** `html`: the summary's markup as the preview rendered it. Printed from memory in a hidden window without scripts. */
  'print:pdf': z.strictObject({
    html: z.string().max(20_000_000),
    title: z.string().max(300),
    language: z.string().max(35),
    footer: z.string().max(500),
  }),
  'file:save': z.strictObject({
    suggestedName: z.string().min(1).max(200),
    bytes: z.instanceof(Uint8Array),
    kind: z.enum(['pdf', 'json', 'png', 'text', 'any']),
  }),
  'backup:choose-folder': z.strictObject({}),
  'backup:list': z.strictObject({ folder: backupFile.shape.folder }),
  /** Opens a new file; it takes its name when it is finished, whole. */
  'backup:write-begin': backupFile,
  'backup:read-begin': backupFile,
  'backup:remove': backupFile,
  'backup:choose-file': z.strictObject({}),
  'export:begin': z.strictObject({ suggestedName: z.string().min(1).max(200) }),
  'stream:write': z.strictObject({
    id: streamId,
    bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= largestPiece),
  }),
  'stream:finish': z.strictObject({ id: streamId }),
  'stream:cancel': z.strictObject({ id: streamId }),
  'stream:read': z.strictObject({
    id: streamId,
    at: z.int().min(0),
    length: z.int().min(1).max(largestPiece),
  }),
  'stream:close': z.strictObject({ id: streamId }),
  /** The vaults that the page found: main knows, outside of the database, which there must be. */
  'vaults:known': z.strictObject({ present: z.array(personId).max(1000) }),
  /** So many rows of this vault's log are on the disk. */
  'vaults:rows': z.strictObject({ id: personId, rows: z.int().min(0) }),
  /** The owner has deleted this vault. `isLast`: the page finds no other one. */
  'vaults:forget': z.strictObject({
    id: personId,
    isLast: z.boolean(),
    /** It was not deleted: it could not be found, and is no longer to be looked for. */
    isMissing: z.boolean().optional(),
  }),
  /** Which log file LevelDB adds to; with `gone` the answer waits, for a while, until that one is no more. */
  'vaults:log': z.strictObject({ gone: z.string().max(40).optional() }),
  /** Which of this vault's sealed rows main has once more, outside of the browser's database. */
  'spare:have': z.strictObject({ id: personId }),
  /** Rows of it, piece by piece: from piece `from` of the first one on. */
  'spare:read': z.strictObject({ id: personId, keys: rowKeys, from: z.int().min(0) }),
  /** Pieces of rows (`spare-rows.ts`), to keep. */
  'spare:append': z.strictObject({
    id: personId,
    bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= largestPiece),
  }),
  /** Rows of which nothing is to be left. */
  'spare:remove': z.strictObject({ id: personId, keys: rowKeys }),
  /** Main has every row that the vault has. */
  'spare:complete': z.strictObject({ id: personId }),
  /** The page has locked: main ends every download and sign-in, forgets their tokens, and replaces the page. */
  'app:locked': z.strictObject({}),
  /** Whether the operating system has a keychain that keeps a key of its own. */
  'keychain:status': z.strictObject({}),
  /** 32 random bytes that seal a vault key, never the vault key itself. */
  'keychain:wrap': z.strictObject({
    secret: z.instanceof(Uint8Array).refine((bytes) => bytes.length === 32),
  }),
  'keychain:unwrap': z.strictObject({
    wrapped: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= 4096),
  }),
  /** The page copied or cut text: main clears the clipboard after a minute where the text is still there. */
  'clipboard:copied': z.strictObject({}),
  'viewer:page': z.strictObject({}),
} as const satisfies Record<string, z.ZodType>;

export type Channel = keyof typeof contract;
export type Input<C extends Channel> = z.infer<(typeof contract)[C]>;

export type About = {
  readonly version: string;
  readonly electron: string;
  readonly chromium: string;
  readonly platform: string;
};

export type Discovery = {
  readonly fhirBaseUrl: string;
  /** The server's own name, from its CapabilityStatement, else its host name. */
  readonly name: string;
  readonly fhirVersion: string;
  /** `unnamed`: it wants a sign-in, and does not say where. */
  readonly signIn: 'open' | 'smart' | 'unnamed';
  /** Whether programs register by themselves (RFC 7591), or somebody gives them a client id. */
  readonly registration: 'offered' | 'by-hand';
  /** The server says that it takes programs with a secret only. */
  readonly needsSecret: boolean;
  /** Patients that an open server offers by itself, never more than 20, to choose from. */
  readonly patients: readonly OfferedPatient[];
};

/** Somebody whose record a server offers. */
export type OfferedPatient = {
  readonly id: string;
  /** The id where the server gave no name. */
  readonly name: string;
  readonly birthDate?: string;
};

export type SignIn = {
  readonly access: Access;
  /** Whom the server says that the sign-in is for. */
  readonly patientId?: string;
  /** All whose records the sign-in opens, never more than 20. */
  readonly patients: readonly OfferedPatient[];
  readonly grantedScopes: readonly string[];
  readonly refusedScopes: readonly string[];
};

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
        | 'everything-cut-short';
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

/** What a SMART Health Link answers: its manifest, or that the passcode is wrong or missing. */
export type LinkManifest =
  | { readonly kind: 'manifest'; readonly text: string }
  | { readonly kind: 'passcode'; readonly attemptsLeft?: number };

/** Which rows of a vault main has once more. */
export type SpareHas = {
  readonly log: readonly number[];
  readonly segments: readonly string[];
  /** SHA-256, in hex, of the rows that are replaced: header, head and secrets, by key. */
  readonly digests: Readonly<Record<string, string>>;
};

/** What main knows of the vaults of this computer. */
export type KnownVaults = {
  /** Vaults that were here and are not among those that the page found. */
  readonly missing: readonly string[];
  /** How many rows of its log each vault has told of. */
  readonly rows: Readonly<Record<string, number>>;
  /** At this start the database was found damaged, and what is whole of it was put together. */
  readonly isRepaired: boolean;
  /** At the next start the missing vaults can be put together from what was kept aside. */
  readonly canPutTogether: boolean;
  /** Vaults whose rows main has once more. */
  readonly spares: readonly string[];
};

export type Saved = { readonly saved: boolean; readonly fileName?: string };

/** A backup as the folder shows it. */
export type ListedBackup = { readonly name: string; readonly bytes: number };
/** A file that main holds open for reading. */
export type OpenedFile = { readonly id: string; readonly name: string; readonly bytes: number };
/** A file that main is writing, and what it will be called. */
export type BegunFile = { readonly id: string; readonly name: string };

/** Whether the keychain may open a vault, and its name in plain words; or why not. */
export type KeychainStatus =
  | { readonly offered: true; readonly name: string }
  | { readonly offered: false; readonly reason: 'no-keychain' | 'fixed-key' | 'broken' };

export type Outputs = {
  'app:about': About;
  'provider:discover': Discovery;
  'provider:cancel-discover': null;
  'provider:sign-in': SignIn;
  'provider:cancel-sign-in': null;
  'provider:patients': readonly OfferedPatient[];
  'provider:revoke': { readonly outcome: 'revoked' | 'not-offered' | 'failed' };
  'sync:open': SyncOpened;
  'sync:next': SyncStep;
  'sync:read': SyncRead;
  'sync:attachment': SyncAttachment;
  /** ISO 8601: the server has asked us to wait until then; absent: it has not. */
  'sync:waits': { readonly until?: string };
  /** Tokens that no answer has carried yet; the old refresh token may be dead. */
  'sync:close': { readonly access?: Access };
  'link:manifest': LinkManifest;
  'link:file': { readonly text: string };
  'link:cancel': null;
  'card:issuer-keys': { readonly text: string };
  'print:pdf': Uint8Array<ArrayBuffer>;
  'file:save': Saved;
  /** Without a member where the person changed their mind. */
  'backup:choose-folder': { readonly folder?: string };
  'backup:list': readonly ListedBackup[];
  'backup:write-begin': BegunFile;
  'backup:read-begin': OpenedFile;
  'backup:remove': null;
  'backup:choose-file': { readonly file?: OpenedFile };
  'export:begin': { readonly file?: BegunFile };
  'stream:write': null;
  'stream:finish': null;
  'stream:cancel': null;
  'stream:read': Uint8Array<ArrayBuffer>;
  'stream:close': null;
  'vaults:known': KnownVaults;
  'vaults:rows': null;
  'vaults:forget': null;
  'vaults:log': { readonly log?: string };
  'spare:have': SpareHas;
  /** `done` of the keys have been read, and of the one after them the pieces before `from`. A row that is not there has none. */
  'spare:read': {
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly done: number;
    readonly from: number;
  };
  'spare:append': null;
  'spare:remove': null;
  'spare:complete': null;
  'app:locked': null;
  'clipboard:copied': null;
  'keychain:status': KeychainStatus;
  'keychain:wrap': Uint8Array<ArrayBuffer>;
  'keychain:unwrap': Uint8Array<ArrayBuffer>;
  'viewer:page': Uint8Array<ArrayBuffer>;
};
export type Output<C extends Channel> = Outputs[C];

/** What main tells the page unasked. */
export type MainEvent = 'lock';
