import { resultOf } from '../../../shared/base/result.ts';
import type { Refreshes } from '../api/sources.ts';
import type { VaultApi } from '../api/vault-api.ts';
import { attachmentContent, entryDetail } from '../record/entry-detail.ts';
import { listEntries } from '../record/record-view.ts';
import { rememberService } from '../services/list.ts';
import { runDownload } from '../download/run-download.ts';
import { addServer, changeSource } from '../sources/server-source.ts';
import { openVaultOf, viewOf, type Session } from '../session.ts';

type RecordCalls = Pick<
  VaultApi,
  | 'list'
  | 'entry'
  | 'attachment'
  | 'addServer'
  | 'download'
  | 'cancelDownload'
  | 'changeSource'
  | 'refreshing'
>;

/** The calls that read the record and bring entries into it. */
export function recordCalls(session: Session): RecordCalls {
  const { clock } = session.environment;
  return {
    list: (query) => resultOf(() => listEntries(openVaultOf(session), viewOf(session), query)),
    entry: (key) => resultOf(() => entryDetail(openVaultOf(session), key)),
    attachment: (key, index) => resultOf(() => attachmentContent(openVaultOf(session), key, index)),
    addServer: (server) =>
      resultOf(async () => {
        const { name, fhirBaseUrl } = server;
        await rememberService(openVaultOf(session), { name, fhirBaseUrl });
        return addServer(openVaultOf(session), server, clock);
      }),
    download: (source, options, progress) =>
      resultOf(() => runDownload(session, source, { options, progress })),
    cancelDownload: () =>
      resultOf(() => {
        session.download?.abort();
        session.files?.abort();
        return null;
      }),
    changeSource: (source, wanted) =>
      resultOf(() => changeSource(openVaultOf(session), source, wanted)),
    refreshing: () => resultOf(() => refreshing(session)),
  };
}

function refreshing({ download, refresh: { ended } }: Session): Refreshes {
  if (download?.byItself !== true) return { ended };
  const { source, progress } = download;
  return { now: { source, ...(progress === undefined ? {} : { progress }) }, ended };
}
