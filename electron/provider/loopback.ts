import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AppError } from '../../shared/base/error.ts';
import { callbackPage, callbackPolicy, type CallbackOutcome } from './callback-page.ts';

/** A listener on this computer that the browser is sent back to. @see RFC 8252 section 7.3 */
export type Loopback = {
  readonly redirectUri: string;
  /** The address that the browser was sent back to, with its `code` or `error`. @throws sign-in-cancelled */
  readonly callback: (signal: AbortSignal) => Promise<URL>;
  readonly close: () => void;
};

const path = '/callback';

/** Listens on 127.0.0.1 at a free port. Only an answer with this `state` counts: another program's or page's is put aside. */
export async function listenOnLoopback(state: string): Promise<Loopback> {
  let arrive: (url: URL) => void;
  const arrived = new Promise<URL>((resolve) => {
    arrive = resolve;
  });
  const server = createServer((request, response) => {
    const url = callbackUrl(request);
    const outcome = outcomeOf(url, state);
    answer(response, outcome);
    if (outcome !== 'stray' && url !== undefined) arrive(url);
  });
  const redirectUri = `http://127.0.0.1:${String(await listen(server))}${path}`;
  return {
    redirectUri,
    callback: (signal) => Promise.race([arrived, cancelled(signal)]),
    close: () => {
      server.close();
      server.closeIdleConnections();
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new AppError('sign-in-failed'));
      else resolve(address.port);
    });
  });
}

function callbackUrl(request: IncomingMessage): URL | undefined {
  const local = `http://127.0.0.1${request.url ?? ''}`;
  if (request.method !== 'GET' || !URL.canParse(local)) return undefined;
  const url = new URL(local);
  return url.pathname === path ? url : undefined;
}

function outcomeOf(url: URL | undefined, state: string): CallbackOutcome {
  if (url?.searchParams.get('state') !== state) return 'stray';
  return url.searchParams.has('code') ? 'signed-in' : 'not-signed-in';
}

function answer(response: ServerResponse, outcome: CallbackOutcome): void {
  response.writeHead(outcome === 'stray' ? 404 : 200, {
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
      reject(new AppError('sign-in-cancelled'));
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
