import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import { failed, type Result } from '../../shared/base/result.ts';
import { AppError } from '../../shared/base/error.ts';
import type { OnParts } from './api/backup.ts';
import type { OnProgress } from './api/files.ts';
import type { MainBridge, VaultApi } from './api/vault-api.ts';

/** The vault as a screen sees it: every call of the worker, and the lock. */
export type VaultClient = Omit<VaultApi, 'connect'> & {
  /**
   * Locks at once: the worker ends, and every key and every opened entry with it.
   * A call that was under way answers `vault-locked`. A fresh, locked worker stands ready.
   */
  lock(): void;
  /** Whether a call runs that takes long, and that a lock would end: a download, a file, a backup. */
  working(): boolean;
};

type Running = {
  readonly worker: Worker;
  readonly remote: Remote<VaultApi>;
  /** Answers when this worker has been ended. */
  readonly ended: Promise<Result<never>>;
  readonly end: () => void;
};

/** Starts the worker. `main` is its way to the main process. */
export function startVault(main: MainBridge): VaultClient {
  let running = startWorker(main);
  const call = <T>(work: (remote: Remote<VaultApi>) => Promise<Result<T>>): Promise<Result<T>> =>
    Promise.race([work(running.remote), running.ended]);
  let long = 0;
  const callLong: typeof call = async (work) => {
    long += 1;
    try {
      return await call(work);
    } finally {
      long -= 1;
    }
  };
  return {
    lock() {
      running.end();
      running = startWorker(main);
    },
    working: () => long > 0,
    status: () => call((vault) => vault.status()),
    people: () => call((vault) => vault.people()),
    create: (wanted) => call((vault) => vault.create(wanted)),
    unlock: (wanted) => call((vault) => vault.unlock(wanted)),
    unlockWithRecoveryCode: (wanted) => call((vault) => vault.unlockWithRecoveryCode(wanted)),
    deleteVault: (wanted) => call((vault) => vault.deleteVault(wanted)),
    waysIn: () => call((vault) => vault.waysIn()),
    addPassphrase: (wanted) => call((vault) => vault.addPassphrase(wanted)),
    changePassphrase: (wanted) => call((vault) => vault.changePassphrase(wanted)),
    removeWayIn: (wanted) => call((vault) => vault.removeWayIn(wanted)),
    newRecoveryCode: (wanted) => call((vault) => vault.newRecoveryCode(wanted)),
    confirmRecoveryCode: (typed) => call((vault) => vault.confirmRecoveryCode(typed)),
    keychainOffer: () => call((vault) => vault.keychainOffer()),
    addKeychain: (wanted) => call((vault) => vault.addKeychain(wanted)),
    unlockWithKeychain: (wanted) => call((vault) => vault.unlockWithKeychain(wanted)),
    recoveryKit: (wanted) => call((vault) => vault.recoveryKit(wanted)),
    settings: () => call((vault) => vault.settings()),
    changeSettings: (wanted) => call((vault) => vault.changeSettings(wanted)),
    setNickname: (nickname) => call((vault) => vault.setNickname(nickname)),
    overview: () => call((vault) => vault.overview()),
    checked: () => call((vault) => vault.checked()),
    list: (query) => call((vault) => vault.list(query)),
    entry: (key) => call((vault) => vault.entry(key)),
    attachment: (key, index) => call((vault) => vault.attachment(key, index)),
    earlierVersions: (key) => call((vault) => vault.earlierVersions(key)),
    news: () => call((vault) => vault.news()),
    markSeen: () => call((vault) => vault.markSeen()),
    sourceDetails: (source) => call((vault) => vault.sourceDetails(source)),
    removeSource: (source) => callLong((vault) => vault.removeSource(source)),
    loadServices: (file) => callLong((vault) => vault.loadServices(file)),
    forgetServices: () => call((vault) => vault.forgetServices()),
    findServices: (typed) => call((vault) => vault.findServices(typed)),
    signInSettings: (fhirBaseUrl) => call((vault) => vault.signInSettings(fhirBaseUrl)),
    signIn: (request) => call((vault) => vault.signIn(request)),
    takeToken: (request) => call((vault) => vault.takeToken(request)),
    choosePerson: (patientId) => call((vault) => vault.choosePerson(patientId)),
    disconnect: (source) => call((vault) => vault.disconnect(source)),
    addServer: (server) => call((vault) => vault.addServer(server)),
    download: (source, options, progress) =>
      callLong((vault) => vault.download(source, options, told(progress))),
    cancelDownload: () => call((vault) => vault.cancelDownload()),
    changeSource: (source, wanted) => call((vault) => vault.changeSource(source, wanted)),
    refreshing: () => call((vault) => vault.refreshing()),
    describeDocument: (wanted) => call((vault) => vault.describeDocument(wanted)),
    addFiles: (files, options, progress) =>
      callLong((vault) => vault.addFiles(files, options, told(progress))),
    openLink: (wanted) => call((vault) => vault.openLink(wanted)),
    addFromLink: (options, progress) =>
      callLong((vault) => vault.addFromLink(options, told(progress))),
    checkIssuer: (source) => call((vault) => vault.checkIssuer(source)),
    summaryDraft: () => call((vault) => vault.summaryDraft()),
    composeSummary: (choices) => call((vault) => vault.composeSummary(choices)),
    signedBundle: (bundleText) => call((vault) => vault.signedBundle(bundleText)),
    signedPdf: (printed, bundleText) => call((vault) => vault.signedPdf(printed, bundleText)),
    textCard: (bundleText) => call((vault) => vault.textCard(bundleText)),
    recordShare: (share) => call((vault) => vault.recordShare(share)),
    shareLog: () => call((vault) => vault.shareLog()),
    verify: (bytes) => call((vault) => vault.verify(bytes)),
    backups: () => call((vault) => vault.backups()),
    backUpNow: (progress) => callLong((vault) => vault.backUpNow(shown(progress))),
    chooseBackupFolder: () => call((vault) => vault.chooseBackupFolder()),
    useOwnBackupFolder: () => call((vault) => vault.useOwnBackupFolder()),
    chooseBackup: () => call((vault) => vault.chooseBackup()),
    rehearse: (request, progress) => callLong((vault) => vault.rehearse(request, shown(progress))),
    restore: (request, progress) => callLong((vault) => vault.restore(request, shown(progress))),
    mend: (request, progress) => callLong((vault) => vault.mend(request, shown(progress))),
    takeEverything: (progress) => callLong((vault) => vault.takeEverything(shown(progress))),
  };
}

function startWorker(main: MainBridge): Running {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const remote = wrap<VaultApi>(worker);
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

/** Progress crosses to the page call by call; the worker does not wait for the screen. */
function told(progress: OnProgress): OnProgress {
  return proxy(progress);
}

/** As `told`, for jobs that count parts. */
function shown(progress: OnParts): OnParts {
  return proxy(progress);
}
