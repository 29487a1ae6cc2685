import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import { defined } from '../../shared/base/defined.ts';
import { failed, type Result } from '../../shared/base/result.ts';
import { AppError } from '../../shared/base/error.ts';
import type { Progress } from './api/files.ts';
import type { MainBridge, VaultApi, VaultCalls } from './api/vault-api.ts';
import { watchSilence, type SilenceWatch, type WhyStopped } from './silence.ts';

/** The vault as a screen sees it: every call of the worker, and the lock. */
export type VaultClient = VaultCalls & {
  /**
   * Locks at once: the worker ends, and every key and every opened entry with it.
   * A call that was under way answers `vault-locked`. A fresh, locked worker stands ready.
   */
  lock(): void;
  /** Whether a call runs that takes long, and that a lock would end: a download, a file, a backup. One that gives no sign does not count. */
  working(): boolean;
  /** Calls back when the vault had to be locked to end what it was reading; answers how to stop. */
  onStopped(callback: (stopped: Stopped) => void): () => void;
};

/** What was being read when the worker was ended, and why that had to be. */
export type Stopped = {
  readonly why: WhyStopped;
  /** The file, as its owner named it; absent where it came from a service. */
  readonly file?: string;
};

/** For so long a worker may give no sign, in milliseconds, before a lock does not wait for it any more. */
const patience = 30_000;

/**
 * Every call, and whether it takes long; `reading`: also that it reads what others wrote, which may keep the worker busy
 * for ever, so that it is watched. One that is missing here does not compile.
 */
const calls: Record<keyof VaultCalls, 'short' | 'long' | 'reading'> = {
  status: 'short',
  people: 'short',
  create: 'short',
  unlock: 'short',
  unlockWithRecoveryCode: 'short',
  deleteVault: 'short',
  waysIn: 'short',
  addPassphrase: 'short',
  changePassphrase: 'short',
  removeWayIn: 'short',
  newRecoveryCode: 'short',
  confirmRecoveryCode: 'short',
  keychainOffer: 'short',
  addKeychain: 'short',
  unlockWithKeychain: 'short',
  recoveryKit: 'short',
  settings: 'short',
  changeSettings: 'short',
  setNickname: 'short',
  whose: 'short',
  overview: 'short',
  checked: 'short',
  important: 'short',
  list: 'short',
  entry: 'short',
  attachment: 'short',
  earlierVersions: 'short',
  news: 'short',
  markSeen: 'short',
  sourceDetails: 'short',
  removeSource: 'long',
  addServer: 'short',
  changeSource: 'short',
  claimEntries: 'short',
  disownEntry: 'short',
  download: 'reading',
  cancelDownload: 'short',
  refreshing: 'short',
  loadServices: 'reading',
  forgetServices: 'short',
  findServices: 'short',
  signInSettings: 'short',
  signIn: 'short',
  takeToken: 'short',
  choosePerson: 'short',
  disconnect: 'short',
  addFiles: 'reading',
  openLink: 'reading',
  addFromLink: 'reading',
  checkIssuer: 'short',
  describeDocument: 'short',
  summaryDraft: 'short',
  notInSummary: 'short',
  composeSummary: 'short',
  signedBundle: 'short',
  signedPdf: 'short',
  textCard: 'short',
  recordShare: 'short',
  keptChoices: 'short',
  keepChoices: 'short',
  shareLog: 'short',
  verify: 'reading',
  requestDraft: 'short',
  recordRequest: 'short',
  endRequest: 'short',
  openRequests: 'short',
  backups: 'short',
  backUpNow: 'long',
  chooseBackupFolder: 'short',
  useOwnBackupFolder: 'short',
  chooseBackup: 'short',
  rehearse: 'long',
  restore: 'long',
  mend: 'long',
  takeEverything: 'long',
};

type Call = (...given: readonly unknown[]) => Promise<Result<unknown>>;

/** The worker's calls by name: what each takes and answers is for `VaultCalls` to say. */
type WorkerCalls = Readonly<Record<keyof VaultCalls, Call>> & Pick<VaultApi, 'connect' | 'answers'>;

type Running = {
  readonly worker: Worker;
  readonly remote: Remote<WorkerCalls>;
  /** Answers when this worker has been ended. */
  readonly ended: Promise<Result<never>>;
  readonly end: () => void;
};

/** Starts the worker. `main` is its way to the main process. */
export function startVault(main: MainBridge): VaultClient {
  let running = startWorker(main);
  let long = 0;
  let reading: Reading | undefined;
  const tellers = new Set<(stopped: Stopped) => void>();
  const lock = (): void => {
    reading?.watch.end();
    reading = undefined;
    running.end();
    running = startWorker(main);
  };
  const stop = (why: WhyStopped): void => {
    const file = reading?.file;
    lock();
    for (const tell of tellers) tell({ why, ...defined({ file }) });
  };
  const begin = (): Reading => ({
    calls: 0,
    watch: watchSilence({ ask: () => running.remote.answers(), every, stop }),
  });
  const forward =
    (name: keyof VaultCalls): Call =>
    (...given) =>
      Promise.race([running.remote[name](...given.map(crossing)), running.ended]);
  const forwardLong = (name: keyof VaultCalls): Call => {
    const call = forward(name);
    return async (...given) => {
      long += 1;
      try {
        return await call(...given);
      } finally {
        long -= 1;
      }
    };
  };
  const forwardReading = (name: keyof VaultCalls): Call => {
    const call = forwardLong(name);
    return async (...given) => {
      const mine = (reading ??= begin());
      mine.calls += 1;
      const noted = (file: string): void => {
        mine.file = file;
      };
      try {
        return await call(...given.map((one) => notingFiles(one, noted)));
      } finally {
        mine.calls -= 1;
        if (mine.calls === 0) {
          mine.watch.end();
          if (reading === mine) reading = undefined;
        }
      }
    };
  };
  const by = { short: forward, long: forwardLong, reading: forwardReading };
  // Object.keys gives strings; these are the list's own keys.
  const names = Object.keys(calls) as (keyof VaultCalls)[];
  const forwarded = names.map((name) => [name, by[calls[name]](name)]);
  const all = Object.fromEntries(forwarded) as VaultCalls; // the worker answers each as `makeVaultApi` is typed
  return {
    ...all,
    cancelDownload() {
      reading?.watch.cancel();
      return all.cancelDownload();
    },
    lock,
    working: () => long > 0 && (reading?.watch.silent() ?? 0) < patience,
    onStopped(callback) {
      tellers.add(callback);
      return () => {
        tellers.delete(callback);
      };
    },
  };
}

/** What is being read from outside, by how many calls, and the watch over it. */
type Reading = { readonly watch: SilenceWatch; calls: number; file?: string };

/** A call's way to tell how far it is, which also notes the file that it has begun. */
function notingFiles(given: unknown, noted: (file: string) => void): unknown {
  if (typeof given !== 'function') return given;
  return (progress: Progress) => {
    if (progress.file !== undefined) noted(progress.file);
    Reflect.apply(given, undefined, [progress]);
  };
}

function every(ms: number, work: () => void): () => void {
  const timer = setInterval(work, ms);
  return () => {
    clearInterval(timer);
  };
}

/** Progress crosses to the page call by call; the worker does not wait for the screen. */
function crossing(given: unknown): unknown {
  return typeof given === 'function' ? proxy(given) : given;
}

function startWorker(main: MainBridge): Running {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const remote = wrap<WorkerCalls>(worker);
  let locked: (result: Result<never>) => void = () => undefined;
  const ended = new Promise<Result<never>>((resolve) => {
    locked = resolve;
  });
  // Wrapped: what the preload script hands over is frozen, and a proxy is marked on the function itself.
  void remote.connect(proxy((channel, input) => main(channel, input)));
  return {
    worker,
    remote,
    ended,
    end() {
      worker.terminate();
      locked(failed(new AppError('vault-locked')));
      remote[releaseProxy]();
    },
  };
}
