/* global require, Response, Headers */
/*
 * `npm run dev` has Electron load this before the program itself. The window's files then come from Vite's server,
 * under the program's own address and its own policy, which is widened by three things: the nonce of what Vite writes
 * into the page, and the one socket that tells of changes. Nothing of this is in the program.
 */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- Electron loads such a script as CommonJS
const { app, session } = require('electron');

const { PHR_DEV_SERVER: server = '', PHR_DEV_NONCE: nonce = '' } = process.env;
const socket = server.replace(/^http/, 'ws');

/** @param {string} policy @returns {string} */
const widened = (policy) =>
  policy
    .replace("script-src 'self'", `$& 'nonce-${nonce}'`)
    .replace("style-src 'self'", `$& 'nonce-${nonce}'`)
    .replace("connect-src 'self'", `$& ${socket}`);

/** @param {string} address @param {Response} own the program's own answer, whose headers are kept */
async function fromVite(address, own) {
  const { pathname, search } = new URL(address);
  const { status, headers, body } = await whole(`${server}${pathname}${search}`);
  const kept = new Headers(own.headers);
  kept.set('content-type', headers.get('content-type') ?? 'text/plain');
  kept.set(
    'content-security-policy',
    widened(own.headers.get('content-security-policy') ?? "default-src 'none'"),
  );
  return new Response(body, { status, headers: kept });
}

/** @param {string} address Handed on in pieces, a large file now and then fails half-way. */
async function whole(address) {
  const response = await fetch(address);
  return { status: response.status, headers: response.headers, body: await response.arrayBuffer() };
}

// Registered before the program's own, so that it runs before the program opens its window.
void app.whenReady().then(() => {
  const { protocol, webRequest } = session.defaultSession;
  const handle = protocol.handle.bind(protocol);
  protocol.handle = (scheme, answer) =>
    handle(scheme, async (request) => {
      const own = await answer(request);
      return request.url.startsWith('app://phr/') ? fromVite(request.url, own) : own;
    });
  const before = webRequest.onBeforeRequest.bind(webRequest);
  webRequest.onBeforeRequest = (listener) =>
    before((details, decide) =>
      details.url.startsWith(`${socket}/`) ? decide({}) : listener(details, decide),
    );
});
