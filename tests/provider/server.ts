import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { fileURLToPath } from 'node:url';
import { accountsOf, type Account } from './accounts.ts';
import { loadFile, resourcesIn, type LoadedResource } from './load.ts';
import { conductOf, type Manners } from './manners.ts';
import { publicClientId } from './oauth.ts';
import type { House } from './houses.ts';
import { makeLinks, type Links } from './links.ts';
import { selfSigned } from './self-signed.ts';
import { makeSite } from './site.ts';
import { makeStore, type RecordStore } from './store.ts';

/** The four places that keep a record of the project's own patient. */
export const ukPatientSources = ['gp', 'hospital', 'community', 'social-care'] as const;
export type UkPatientSource = (typeof ukPatientSources)[number];

export interface ProviderOptions {
  /** A free one by default. */
  readonly port?: number;
  /** Serve without sign-in. */
  readonly open?: boolean;
  /** Paths of FHIR files to serve; without `load` and `texts`, the project's own patient. */
  readonly load?: readonly string[];
  /** The same as FHIR text: Bundles, NDJSON or resources. */
  readonly texts?: readonly string[];
  /** Which sources of the project's own patient to serve: all by default, as one record. */
  readonly sources?: readonly UkPatientSource[];
  readonly manners?: Manners;
  /** How its front door is made: the usual one by default. */
  readonly house?: House;
  /** 3600 by default. */
  readonly accessTokenSeconds?: number;
}

/** A request as the server saw it, for tests that ask what was sent to whom. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly hasToken: boolean;
  /** The access token that it carried. */
  readonly token?: string;
}

export interface RunningProvider {
  readonly origin: string;
  readonly fhirBaseUrl: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly accounts: readonly Account[];
  readonly store: RecordStore;
  readonly requests: readonly SeenRequest[];
  /** SMART Health Links that it keeps. */
  readonly links: Links;
  /** From now on behave so, and no longer as before. For tests only. */
  readonly setManners: (manners: Manners) => void;
  close(): Promise<void>;
}

/**
 * Starts a SMART on FHIR server on 127.0.0.1 that serves synthetic patients.
 * @throws Error where the port is taken or a file can't be read
 */
export async function startProvider(options: ProviderOptions = {}): Promise<RunningProvider> {
  const store = makeStore(await resourcesFor(options));
  const accounts = accountsOf(store);
  const requests: SeenRequest[] = [];
  let conduct = conductOf(options.manners ?? {});

  const isTls = options.house?.isSelfSigned === true;
  const server = isTls ? createTlsServer(selfSigned()) : createServer();
  const address = await listen(server, options.port ?? 0);
  const origin = `${isTls ? 'https' : 'http'}://${address}`;
  const fhirBaseUrl = `${origin}/fhir`;
  const links = makeLinks(origin);
  const answer = makeSite({
    links,
    origin,
    fhirBaseUrl,
    store,
    accounts,
    isOpen: options.open === true,
    house: options.house ?? {},
    accessTokenSeconds: options.accessTokenSeconds ?? 3600,
    conduct: () => conduct,
  });
  server.on('request', (request, response) => {
    const { authorization } = request.headers;
    requests.push({
      method: request.method ?? '',
      path: request.url ?? '',
      hasToken: authorization !== undefined,
      ...(authorization !== undefined && { token: authorization.replace(/^Bearer /i, '') }),
    });
    void answer(request, response);
  });
  return {
    origin,
    fhirBaseUrl,
    issuer: origin,
    clientId: publicClientId,
    accounts,
    store,
    requests,
    links,
    setManners: (manners) => {
      conduct = conductOf(manners);
    },
    close: () => close(server),
  };
}

async function resourcesFor(options: ProviderOptions): Promise<LoadedResource[]> {
  const isOwnPatient = options.load === undefined && options.texts === undefined;
  const paths = isOwnPatient
    ? (options.sources ?? ukPatientSources).map(ukPatientPath)
    : (options.load ?? []);
  const loaded = await Promise.all(paths.map(loadFile));
  return [...loaded.flat(), ...(options.texts ?? []).flatMap(resourcesIn)];
}

/** Where a source of the project's own patient lies on disk. */
export function ukPatientPath(source: UkPatientSource): string {
  return fileURLToPath(new URL(`../fixtures/uk-patient/${source}.json`, import.meta.url));
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return `127.0.0.1:${String(address.port)}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
