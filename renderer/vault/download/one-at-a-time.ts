import { AppError } from '../../../shared/base/error.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import type { Ingested, IngestOptions, OnProgress, Progress } from '../api/files.ts';
import { atMostEvery } from './throttle.ts';
import { renewCatalogue } from '../record/catalogue-care.ts';
import { download } from './download.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { mainOf, openVaultOf, type Session } from '../session.ts';

/** The download of a session: there is one at a time. */
export type RunningDownload = {
  readonly source: SourceId;
  /** Nobody asked for it just now: it makes way for a download that somebody asks for. */
  readonly byItself: boolean;
  progress: Progress | undefined;
  readonly abort: () => void;
  readonly ended: Promise<void>;
};

export type DownloadState = {
  running: RunningDownload | undefined;
  /** How many have ended that began by themselves. */
  endedByItself: number;
  /** Calls off the next look at what is due. */
  cancelLook: () => void;
};
export type DownloadSession = Session & { readonly download: DownloadState };

export function newDownloadState(): DownloadState {
  return { running: undefined, endedByItself: 0, cancelLook: () => undefined };
}

export type DownloadWanted = {
  readonly options: IngestOptions;
  readonly progress: OnProgress;
  readonly byItself?: true;
};

/** Each time that progress is shown the window is drawn anew, which takes longer than storing a page. */
const shownEveryMs = 200;

/** Downloads a source as soon as no other download runs. @throws the codes of `download`, vault-locked */
export async function runDownload(
  session: DownloadSession,
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
  session.download.running = running;
  try {
    return await work;
  } finally {
    if (session.download.running === running) session.download.running = undefined;
    if (running.byItself) session.download.endedByItself += 1;
    void renewLater(vault);
  }
}

/** Ends the download under way and waits until it has ended; what it brought stays. */
export async function stopDownload({ download }: DownloadSession): Promise<void> {
  download.running?.abort();
  await download.running?.ended;
}

async function turnOf(
  { download: state }: DownloadSession,
  { byItself }: DownloadWanted,
): Promise<void> {
  for (let other = state.running; other !== undefined; other = state.running) {
    if (other.byItself && byItself !== true) other.abort();
    await other.ended;
    if (state.running === other) state.running = undefined;
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
