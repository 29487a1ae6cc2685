import type { Handlers } from '../answer-message.ts';
import type { Rescue } from './rescue.ts';

/** The answers to what the page asks about the vaults of this computer. */
export function rescueHandlers(
  rescue: Rescue,
): Pick<Handlers, 'vaults:known' | 'vaults:rows' | 'vaults:forget' | 'vaults:log'> {
  return {
    'vaults:known': ({ present }) => rescue.known(present),
    'vaults:rows': async ({ id, rows }) => {
      await rescue.tellRows(id, rows);
      return null;
    },
    'vaults:forget': async ({ id, isLast, isMissing }) => {
      if (isMissing === true) await rescue.giveUp(id);
      else await rescue.forget(id, isLast);
      return null;
    },
    'vaults:log': async ({ gone }) => {
      const log = await rescue.newestLog(gone);
      return log === undefined ? {} : { log };
    },
  };
}
