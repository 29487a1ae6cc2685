import { AppError } from '../../../shared/base/error.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import type { Ingested, IngestOptions, OnProgress } from '../api/files.ts';
import { atMostEvery } from './throttle.ts';
import { renewCatalogue } from '../record/catalogue-care.ts';
import { download } from './download.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { mainOf, openVaultOf, type RunningDownload, type Session } from '../session.ts';

export type DownloadWanted = {
  readonly options: IngestOptions;
  readonly progress: OnProgress;
  readonly byItself?: true;
};

/** Each time that progress is shown the window is drawn anew, which takes longer than storing a page. */
const shownEveryMs = 200;

/** Downloads a source as soon as no other download runs. @throws the codes of `download`, vault-locked */
export async function runDownload(
  session: Session,
  source: SourceId,
  wanted: DownloadWanted,
): Promise<Ingested> {
  const vault = openVaultOf(session);
  await turnOf(session, wanted);
  if (session.vault !== vault) throw new AppError('vault-locked');
  const controller = new AbortController();
  const show = atMostEvery(shownEveryMs, wanted.progress, session.environment.after);
  const work = download(vault, source, {
    options: wanted.options,
    progress: (progress) => {
      running.progress = progress;
      show(progress);
    },
    main: mainOf(session),
    clock: session.environment.clock,
    signal: controller.signal,
  });
  const running: RunningDownload = {
    source,
    byItself: wanted.byItself ?? false,
    progress: undefined,
    abort: () => {
      controller.abort();
    },
    ended: work.then(
      () => undefined,
      () => undefined,
    ),
  };
  session.download = running;
  try {
    return await work;
  } finally {
    if (session.download === running) session.download = undefined;
    if (running.byItself) session.refresh.ended += 1;
    void renewLater(vault);
  }
}

/** Ends the download under way and waits until it has ended; what it brought stays. */
export async function stopDownload(session: Session): Promise<void> {
  session.download?.abort();
  await session.download?.ended;
}

async function turnOf(session: Session, { byItself }: DownloadWanted): Promise<void> {
  for (let other = session.download; other !== undefined; other = session.download) {
    if (other.byItself && byItself !== true) other.abort();
    await other.ended;
    if (session.download === other) session.download = undefined;
  }
}

/** Brings the catalogue to where the log is, where that makes the next unlocking faster. Nobody waits for it. */
export async function renewLater(vault: OpenVault): Promise<void> {
  try {
    await renewCatalogue(vault);
  } catch {
    // It only makes the next unlocking slower, which renews it again.
  }
}
