import { afterEach, describe, expect, it } from 'vitest';
import { systemWaiting } from '../../../../electron/http/retry.ts';
import { discover } from '../../../../electron/provider/discover.ts';
import { openSync } from '../../../../electron/sync/sync.ts';
import { keepSyncs, type Syncs } from '../../../../electron/sync/syncs.ts';
import { noteWaits } from '../../../../electron/sync/waits.ts';
import { aCapabilityStatement, noon, openAccess, sendJson, smallServer } from '../fixtures.ts';

const servers: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** A server that takes every request, and answers none of them. `asked`: one came; `left`: whoever asked has hung up. */
async function aSilentServer() {
  let asked: () => void = () => undefined;
  let left: () => void = () => undefined;
  const told = {
    asked: new Promise<void>((resolve) => (asked = resolve)),
    left: new Promise<void>((resolve) => (left = resolve)),
  };
  const server = await smallServer((_, response) => {
    response.on('close', left);
    asked();
  });
  servers.push(server);
  return { ...told, origin: server.origin };
}

/** A server that answers every search with a wish to be left alone for a minute. */
async function aBusyServer() {
  const server = await smallServer(({ url }, response) => {
    if (url === '/metadata') sendJson(response, aCapabilityStatement(['Goal']));
    else {
      response.writeHead(429, { 'retry-after': '60' });
      response.end();
    }
  });
  servers.push(server);
  return server;
}

function opening(syncs: Syncs, fhirBaseUrl: string) {
  const wanted = { fhirBaseUrl, patientId: 'ada', access: openAccess };
  return syncs.open('one', ({ signal, waits }) =>
    openSync(wanted, { waiting: waits.noting(systemWaiting), now: noon, signal }),
  );
}

const cancelled = { code: 'download-cancelled' };

describe('a download that is being opened at a server that never answers', () => {
  it('is ended by closing it, down to the request', async () => {
    const server = await aSilentServer();
    const syncs = keepSyncs();
    const opened = opening(syncs, server.origin);
    await server.asked;
    await syncs.close('one');
    await expect(opened).rejects.toMatchObject(cancelled);
    await server.left;
    expect(() => syncs.get('one')).toThrow('message-invalid');
  });

  it('is ended by the lock', async () => {
    const server = await aSilentServer();
    const syncs = keepSyncs();
    const opened = opening(syncs, server.origin);
    await server.asked;
    syncs.closeAll();
    await expect(opened).rejects.toMatchObject(cancelled);
    await server.left;
  });

  it('keeps its id to itself', async () => {
    const server = await aSilentServer();
    const syncs = keepSyncs();
    const opened = opening(syncs, server.origin);
    await expect(opening(syncs, server.origin)).rejects.toThrow('message-invalid');
    await server.asked;
    await syncs.close('one');
    await expect(opened).rejects.toMatchObject(cancelled);
  });
});

it('an address that never answers is looked at no longer than the person wants', async () => {
  const server = await aSilentServer();
  const cancelling = new AbortController();
  const found = discover(server.origin, cancelling.signal);
  await server.asked;
  cancelling.abort();
  await expect(found).rejects.toMatchObject(cancelled);
  await server.left;
});

describe('a wait that a server asked for', () => {
  it('is told of with its end, and ends at once when the download is closed', async () => {
    const server = await aBusyServer();
    const syncs = keepSyncs();
    await opening(syncs, server.origin);
    const began = Date.now();
    const step = syncs.get('one').next();
    const until = await syncs.waits('one', undefined);
    expect(Date.parse(until ?? '') - began).toBeGreaterThanOrEqual(60_000);
    const over = syncs.waits('one', until);
    await syncs.close('one');
    await expect(step).rejects.toMatchObject(cancelled);
    await over;
    expect(Date.now() - began).toBeLessThan(30_000);
    await expect(async () => syncs.waits('one', until)).rejects.toThrow('message-invalid');
  });

  it('is over when all are, and the first of several to end is told', async () => {
    const waits = noteWaits();
    const { whileAsked = () => Promise.resolve() } = waits.noting({ ...systemWaiting, now: noon });
    let goOn: () => void = () => undefined;
    const long = whileAsked(60_000, new Promise((resolve) => (goOn = resolve)));
    expect(await waits.otherThan(undefined)).toBe('2026-05-03T12:01:00.000Z');
    let goOnSooner: () => void = () => undefined;
    const short = whileAsked(5000, new Promise((resolve) => (goOnSooner = resolve)));
    expect(await waits.otherThan('2026-05-03T12:01:00.000Z')).toBe('2026-05-03T12:00:05.000Z');
    goOnSooner();
    await short;
    expect(await waits.otherThan('2026-05-03T12:00:05.000Z')).toBe('2026-05-03T12:01:00.000Z');
    goOn();
    await long;
    expect(await waits.otherThan('2026-05-03T12:01:00.000Z')).toBeUndefined();
  });

  it('is not told of where it is too short to be read', async () => {
    const waits = noteWaits();
    const wait = waits.noting(systemWaiting).whileAsked?.(1000, new Promise(() => undefined));
    waits.end();
    expect(await waits.otherThan(undefined)).toBeUndefined();
    expect(wait).toBeDefined();
  });
});
