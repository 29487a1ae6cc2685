import { resultOf } from '../../shared/base/result.ts';
import type { SourceId } from '../../shared/record/card.ts';
import type { Ingested, IngestOptions, OnProgress, Overview, VaultApi } from './api.ts';
import { addFile } from './add-file.ts';
import { download } from './download.ts';
import { attachmentContent, entryDetail } from './entry-detail.ts';
import { listEntries, overviewOf, searchIndex } from './record-view.ts';
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
    overview: () => resultOf(() => overview(session)),
    list: (query) => resultOf(() => listEntries(openVaultOf(session), viewOf(session), query)),
    entry: (key) => resultOf(() => entryDetail(openVaultOf(session), key)),
    attachment: (key, index) => resultOf(() => attachmentContent(openVaultOf(session), key, index)),
    addServer: (server) => resultOf(() => addServer(openVaultOf(session), server, clock)),
    download: (source, options, progress) =>
      resultOf(() => runDownload(session, source, { options, progress })),
    cancelDownload: () =>
      resultOf(() => {
        session.download?.abort();
        return null;
      }),
    addFile: (file, options, progress) =>
      resultOf(() => addFile(openVaultOf(session), { file, options, progress, clock })),
  };
}

/** The search is made ready behind the first screen, but not for every page of a running download. */
function overview(session: Session): Overview {
  const vault = openVaultOf(session);
  const view = viewOf(session);
  if (session.download === undefined) void searchIndex(vault, view);
  return overviewOf(vault, view);
}

async function runDownload(
  session: Session,
  source: SourceId,
  request: { readonly options: IngestOptions; readonly progress: OnProgress },
): Promise<Ingested> {
  const controller = new AbortController();
  session.download = controller;
  try {
    return await download(openVaultOf(session), source, {
      ...request,
      main: mainOf(session),
      clock: session.environment.clock,
      signal: controller.signal,
    });
  } finally {
    session.download = undefined;
  }
}
