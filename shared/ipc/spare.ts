import { z } from 'zod';
import { answer } from './question.ts';
import { rowKey } from './spare-rows.ts';
import { personId } from './vaults.ts';

const keys = z.array(z.string().regex(rowKey)).max(100_000);
/** Rows cross in messages of this many bytes at most. */
const longestMessage = 4 * 1024 * 1024;

/** Which rows of a vault main has once more. */
export type SpareHas = {
  readonly log: readonly number[];
  readonly segments: readonly string[];
  /** SHA-256, in hex, of the rows that are replaced: header, head and secrets, by key. */
  readonly digests: Readonly<Record<string, string>>;
};

/** `done` of the keys have been read, and of the one after them the pieces before `from`. A row that is not there has none. */
export type SpareAnswer = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly done: number;
  readonly from: number;
};

/** A vault's sealed rows once more, in files of main's own. */
export const spareChannels = {
  'spare:have': { input: z.strictObject({ id: personId }), output: answer<SpareHas>() },
  /** Rows, piece by piece: from piece `from` of the first one on. */
  'spare:read': {
    input: z.strictObject({ id: personId, keys, from: z.int().min(0) }),
    output: answer<SpareAnswer>(),
  },
  /** Pieces of rows (`spare-rows.ts`), to keep. */
  'spare:append': {
    input: z.strictObject({
      id: personId,
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= longestMessage),
    }),
    output: answer<null>(),
  },
  /** Rows of which nothing is to be left. */
  'spare:remove': { input: z.strictObject({ id: personId, keys }), output: answer<null>() },
  /** Main has every row that the vault has. */
  'spare:complete': { input: z.strictObject({ id: personId }), output: answer<null>() },
} as const;
