import { defined } from '../../../shared/base/defined.ts';
import { resultOf } from '../../../shared/base/result.ts';
import type { DownloadCalls, Refreshes } from '../api/sources.ts';
import { runDownload } from '../download/run-download.ts';
import type { Session } from '../session.ts';

/** The calls that fetch from a service. */
export function downloadCalls(session: Session): DownloadCalls {
  return {
    download: (source, options, progress) =>
      resultOf(() => runDownload(session, source, { options, progress })),
    cancelDownload: () =>
      resultOf(() => {
        session.download?.abort();
        session.files?.abort();
        return null;
      }),
    refreshing: () => resultOf(() => refreshing(session)),
  };
}

function refreshing({ download, refresh: { ended } }: Session): Refreshes {
  if (download?.byItself !== true) return { ended };
  const { source, progress } = download;
  return { now: { source, ...defined({ progress }) }, ended };
}
