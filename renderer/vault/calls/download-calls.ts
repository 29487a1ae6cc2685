import { defined } from '../../../shared/base/defined.ts';
import { resultOf } from '../../../shared/base/result.ts';
import type { DownloadCalls, Refreshes } from '../api/sources.ts';
import { runDownload } from '../download/one-at-a-time.ts';
import type { VaultSession } from './vault-session.ts';

/** The calls that fetch from a service. */
export function downloadCalls(session: VaultSession): DownloadCalls {
  return {
    download: (source, options, progress) =>
      resultOf(() => runDownload(session, source, { options, progress })),
    cancelDownload: () =>
      resultOf(() => {
        session.download.running?.abort();
        session.files.adding?.abort();
        return null;
      }),
    refreshing: () => resultOf(() => refreshing(session)),
  };
}

function refreshing({ download: { running, endedByItself: ended } }: VaultSession): Refreshes {
  if (running?.byItself !== true) return { ended };
  const { source, progress } = running;
  return { now: { source, ...defined({ progress }) }, ended };
}
