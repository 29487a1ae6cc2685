import { resultOf } from '../../shared/base/result.ts';
import type { VaultApi } from './api.ts';
import { addFile } from './add-file.ts';
import { download } from './download.ts';
import { attachmentContent, entryDetail } from './entry-detail.ts';
import { listEntries, overviewOf } from './record-view.ts';
import { addServer } from './server-source.ts';
import { mainOf, openVaultOf, viewOf, type Session } from './session.ts';

type RecordCalls = Pick<
  VaultApi,
  | 'overview'
  | 'list'
  | 'entry'
  | 'attachment'
  | 'addServer'
  | 'download'
  | 'cancelDownload'
  | 'addFile'
>;

/** The calls that read the record and bring entries into it. */
export function recordCalls(session: Session): RecordCalls {
  const { clock } = session.environment;
  return {
    overview: () => resultOf(() => overviewOf(openVaultOf(session), viewOf(session))),
    list: (query) => resultOf(() => listEntries(openVaultOf(session), viewOf(session), query)),
    entry: (key) => resultOf(() => entryDetail(openVaultOf(session), key)),
    attachment: (key, index) => resultOf(() => attachmentContent(openVaultOf(session), key, index)),
    addServer: (server) => resultOf(() => addServer(openVaultOf(session), server, clock)),
    download: (source, options, progress) =>
      resultOf(async () => {
        const controller = new AbortController();
        session.download = controller;
        const { signal } = controller;
        const main = mainOf(session);
        return download(openVaultOf(session), source, { main, clock, options, progress, signal });
      }),
    cancelDownload: () =>
      resultOf(() => {
        session.download?.abort();
        return null;
      }),
    addFile: (file, options, progress) =>
      resultOf(() => addFile(openVaultOf(session), { file, options, progress, clock })),
  };
}
