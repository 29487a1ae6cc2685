import type { z } from 'zod';
import { appChannels } from './app.ts';
import { backupChannels } from './backup.ts';
import { keychainChannels } from './keychain.ts';
import { linkChannels } from './link.ts';
import { providerChannels } from './provider.ts';
import type { Answer, Question } from './question.ts';
import { savingChannels } from './saving.ts';
import { spareChannels } from './spare.ts';
import { syncChannels } from './sync.ts';
import { vaultsChannels } from './vaults.ts';

/**
 * All that a page may ask of the main process, by channel.
 * Main parses every input with its schema; the page learns the outputs from `Output`.
 */
export const contract = {
  ...appChannels,
  ...providerChannels,
  ...syncChannels,
  ...linkChannels,
  ...savingChannels,
  ...backupChannels,
  ...vaultsChannels,
  ...spareChannels,
  ...keychainChannels,
} as const satisfies Record<string, Question>;

export type Channel = keyof typeof contract;
export type Input<C extends Channel> = z.infer<(typeof contract)[C]['input']>;
export type Output<C extends Channel> =
  (typeof contract)[C]['output'] extends Answer<infer T> ? T : never;
