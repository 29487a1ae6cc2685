import { z } from 'zod';
import { answer } from './question.ts';

/** No log has more rows than this. */
export const mostRows = 9_999_999;

export const personId = z.string().regex(/^[0-9a-f]{32}$/);

/** What main knows of the vaults of this computer. */
export type KnownVaults = {
  /** Vaults that were here and are not among those that the page found. */
  readonly missing: readonly string[];
  /** How many rows of its log each vault has told of. */
  readonly rows: Readonly<Record<string, number>>;
  /** Vaults whose rows main has once more. */
  readonly spares: readonly string[];
};

/** What main knows of the vaults, outside of their database. */
export const vaultsChannels = {
  /** The vaults that the page found: main knows, outside of the database, which there must be. */
  'vaults:known': {
    input: z.strictObject({ present: z.array(personId).max(1000) }),
    output: answer<KnownVaults>(),
  },
  /** So many rows of this vault's log are on the disk. */
  'vaults:rows': {
    input: z.strictObject({ id: personId, rows: z.int().min(0).max(mostRows) }),
    output: answer<null>(),
  },
  /** The owner has deleted this vault. `isLast`: the page finds no other one. */
  'vaults:forget': {
    input: z.strictObject({
      id: personId,
      isLast: z.boolean(),
      /** It was not deleted: it could not be found, and is no longer to be looked for. */
      isMissing: z.boolean().optional(),
    }),
    output: answer<null>(),
  },
  /** The browser cannot read its database, and may never again. Main looks at it at the next start. */
  'vaults:unreadable': { input: z.strictObject({}), output: answer<null>() },
  /** Which log file LevelDB adds to; with `gone` the answer waits, for a while, until that one is no more. */
  'vaults:log': {
    input: z.strictObject({ gone: z.string().max(40).optional() }),
    output: answer<{ readonly log?: string }>(),
  },
} as const;
