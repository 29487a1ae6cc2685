import { AppError } from '../../shared/base/error.ts';
import type { SyncOpened } from '../../shared/ipc/sync.ts';
import type { Sync } from './sync.ts';
import { noteWaits, type Waits } from './waits.ts';

/** What a download may tell of itself, and be told, while it is being opened. */
export type Opening = { readonly signal: AbortSignal; readonly waits: Waits };

/** The downloads under way, each under an id that only the page knows. */
export type Syncs = {
  /**
   * Opens a download under the id that the page has made for it; `close` ends that too.
   * @throws message-invalid where there is one under this id, download-cancelled, and what `open` throws
   */
  readonly open: (syncId: string, open: (opening: Opening) => Promise<Sync>) => Promise<SyncOpened>;
  /** @throws message-invalid where there is none, none yet, or no longer */
  readonly get: (syncId: string) => Sync;
  /** @see Waits.otherThan @throws message-invalid where there is none, or no longer */
  readonly waits: (syncId: string, known: string | undefined) => ReturnType<Waits['otherThan']>;
  readonly close: (syncId: string) => ReturnType<Sync['close']>;
  /** Ends them all and forgets their tokens: the page has locked or gone. */
  readonly closeAll: () => void;
};

type Kept = { readonly opening: AbortController; readonly waits: Waits; sync: Sync | undefined };

/** Keeps downloads until they are closed. Nothing of them is written anywhere. */
export function keepSyncs(): Syncs {
  const syncs = new Map<string, Kept>();
  const keptAt = (syncId: string): Kept => {
    const kept = syncs.get(syncId);
    if (kept === undefined) throw new AppError('message-invalid');
    return kept;
  };
  const close: Syncs['close'] = async (syncId) => {
    const kept = syncs.get(syncId);
    syncs.delete(syncId);
    kept?.opening.abort();
    kept?.waits.end();
    return (await kept?.sync?.close()) ?? {};
  };
  return {
    async open(syncId, open) {
      if (syncs.has(syncId)) throw new AppError('message-invalid');
      const kept: Kept = { opening: new AbortController(), waits: noteWaits(), sync: undefined };
      const { signal } = kept.opening;
      syncs.set(syncId, kept);
      try {
        kept.sync = await open({ signal, waits: kept.waits });
        // Asked for a moment after the last answer.
        if (signal.aborted) throw new AppError('download-cancelled');
        return kept.sync.opened;
      } catch (thrown) {
        await kept.sync?.close();
        kept.waits.end();
        syncs.delete(syncId);
        throw thrown;
      }
    },
    get: (syncId) => {
      const { sync } = keptAt(syncId);
      if (sync === undefined) throw new AppError('message-invalid');
      return sync;
    },
    waits: (syncId, known) => keptAt(syncId).waits.otherThan(known),
    close,
    closeAll: () => {
      for (const syncId of syncs.keys()) void close(syncId);
    },
  };
}
