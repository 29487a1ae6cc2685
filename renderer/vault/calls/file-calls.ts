import { resultOf } from '../../../shared/base/result.ts';
import { makeQrReader } from '../../../shared/share/qr-reader.ts';
import { addFiles, addNamedFiles, type FilesIntake } from '../files/add-files.ts';
import type { FileCalls, FileOutcome } from '../api/files.ts';
import { checkIssuer } from '../files/check-issuer.ts';
import { describeOwnDocument } from '../files/describe-document.ts';
import { openLink } from '../files/open-link.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { renewLater } from '../download/one-at-a-time.ts';
import { mainOf, openVaultOf } from '../session.ts';
import type { VaultSession } from './vault-session.ts';

/** The calls that bring in files, and what is behind a link, and those for what they became. */
export function fileCalls(session: VaultSession): FileCalls {
  return {
    addFiles: (files, options, progress) =>
      resultOf(() =>
        adding(session, { options, progress }, (vault, given) => addFiles(vault, files, given)),
      ),
    openLink: (wanted) =>
      resultOf(async () => {
        openVaultOf(session);
        session.files.link = undefined;
        const { answer, opened } = await openLink(mainOf(session), wanted);
        session.files.link = opened;
        return answer;
      }),
    addFromLink: (options, progress) =>
      resultOf(() =>
        adding(session, { options, progress }, (vault, given) =>
          addLinkedFiles(session, vault, given),
        ),
      ),
    checkIssuer: (source) =>
      resultOf(() => checkIssuer(openVaultOf(session), mainOf(session), source)),
    describeDocument: (wanted) =>
      resultOf(async () => {
        await describeOwnDocument(openVaultOf(session), wanted, session.environment.clock);
        return null;
      }),
  };
}

/** What waits for the person's answer stays here; all else is let go of. */
async function addLinkedFiles(
  session: VaultSession,
  vault: OpenVault,
  given: FilesIntake,
): Promise<readonly FileOutcome[]> {
  const { files, refused, origin: link } = session.files.link ?? { files: [], refused: [] };
  const taken = await addNamedFiles(vault, files, { ...given, link });
  if (!taken.some(({ outcome }) => outcome === 'held' || outcome === 'several')) {
    session.files.link = undefined;
  }
  return given.options.only === undefined ? [...taken, ...refused] : taken;
}

async function adding(
  session: VaultSession,
  given: Pick<FilesIntake, 'options' | 'progress'>,
  take: (vault: OpenVault, intake: FilesIntake) => Promise<readonly FileOutcome[]>,
): Promise<readonly FileOutcome[]> {
  const vault = openVaultOf(session);
  const { clock, wasm } = session.environment;
  const controller = new AbortController();
  session.files.adding = controller;
  let qr: ReturnType<typeof makeQrReader> | undefined;
  try {
    return await take(vault, {
      ...given,
      clock,
      signal: controller.signal,
      // The compiled reader is asked for when the first picture comes.
      readQr: async (picture) => (await (qr ??= wasm.qrReader().then(makeQrReader)))(picture),
      // An issuer is asked only when the person says so: see `checkIssuer`.
      issuerKeys: () => Promise.resolve(undefined),
    });
  } finally {
    if (session.files.adding === controller) session.files.adding = undefined;
    void renewLater(vault);
  }
}
