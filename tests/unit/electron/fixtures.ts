import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { BackupSurroundings } from '../../../electron/backup/handlers.ts';
import type { Waiting } from '../../../electron/http/retry.ts';
import { openSync, type Sync } from '../../../electron/sync/sync.ts';
import type { Access } from '../../../shared/ipc/access.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import type { SyncStep } from '../../../shared/ipc/sync.ts';

/** A wait that takes no time and says how long it would have been. */
export function countedWaiting(): Waiting & { readonly waits: readonly number[] } {
  const waits: number[] = [];
  return {
    waits,
    sleep: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    random: () => 0,
    now: () => new Date('2026-05-03T10:00:00Z'),
  };
}

export const noon = (): Date => new Date('2026-05-03T12:00:00Z');

/** What backups need of the system, with a person who closes every dialog. */
export function undisturbed(ownFolder: string): BackupSurroundings {
  const closed = () => Promise.resolve(undefined);
  return { ownFolder, chooseFolder: closed, chooseFile: closed, chooseExport: closed };
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

export type SmallServer = {
  readonly origin: string;
  readonly seen: readonly {
    readonly url: string;
    readonly token: string | undefined;
    /** What it said of compression. */
    readonly encoding: string | undefined;
  }[];
  readonly close: () => Promise<void>;
};

/** A server on this computer that answers as the test says, for what the provider does not do. */
export async function smallServer(listener: Listener): Promise<SmallServer> {
  const seen: { url: string; token: string | undefined; encoding: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const { authorization: token, 'accept-encoding': encoding } = request.headers;
    seen.push({ url: request.url ?? '', token, encoding: encoding?.toString() });
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return {
    origin: `http://127.0.0.1:${String(address.port)}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** A CapabilityStatement that offers to search these types. */
export function aCapabilityStatement(
  types: readonly string[],
  fhirVersion = '4.0.1',
): Record<string, unknown> {
  const resource = types.map((type) => ({
    type,
    interaction: [{ code: 'read' }, { code: 'search-type' }],
    searchParam: [{ name: 'patient', type: 'reference' }],
  }));
  return {
    resourceType: 'CapabilityStatement',
    fhirVersion,
    implementation: { description: 'A small server' },
    rest: [{ mode: 'server', resource }],
  };
}

/** A page of a search. */
export function aSearchset(entries: readonly unknown[], next?: string): Record<string, unknown> {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: entries.length,
    ...(next === undefined ? {} : { link: [{ relation: 'next', url: next }] }),
    entry: entries.map((resource) => ({ resource })),
  };
}

export const openAccess: Access = { kind: 'open' };

export function aSync(
  input: Partial<Input<'sync:open'>> & { fhirBaseUrl: string },
  waiting = countedWaiting(),
): Promise<Sync> {
  return openSync({ patientId: 'ada', access: openAccess, ...input }, { waiting, now: noon });
}

/** Pulls a download to its end. */
export async function pullAll(sync: Sync): Promise<SyncStep[]> {
  const steps: SyncStep[] = [];
  for (;;) {
    const step = await sync.next();
    steps.push(step);
    if (step.kind === 'done') return steps;
  }
}
