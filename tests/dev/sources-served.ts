import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { build, createServer as createViteServer, type ViteDevServer } from 'vite';
import { electron, page } from '../../scripts/build.mjs';
import { root } from '../../scripts/run.mjs';

/** Serves the page's files to this computer alone. The program fetches them; see pages-from-vite.cjs. */
export async function servePages(
  sources: string,
  nonce: string,
): Promise<{ address: string; vite: ViteDevServer; close(): Promise<void> }> {
  const http = createServer();
  const port = await listen(http);
  const vite = await createViteServer({
    ...page(sources),
    cacheDir: path.join(root, 'node_modules', '.cache', 'vite'),
    html: { cspNonce: nonce },
    // All at once, since what is found on the way begins the page anew.
    optimizeDeps: {
      entries: [
        'index.html',
        'vault/worker.ts',
        'vault/crypto/argon2id-worker.ts',
        'program/ways-in/strength-worker.ts',
      ],
    },
    server: {
      middlewareMode: true,
      fs: { allow: [sources, root] },
      hmr: { server: http, protocol: 'ws', host: '127.0.0.1', clientPort: port },
    },
  });
  http.on('request', vite.middlewares);
  // Made before they are asked for: asked for one behind the other, they would take longer.
  await Promise.all(['/app/main.tsx', '/vault/worker.ts'].map((url) => vite.transformRequest(url)));
  await vite.waitForRequestsIdle();
  return {
    address: `http://127.0.0.1:${String(port)}`,
    vite,
    async close() {
      await vite.close();
      http.close();
    },
  };
}

async function listen(http: Server): Promise<number> {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

/** The page may not reload itself, as it may not go anywhere: the program is told to. */
export function tellReloads(vite: ViteDevServer, reload: () => void): void {
  const { hot } = vite.environments.client;
  // Two overloads, passed on alike.
  const send: (...args: unknown[]) => void = hot.send.bind(hot);
  hot.send = (...args: [unknown, unknown?]) => {
    const [payload] = args;
    const isReload =
      typeof payload === 'object' &&
      payload !== null &&
      'type' in payload &&
      payload.type === 'full-reload';
    if (isReload) reload();
    else send(...args);
  };
}

/** An editor may empty a file before it fills it: what follows so soon is one change. */
const settleMs = 100;

/** Builds the main process's two scripts, now and whenever their sources change. Answers once both are there. */
export async function watchMain(
  place: Parameters<typeof electron>[0],
  changed: () => void,
): Promise<readonly { close(): Promise<void> }[]> {
  const names = ['main', 'preload'] as const;
  return Promise.all(
    names.map(async (name) => {
      const config = electron(place, name);
      const watcher = await build({
        ...config,
        build: { ...config.build, watch: { buildDelay: settleMs } },
      });
      if (!('on' in watcher)) throw new Error('nothing watches the main process');
      await new Promise<void>((resolve) => {
        let first = true;
        watcher.on('event', ({ code }) => {
          if (code !== 'END') return;
          if (first) resolve();
          else changed();
          first = false;
        });
      });
      return watcher;
    }),
  );
}
