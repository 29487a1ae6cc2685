import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { answerMessage, type Handlers } from '../../electron/answer-message.ts';
import { spareHandlers } from '../../electron/spare/handlers.ts';
import { vaultsHere } from '../../electron/spare/vaults-here.ts';
import { root } from '../../scripts/run.mjs';
import type { Channel, Input } from '../../shared/ipc/contract.ts';

/** Debian's; its version is newer than that of the Electron that tests run on. */
const browser = '/usr/bin/chromium';
const sqliteFeatures = 'IdbSqliteBackingStore,IdbSqliteOnDiskRollout';
const builtPage = path.join(root, 'dist', 'renderer');

/** Where Chromium keeps IndexedDB. */
export type StoreKind = 'SQLite' | 'LevelDB';

/** Why the page cannot be driven in that browser here; `undefined` where it can. */
export function whyNoBrowser(): string | undefined {
  return existsSync(browser) ? undefined : `there is no ${browser}`;
}

/** The program's page over HTTP, under one address however often a browser is started. */
export async function servePage(): Promise<{ readonly address: string; close(): void }> {
  const server: Server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://page').pathname;
    const file = path.join(builtPage, name === '/' ? 'index.html' : name);
    const types: Record<string, string> = {
      '.html': 'text/html; charset=utf-8',
      '.js': 'text/javascript',
      '.css': 'text/css',
      '.wasm': 'application/wasm',
    };
    readFile(file).then(
      (bytes) => {
        response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream');
        response.end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens to a port
  return {
    address: `http://127.0.0.1:${String(port)}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type BrowserProgram = { readonly window: Page; readonly close: () => Promise<void> };

/**
 * The program's page in a browser of its own, with main's real care for vaults behind it and nothing else of main.
 * `folder`: the browser's, in which its profile is `Default`.
 */
export async function startInBrowser(
  folder: string,
  address: string,
  store: StoreKind,
): Promise<BrowserProgram> {
  const vaults = await vaultsHere(path.join(folder, 'Default'), () => new Date());
  const handlers = spareHandlers(vaults) as Handlers; // any other question is answered as one that went wrong
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: browser,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--${store === 'SQLite' ? 'enable' : 'disable'}-features=${sqliteFeatures}`,
    ],
  });
  await context.exposeFunction('askMain', async (channel: Channel, text: string) => {
    const answer = await answerMessage(channel, fromText(text) as Input<Channel>, handlers);
    return toText(answer);
  });
  await context.addInitScript({ content: bridgeScript });
  const window = context.pages()[0] ?? (await context.newPage());
  await window.goto(address);
  return {
    window,
    async close() {
      await context.close();
      await Promise.all((await vaults.spares.ids()).map((id) => vaults.spares.of(id).settle()));
    },
  };
}

/** What the preload script offers, over what Playwright lets through: text. */
const bridgeScript = `
  const toText = (value) => JSON.stringify(value, (_, one) =>
    one instanceof Uint8Array
      ? { bytes64: btoa(Array.from(one, (byte) => String.fromCharCode(byte)).join('')) }
      : one);
  const fromText = (text) => JSON.parse(text, (_, one) =>
    typeof one?.bytes64 === 'string'
      ? Uint8Array.from(atob(one.bytes64), (letter) => letter.charCodeAt(0))
      : one);
  window.phr = {
    invoke: async (channel, input) => fromText(await window.askMain(channel, toText(input))),
    onEvent: () => () => undefined,
  };
`;

function toText(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    one instanceof Uint8Array ? { bytes64: Buffer.from(one).toString('base64') } : one,
  );
}

function fromText(text: string): unknown {
  return JSON.parse(text, (_, one: unknown) => {
    const isBytes = typeof one === 'object' && one !== null && 'bytes64' in one;
    return isBytes ? new Uint8Array(Buffer.from(String(one.bytes64), 'base64')) : one;
  });
}
