import type { Handlers } from '../answer-message.ts';
import type { Spares } from './spares.ts';

/** The answers to what the page asks of a vault's spare. */
export function spareHandlers(
  spares: Spares,
  completed: () => Promise<void>,
): Pick<
  Handlers,
  'spare:have' | 'spare:read' | 'spare:append' | 'spare:remove' | 'spare:complete'
> {
  return {
    'spare:have': ({ id }) => spares.of(id).have(),
    'spare:read': ({ id, keys, from }) => spares.of(id).read(keys, from),
    'spare:append': async ({ id, bytes }) => {
      await spares.of(id).append(bytes);
      return null;
    },
    'spare:remove': async ({ id, keys }) => {
      await spares.of(id).remove(keys);
      return null;
    },
    'spare:complete': async ({ id }) => {
      await spares.of(id).complete();
      await completed();
      return null;
    },
  };
}
