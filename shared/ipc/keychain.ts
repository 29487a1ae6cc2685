import { z } from 'zod';
import { answer } from './question.ts';

/** Whether the keychain may open a vault, and its name in plain words; or why not. */
export type KeychainStatus =
  | { readonly offered: true; readonly name: string }
  | { readonly offered: false; readonly reason: 'no-keychain' | 'fixed-key' | 'broken' };

/** The keychain of the operating system. */
export const keychainChannels = {
  /** Whether the operating system has a keychain that keeps a key of its own. */
  'keychain:status': {
    input: z.strictObject({}),
    output: answer<KeychainStatus>(),
  },
  /** 32 random bytes that seal a vault key, never the vault key itself. */
  'keychain:wrap': {
    input: z.strictObject({
      secret: z.instanceof(Uint8Array).refine((bytes) => bytes.length === 32),
    }),
    output: answer<Uint8Array<ArrayBuffer>>(),
  },
  'keychain:unwrap': {
    input: z.strictObject({
      wrapped: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= 4096),
    }),
    output: answer<Uint8Array<ArrayBuffer>>(),
  },
} as const;
