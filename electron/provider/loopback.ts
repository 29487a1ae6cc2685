import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AppError } from '../../shared/base/error.ts';
import type { ReturnWay } from '../../shared/ipc/access.ts';
import { callbackPage, callbackPolicy, type CallbackOutcome } from './callback-page.ts';

/** A listener on this computer that the browser is sent back to. @see RFC 8252 section 7.3 */
export type Loopback = {
  readonly redirectUri: string;
  /** What the answer must carry. On the way over a page on the web it also says at which port this is. */
  readonly state: string;
  /**
   * The address that the browser was sent back to, with its `code` or `error`.
   * @throws sign-in-cancelled, sign-in-no-answer; sign-in-return-path, sign-in-return-no-state, sign-in-return-empty
   * as soon as an answer comes that is almost right, and is not accepted
   */
  readonly callback: (signal: AbortSignal) => Promise<URL>;
  readonly close: () => void;
};

/** Where to listen; port 0 stands for any that is free. */
type Door = { readonly host: string; readonly port: number; readonly path: string };

const anyPort: Door = { host: '127.0.0.1', port: 0, path: '/callback' };

/**
 * Listens on this computer, where `way` says; at a free port of 127.0.0.1 by default.
 * Only an answer with this `state` counts: another program's or page's is put aside.
 * @param random hard to guess, made for this sign-in alone
 * @throws sign-in-ports-taken where every fixed port is in use
 */
export async function listenOnLoopback(
  random: string,
  way: ReturnWay = { kind: 'any-port' },
): Promise<Loopback> {
  let arrive: (arrival: Arrival) => void;
  const arrived = new Promise<Arrival>((resolve) => {
    arrive = resolve;
  });
  const server = createServer();
  const door = await openFirst(server, doorsOf(way));
  const state = way.kind === 'page' ? `${random}.${String(door.port)}` : random;
  server.on('request', (request, response) => {
    const arrival = arrivalOf(request, { path: door.path, state });
    answer(response, outcomeOf(arrival));
    if (arrival !== 'stray') arrive(arrival);
  });
  return {
    redirectUri: way.kind === 'page' ? way.address : addressOf(door, way),
    state,
    callback: async (signal) => {
      const arrival = await Promise.race([arrived, cancelled(signal)]);
      if (arrival instanceof URL) return arrival;
      throw new AppError(arrival);
    },
    close: () => {
      server.close();
      server.closeIdleConnections();
    },
  };
}

function doorsOf(way: ReturnWay): readonly Door[] {
  if (way.kind !== 'addresses') return [anyPort];
  return way.addresses.map((address) => {
    const { hostname, port, pathname } = new URL(address);
    const host = hostname === '[::1]' ? '::1' : '127.0.0.1';
    return { host, port: Number(port), path: pathname };
  });
}

/** A server that compares addresses exactly must be told the one that it has on file, to the letter. */
function addressOf({ port, path }: Door, way: ReturnWay): string {
  const known = way.kind === 'addresses' ? way.addresses : [];
  const given = known.find((address) => new URL(address).port === String(port));
  return given ?? `http://127.0.0.1:${String(port)}${path}`;
}

async function openFirst(server: Server, doors: readonly Door[]): Promise<Door> {
  for (const door of doors) {
    const port = await listen(server, door);
    if (port !== undefined) return { ...door, port };
  }
  throw new AppError('sign-in-ports-taken');
}

/** The port that it listens at; `undefined` where the port is taken. */
function listen(server: Server, { host, port }: Door): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const fault = (thrown: NodeJS.ErrnoException): void => {
      if (thrown.code === 'EADDRINUSE' || thrown.code === 'EACCES') resolve(undefined);
      else reject(thrown);
    };
    server.once('error', fault);
    server.listen(port, host, () => {
      server.off('error', fault);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new AppError('sign-in-failed'));
      else resolve(address.port);
    });
  });
}

/** An answer that is almost right: a person who waits for it is told at once. */
type Astray = 'sign-in-return-path' | 'sign-in-return-no-state' | 'sign-in-return-empty';
type Arrival = URL | Astray;

/** Nobody can know the state before it is made, and so nothing that comes before can carry it. */
function arrivalOf(
  request: IncomingMessage,
  { path, state }: { readonly path: string; readonly state: string },
): Arrival | 'stray' {
  const local = `http://127.0.0.1${request.url ?? ''}`;
  if (request.method !== 'GET' || !URL.canParse(local) || !isOfPerson(request)) return 'stray';
  const url = new URL(local);
  const answers = url.searchParams.has('code') || url.searchParams.has('error');
  const given = url.searchParams.get('state');
  if (url.pathname === path) {
    if (given === state) return url;
    if (given !== null) return 'stray';
    if (answers) return 'sign-in-return-no-state';
    return url.search === '' ? 'sign-in-return-empty' : 'stray';
  }
  return answers && given === state ? 'sign-in-return-path' : 'stray';
}

/** Whether a whole page is asked for, in a browser's own window. A page elsewhere that only tries ports cannot end a sign-in. */
function isOfPerson({ headers }: IncomingMessage): boolean {
  const wanted = headers['sec-fetch-dest'];
  return wanted === undefined || wanted === 'document';
}

function outcomeOf(arrival: Arrival | 'stray'): CallbackOutcome {
  if (arrival === 'stray') return 'stray';
  if (!(arrival instanceof URL)) return 'astray';
  return arrival.searchParams.has('code') ? 'signed-in' : 'not-signed-in';
}

function answer(response: ServerResponse, outcome: CallbackOutcome): void {
  response.writeHead(outcome === 'stray' || outcome === 'astray' ? 404 : 200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': callbackPolicy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  response.end(callbackPage(outcome));
}

function cancelled(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => {
      const isPatienceOver =
        signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError';
      reject(new AppError(isPatienceOver ? 'sign-in-no-answer' : 'sign-in-cancelled'));
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
