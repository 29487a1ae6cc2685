import { z } from 'zod';
import { answer } from './question.ts';

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

/** A backup as the folder shows it. */
export type ListedBackup = { readonly name: string; readonly bytes: number };

/** A file that main holds open for reading. */
export type OpenedFile = { readonly id: string; readonly name: string; readonly bytes: number };

/** A file that main is writing, and what it will be called. */
export type BegunFile = { readonly id: string; readonly name: string };

/** Files of backups and exports, which cross in pieces. */
export const backupChannels = {
  'backup:choose-folder': {
    input: z.strictObject({}),
    /** Without a member where the person changed their mind. */
    output: answer<{ readonly folder?: string }>(),
  },
  'backup:list': {
    input: z.strictObject({ folder: backupFile.shape.folder }),
    output: answer<readonly ListedBackup[]>(),
  },
  /** Opens a new file; it takes its name when it is finished, whole. */
  'backup:write-begin': {
    input: backupFile,
    output: answer<BegunFile>(),
  },
  'backup:read-begin': {
    input: backupFile,
    output: answer<OpenedFile>(),
  },
  'backup:remove': {
    input: backupFile,
    output: answer<null>(),
  },
  'backup:choose-file': {
    input: z.strictObject({}),
    output: answer<{ readonly file?: OpenedFile }>(),
  },
  'export:begin': {
    input: z.strictObject({ suggestedName: z.string().min(1).max(200) }),
    output: answer<{ readonly file?: BegunFile }>(),
  },
  'stream:write': {
    input: z.strictObject({
      id: streamId,
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= largestPiece),
    }),
    output: answer<null>(),
  },
  'stream:finish': {
    input: z.strictObject({ id: streamId }),
    output: answer<null>(),
  },
  'stream:cancel': {
    input: z.strictObject({ id: streamId }),
    output: answer<null>(),
  },
  'stream:read': {
    input: z.strictObject({
      id: streamId,
      at: z.int().min(0),
      length: z.int().min(1).max(largestPiece),
    }),
    output: answer<Uint8Array<ArrayBuffer>>(),
  },
  'stream:close': {
    input: z.strictObject({ id: streamId }),
    output: answer<null>(),
  },
} as const;
