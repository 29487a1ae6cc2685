import type { Handlers } from '../answer-message.ts';
import type { VaultsHere } from './vaults-here.ts';

/** The answers to what the page asks about the vaults of this computer and their spares. */
export function spareHandlers(
  vaults: VaultsHere,
): Pick<
  Handlers,
  | 'vaults:known'
  | 'vaults:rows'
  | 'vaults:forget'
  | 'vaults:log'
  | 'vaults:unreadable'
  | 'spare:have'
  | 'spare:read'
  | 'spare:append'
  | 'spare:remove'
  | 'spare:complete'
> {
  const { spares } = vaults;
  return {
    'vaults:known': ({ present }) => vaults.known(present),
    'vaults:rows': async ({ id, rows }) => {
      await vaults.tellRows(id, rows);
      return null;
    },
    'vaults:forget': async ({ id, isLast, isMissing }) => {
      if (isMissing === true) await vaults.giveUp(id);
      else await vaults.forget(id, isLast);
      return null;
    },
    'vaults:log': async ({ gone }) => {
      const log = await vaults.newestLog(gone);
      return log === undefined ? {} : { log };
    },
    'vaults:unreadable': async () => {
      await vaults.unreadable();
      return null;
    },
    'spare:have': ({ id }) => spares.of(id).have(),
    'spare:read': ({ id, keys, from }) => spares.of(id).read(keys, from),
    'spare:append': async ({ id, bytes }) => {
      await spares.of(id).append(bytes);
      return null;
    },
    'spare:remove': async ({ id, keys }) => {
      await vaults.removeRows(id, keys);
      return null;
    },
    'spare:complete': async ({ id }) => {
      await vaults.completed(id);
      return null;
    },
  };
}
