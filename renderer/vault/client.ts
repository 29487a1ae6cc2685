import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import { failed, type Result } from '../../shared/base/result.ts';
import { AppError } from '../../shared/base/error.ts';
import type { MainBridge, VaultApi, VaultCalls } from './api/vault-api.ts';

/** The vault as a screen sees it: every call of the worker, and the lock. */
export type VaultClient = VaultCalls & {
  /**
   * Locks at once: the worker ends, and every key and every opened entry with it.
   * A call that was under way answers `vault-locked`. A fresh, locked worker stands ready.
   */
  lock(): void;
  /** Whether a call runs that takes long, and that a lock would end: a download, a file, a backup. */
  working(): boolean;
};

/** Every call, and whether it takes long. One that is missing here does not compile. */
const calls: Record<keyof VaultCalls, 'short' | 'long'> = {
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
  download: 'long',
  cancelDownload: 'short',
  refreshing: 'short',
  loadServices: 'long',
  forgetServices: 'short',
  findServices: 'short',
  signInSettings: 'short',
  signIn: 'short',
  takeToken: 'short',
  choosePerson: 'short',
  disconnect: 'short',
  addFiles: 'long',
  openLink: 'short',
  addFromLink: 'long',
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
  verify: 'short',
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
type WorkerCalls = Readonly<Record<keyof VaultCalls, Call>> & Pick<VaultApi, 'connect'>;

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
  // Object.keys gives strings; these are the list's own keys.
  const names = Object.keys(calls) as (keyof VaultCalls)[];
  const forwarded = names.map((name) => [
    name,
    calls[name] === 'long' ? forwardLong(name) : forward(name),
  ]);
  return {
    ...(Object.fromEntries(forwarded) as VaultCalls), // the worker answers each as `makeVaultApi` is typed
    lock() {
      running.end();
      running = startWorker(main);
    },
    working: () => long > 0,
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
