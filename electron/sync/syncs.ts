import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/base/error.ts';
import type { Sync } from './sync.ts';

/** The downloads under way, each under an id that only the page knows. */
export type Syncs = {
  readonly add: (sync: Sync) => string;
  /** @throws message-invalid where there is none, or no longer */
  readonly get: (syncId: string) => Sync;
  readonly close: (syncId: string) => ReturnType<Sync['close']>;
  /** Ends them all and forgets their tokens: the page has locked or gone. */
  readonly closeAll: () => void;
};

/** Keeps downloads until they are closed. Nothing of them is written anywhere. */
export function keepSyncs(): Syncs {
  const syncs = new Map<string, Sync>();
  return {
    add: (sync) => {
      const syncId = randomUUID();
      syncs.set(syncId, sync);
      return syncId;
    },
    get: (syncId) => {
      const sync = syncs.get(syncId);
      if (sync === undefined) throw new AppError('message-invalid');
      return sync;
    },
    close: async (syncId) => {
      const sync = syncs.get(syncId);
      syncs.delete(syncId);
      return (await sync?.close()) ?? {};
    },
    closeAll: () => {
      for (const sync of syncs.values()) void sync.close();
      syncs.clear();
    },
  };
}
