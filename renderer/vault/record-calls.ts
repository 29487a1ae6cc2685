import { resultOf } from '../../shared/base/result.ts';
import type { SourceId } from '../../shared/record/card.ts';
import type { Ingested, IngestOptions, OnProgress, VaultApi } from './api.ts';
import { addFile, type FileIntake } from './add-file.ts';
import { download } from './download.ts';
import { attachmentContent, entryDetail } from './entry-detail.ts';
import { renewCatalogue } from './catalogue-care.ts';
import { listEntries } from './record-view.ts';
import type { OpenVault } from './open-vault.ts';
import { addServer } from './server-source.ts';
import { mainOf, openVaultOf, viewOf, type Session } from './session.ts';

type RecordCalls = Pick<
  VaultApi,
  'list' | 'entry' | 'attachment' | 'addServer' | 'download' | 'cancelDownload' | 'addFile'
>;

/** The calls that read the record and bring entries into it. */
export function recordCalls(session: Session): RecordCalls {
  const { clock } = session.environment;
  return {
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
      resultOf(() => takeFile(session, { file, options, progress, clock })),
  };
}

async function takeFile(session: Session, intake: FileIntake): Promise<Ingested> {
  const vault = openVaultOf(session);
  const ingested = await addFile(vault, intake);
  void renewLater(vault);
  return ingested;
}

async function renewLater(vault: OpenVault): Promise<void> {
  try {
    await renewCatalogue(vault);
  } catch {
    // It only makes the next unlocking slower, which renews it again.
  }
}

async function runDownload(
  session: Session,
  source: SourceId,
  request: { readonly options: IngestOptions; readonly progress: OnProgress },
): Promise<Ingested> {
  const vault = openVaultOf(session);
  const controller = new AbortController();
  session.download = controller;
  try {
    return await download(vault, source, {
      ...request,
      main: mainOf(session),
      clock: session.environment.clock,
      signal: controller.signal,
    });
  } finally {
    session.download = undefined;
    void renewLater(vault);
  }
}
