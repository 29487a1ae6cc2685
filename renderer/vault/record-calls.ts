import { resultOf } from '../../shared/base/result.ts';
import { makeQrReader } from '../../shared/share/qr-reader.ts';
import { addFiles, type FilesIntake } from './add-files.ts';
import type { FileOutcome, IncomingFile, Refreshing, VaultApi } from './api.ts';
import { describeDocument } from './describe-document.ts';
import { attachmentContent, entryDetail } from './entry-detail.ts';
import { listEntries } from './record-view.ts';
import { rememberService } from './services/list.ts';
import { renewLater, runDownload } from './run-download.ts';
import { addServer, changeSource } from './server-source.ts';
import { openVaultOf, viewOf, type Session } from './session.ts';

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
  | 'addFiles'
  | 'describeDocument'
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
        return null;
      }),
    changeSource: (source, wanted) =>
      resultOf(() => changeSource(openVaultOf(session), source, wanted)),
    refreshing: () => resultOf(() => refreshing(session)),
    describeDocument: (wanted) =>
      resultOf(async () => {
        await describeDocument(openVaultOf(session), wanted, clock);
        return null;
      }),
    addFiles: (files, options, progress) =>
      resultOf(() => takeFiles(session, files, { options, progress })),
  };
}

async function takeFiles(
  session: Session,
  files: readonly IncomingFile[],
  given: Pick<FilesIntake, 'options' | 'progress'>,
): Promise<readonly FileOutcome[]> {
  const vault = openVaultOf(session);
  const { clock, wasm } = session.environment;
  let qr: ReturnType<typeof makeQrReader> | undefined;
  try {
    return await addFiles(vault, files, {
      ...given,
      clock,
      // The compiled reader is asked for when the first picture comes.
      readQr: async (picture) => (await (qr ??= wasm.qrReader().then(makeQrReader)))(picture),
      issuerKeys: () => Promise.resolve(undefined),
    });
  } finally {
    void renewLater(vault);
  }
}

function refreshing({ download }: Session): Refreshing | null {
  if (download?.byItself !== true) return null;
  const { source, progress } = download;
  return { source, ...(progress === undefined ? {} : { progress }) };
}
