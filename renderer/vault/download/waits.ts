import type { OnProgress, Progress } from '../api/files.ts';
import type { DownloadRequest } from './under-way.ts';

const nothingYet: Progress = { doing: '', jobsDone: 0, jobsTotal: 0, received: 0 };

/**
 * Gives progress on, and says with it until when the server has asked us to wait, as soon as it does.
 * Listening ends with the download `syncId`, which main must know of by now.
 */
export function withWaits(
  { main, progress, signal }: Pick<DownloadRequest, 'main' | 'progress' | 'signal'>,
  syncId: string,
): OnProgress {
  let last = nothingYet;
  let known: string | undefined;
  const tell = (): void => {
    progress(known === undefined ? last : { ...last, waitsUntil: known });
  };
  const listen = async (): Promise<void> => {
    for (;;) {
      const answer = await main('sync:waits', known === undefined ? { syncId } : { syncId, known });
      // The same answer once more is the end.
      if (!answer.ok || answer.value.until === known || signal.aborted) return;
      known = answer.value.until;
      tell();
    }
  };
  void listen();
  return (now) => {
    last = now;
    tell();
  };
}
