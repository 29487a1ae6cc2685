import { resultOf } from '../../shared/base/result.ts';
import type { SourceId } from '../../shared/record/card.ts';
import { makeQrReader } from '../../shared/share/qr-reader.ts';
import { addFiles, type FilesIntake } from './add-files.ts';
import type {
  FileOutcome,
  IncomingFile,
  Ingested,
  IngestOptions,
  OnProgress,
  VaultApi,
} from './api.ts';
import { download } from './download.ts';
import { describeDocument } from './describe-document.ts';
import { attachmentContent, entryDetail } from './entry-detail.ts';
import { renewCatalogue } from './catalogue-care.ts';
import { listEntries } from './record-view.ts';
import type { OpenVault } from './open-vault.ts';
import { rememberService } from './services/list.ts';
import { addServer } from './server-source.ts';
import { mainOf, openVaultOf, viewOf, type Session } from './session.ts';

type RecordCalls = Pick<
  VaultApi,
  | 'list'
  | 'entry'
  | 'attachment'
  | 'addServer'
  | 'download'
  | 'cancelDownload'
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
