import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../shared/base/error.ts';
import type { Clock } from '../shared/base/clock.ts';
import type { About } from '../shared/ipc/app.ts';
import type { Input } from '../shared/ipc/contract.ts';
import type { Discovery, SignIn } from '../shared/ipc/provider.ts';
import type { Handlers } from './answer-message.ts';
import { backupHandlers, type BackupSurroundings } from './backup/handlers.ts';
import { keepStreams } from './backup/streams.ts';
import { saveFile, type ExportKind } from './files.ts';
import { readFhirBaseUrl } from './http/fhir-base-url.ts';
import type { Waiting } from './http/retry.ts';
import { keychainHandlers, type SafeStorage } from './keychain.ts';
import { linkHandlers } from './link/handlers.ts';
import { discover } from './provider/discover.ts';
import { patientsBehind } from './provider/patients.ts';
import { revoke } from './provider/revoke.ts';
import { signIn } from './provider/sign-in.ts';
import { spareHandlers } from './spare/handlers.ts';
import type { VaultsHere } from './spare/vaults-here.ts';
import type { Paper } from './print/paper.ts';
import { openSync } from './sync/sync.ts';
import { keepSyncs } from './sync/syncs.ts';

/** What the handlers need of Electron and the system, handed in. */
export type Surroundings = {
  readonly about: About;
  readonly rendererFolder: string;
  readonly now: Clock;
  readonly waiting: Waiting;
  readonly openBrowser: (url: string) => Promise<void>;
  readonly choosePath: (fileName: string, kind: ExportKind) => Promise<string | undefined>;
  readonly print: (page: Input<'print:pdf'>) => Promise<Uint8Array<ArrayBuffer>>;
  readonly paper: Paper;
  readonly safeStorage: SafeStorage;
  /** The page copied or cut text. */
  readonly copied: () => void;
  /** Puts a fresh, locked page in the place of the one that is there. */
  readonly replacePage: () => Promise<void>;
  readonly vaults: VaultsHere;
  readonly backups: BackupSurroundings;
};

/** How long a sign-in in the browser is waited for. */
const signInPatienceMs = 5 * 60_000;

/** The answers to all that the page may ask, and how to end everything at once. */
export function makeHandlers(surroundings: Surroundings): {
  readonly handlers: Handlers;
  readonly endAll: () => void;
} {
  const syncs = keepSyncs();
  const streams = keepStreams();
  const signIns = oneSignInAtATime(surroundings);
  const discoveries = oneDiscoveryAtATime();
  const { waiting } = surroundings;
  const links = linkHandlers(waiting);
  const endAll = (): void => {
    discoveries.cancel();
    signIns.cancel();
    links.cancel();
    syncs.closeAll();
    void streams.closeAll();
    surroundings.paper.end();
  };
  const handlers: Handlers = {
    'app:about': () => surroundings.about,
    'app:locked': async () => {
      endAll();
      await surroundings.replacePage();
      return null;
    },
    ...keychainHandlers(surroundings.safeStorage, surroundings.about.platform),
    'clipboard:copied': () => {
      surroundings.copied();
      return null;
    },
    'provider:discover': ({ address }) => discoveries.start(address),
    'provider:cancel-discover': () => {
      discoveries.cancel();
      return null;
    },
    'provider:sign-in': (input) => signIns.start(input),
    'provider:patients': ({ fhirBaseUrl: base, access }) =>
      access.kind === 'open'
        ? []
        : patientsBehind({ base: readFhirBaseUrl(base), accessToken: access.accessToken }, {}),
    'provider:revoke': async ({ access }) => ({ outcome: await revoke(access) }),
    'provider:cancel-sign-in': () => {
      signIns.cancel();
      return null;
    },
    'sync:open': ({ syncId, ...wanted }) =>
      syncs.open(syncId, ({ signal, waits }) =>
        openSync(wanted, { now: surroundings.now, waiting: waits.noting(waiting), signal }),
      ),
    'sync:waits': async ({ syncId, known }) => {
      const until = await syncs.waits(syncId, known);
      return until === undefined ? {} : { until };
    },
    'sync:next': ({ syncId }) => syncs.get(syncId).next(),
    'sync:read': ({ syncId, reference }) => syncs.get(syncId).read(reference),
    'sync:attachment': ({ syncId, ...wanted }) => syncs.get(syncId).attachment(wanted),
    'sync:close': ({ syncId }) => syncs.close(syncId),
    ...links.handlers,
    'print:pdf': (page) => surroundings.print(page),
    'print:paper': (pages) => surroundings.paper.print(pages),
    'file:save': ({ kind, ...file }) =>
      saveFile(file, (fileName) => surroundings.choosePath(fileName, kind)),
    ...backupHandlers(surroundings.backups, streams),
    ...spareHandlers(surroundings.vaults),
    'viewer:page': () => viewerPage(surroundings.rendererFolder),
  };
  return { handlers, endAll };
}

/** A second sign-in ends the first: a person who starts anew has given the other up. */
function oneSignInAtATime({ openBrowser, now }: Surroundings): {
  readonly start: (input: Input<'provider:sign-in'>) => Promise<SignIn>;
  readonly cancel: () => void;
} {
  let current = new AbortController();
  return {
    start: ({ fhirBaseUrl: base, ...wanted }) => {
      current.abort();
      current = new AbortController();
      const signal = AbortSignal.any([current.signal, AbortSignal.timeout(signInPatienceMs)]);
      return signIn(readFhirBaseUrl(base), { ...wanted, openBrowser, now, signal });
    },
    cancel: () => {
      current.abort();
    },
  };
}

/** A second address that is looked at ends the looking at the first. */
function oneDiscoveryAtATime(): {
  readonly start: (address: string) => Promise<Discovery>;
  readonly cancel: () => void;
} {
  let current = new AbortController();
  return {
    start: (address) => {
      current.abort();
      current = new AbortController();
      return discover(address, current.signal);
    },
    cancel: () => {
      current.abort();
    },
  };
}

/** The viewer as one file, to hand on with a summary. */
async function viewerPage(rendererFolder: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(join(rendererFolder, 'viewer.html')));
  } catch (thrown) {
    throw new AppError('unexpected', { cause: thrown, where: 'viewer.html' });
  }
}
