import { z } from 'zod';

/**
 * All that a page may ask of the main process: channel → schema of its input, type of its output.
 * Main parses every input with these schemas; the page learns the outputs from `Output`.
 */
const fhirBaseUrl = z.url({ protocol: /^https?$/ }).max(2048);
const access = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open') }),
  z.strictObject({
    kind: z.literal('token'),
    accessToken: z.string().min(1).max(16384),
    refreshToken: z.string().max(16384).optional(),
    /** ISO 8601; absent where the server did not say. */
    expiresAt: z.iso.datetime().optional(),
    tokenEndpoint: z.url().max(2048),
    issuer: z.string().max(2048),
    clientId: z.string().max(512),
  }),
]);

/** The access to a server: open, or by tokens. Sealed in the vault; main holds it only while a download runs. */
export type Access = z.infer<typeof access>;

/** Where a download stands, so that it can go on after a crash: what is done, and the page to fetch next. */
const checkpoint = z.strictObject({
  done: z.array(z.string().max(200)).max(500),
  job: z.string().max(200).optional(),
  next: z.string().max(8192).optional(),
});
export type Checkpoint = z.infer<typeof checkpoint>;

const syncId = z.string().min(1).max(64);
const personId = z.string().regex(/^[0-9a-f]{32}$/);

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

export const contract = {
  'app:about': z.strictObject({}),
  'provider:discover': z.strictObject({ address: z.string().min(1).max(2048) }),
  'provider:sign-in': z.strictObject({ fhirBaseUrl }),
  'provider:cancel-sign-in': z.strictObject({}),
  'sync:open': z.strictObject({
    fhirBaseUrl,
    patientId: z.string().min(1).max(256),
    access,
    checkpoint: checkpoint.optional(),
  }),
  'sync:next': z.strictObject({ syncId }),
  'sync:read': z.strictObject({ syncId, reference: z.string().min(1).max(2048) }),
  'sync:attachment': z.strictObject({
    syncId,
    url: z.string().min(1).max(4096),
    contentType: z.string().max(256).optional(),
  }),
  'sync:close': z.strictObject({ syncId }),
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
    kind: z.enum(['pdf', 'json', 'png', 'text']),
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
  'vaults:forget': z.strictObject({ id: personId, isLast: z.boolean() }),
  /** Which log file LevelDB adds to; with `gone` the answer waits, for a while, until that one is no more. */
  'vaults:log': z.strictObject({ gone: z.string().max(40).optional() }),
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
  readonly signIn: 'open' | 'smart';
  /** Patients that an open server offers by itself, never more than 20, to choose from. */
  readonly patients: readonly {
    readonly id: string;
    readonly name: string;
    readonly birthDate?: string;
  }[];
};

export type SignIn = {
  readonly access: Access;
  readonly patientId: string;
  readonly grantedScopes: readonly string[];
  readonly refusedScopes: readonly string[];
};

export type SyncOpened = {
  readonly syncId: string;
  readonly serverName: string;
  /** The names of what will be fetched, in order: resource types. */
  readonly jobs: readonly string[];
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
      readonly kind: 'refused';
      readonly job: string;
      readonly reason:
        'server-refused' | 'server-broken' | 'off-origin-link' | 'server-busy' | 'server-too-slow';
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
  'provider:sign-in': SignIn;
  'provider:cancel-sign-in': null;
  'sync:open': SyncOpened;
  'sync:next': SyncStep;
  'sync:read': SyncRead;
  'sync:attachment': SyncAttachment;
  /** Tokens that no answer has carried yet; the old refresh token may be dead. */
  'sync:close': { readonly access?: Access };
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
