import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setUp } from './pages/set-up-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';

/** An address that nobody may be led to. It answers nobody either. */
const elsewhere = 'https://elsewhere.example/';

describe('the window is a closed house', () => {
  let folders: Awaited<ReturnType<typeof freshFolders>>;
  let program: RunningProgram;

  beforeAll(async () => {
    folders = await freshFolders();
    program = await startProgram(folders);
    await setUp(program.window, 'four quiet herons wading');
  });
  afterAll(async () => {
    await program.close();
    await folders.remove();
  });

  test('has a page in a sandbox, without Node, in a world of its own', async () => {
    const settings: unknown = await program.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // Electron offers this to its own tests; it is absent from the published types.
      const read: unknown = Reflect.get(contents ?? {}, 'getLastWebPreferences');
      const settings: unknown =
        typeof read === 'function' ? Reflect.apply(read, contents, []) : undefined;
      return settings;
    });
    expect(settings).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    });
    const names = await program.window.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in window),
    );
    expect(names).toEqual([]);
  });

  test('offers the page two functions and nothing more', async () => {
    const offered = await program.window.evaluate(() => {
      const bridge: unknown = Reflect.get(window, 'phr');
      return typeof bridge === 'object' && bridge !== null ? Object.keys(bridge) : [];
    });
    expect(offered.sort()).toEqual(['invoke', 'onEvent']);
  });

  test('goes nowhere, neither by a script nor by a link', async () => {
    const { window: page } = program;
    const before = await page.evaluate(() => {
      Reflect.set(window, 'stayed', true);
      return location.href;
    });
    const byScript = await watchForDenial(program);
    await page.evaluate((address) => {
      location.assign(address);
    }, elsewhere);
    expect(await byScript()).toEqual({ url: elsewhere, denied: true });

    const byLink = await watchForDenial(program);
    await page.evaluate((address) => {
      const link = document.createElement('a');
      link.href = address;
      document.body.append(link);
      link.click();
      link.remove();
    }, elsewhere);
    expect(await byLink()).toEqual({ url: elsewhere, denied: true });
    expect(
      await page.evaluate(() => {
        const stayed: unknown = Reflect.get(window, 'stayed');
        return { href: location.href, stayed };
      }),
    ).toEqual({ href: before, stayed: true });
  });

  test('opens no other window and embeds no other page', async () => {
    const { app, window: page } = program;
    expect(await page.evaluate((address) => window.open(address) === null, elsewhere)).toBe(true);
    expect(app.windows()).toHaveLength(1);
    const refusedBy = await page.evaluate(async (address) => {
      const frame = document.createElement('iframe');
      const refused = new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => {
          resolve(event.effectiveDirective);
        });
      });
      frame.src = address;
      document.body.append(frame);
      return await refused;
    }, elsewhere);
    expect(refusedBy).toBe('frame-src');
    expect(page.frames().map((frame) => frame.url())).not.toContain(elsewhere);
    await page.evaluate(() => document.querySelector('iframe')?.remove());
  });

  test('gives no permission away', async () => {
    const { window } = program;
    const states = await window.evaluate(async () => {
      const camera = await navigator.mediaDevices
        .getUserMedia({ video: true })
        .then(() => 'granted')
        .catch((fault: unknown) => (fault instanceof Error ? fault.name : 'refused'));
      const place = await new Promise<string>((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => {
            resolve('granted');
          },
          ({ code }) => {
            resolve(`error ${String(code)}`);
          },
        );
      });
      return { camera, place, notices: await Notification.requestPermission() };
    });
    expect(states.camera).not.toBe('granted');
    expect(states.place).toBe('error 1');
    expect(states.notices).toBe('denied');
  });

  test('runs no script that is not its own, and fetches nothing from elsewhere', async () => {
    const { window } = program;
    const ran = await window.evaluate(async (address) => {
      const blocked: string[] = [];
      const lastIsBlocked = new Promise<void>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          blocked.push(effectiveDirective);
          if (effectiveDirective === 'connect-src') resolve();
        });
      });
      const script = document.createElement('script');
      script.textContent = 'window.inlineScriptRan = true';
      document.body.append(script);
      script.remove();
      const image = document.createElement('img');
      const settled = new Promise((resolve) => {
        image.addEventListener('error', resolve);
        image.addEventListener('load', resolve);
      });
      image.src = `${address}pixel.png`;
      await settled;
      const fetched = await fetch(address)
        .then(() => true)
        .catch(() => false);
      if (!fetched) await lastIsBlocked;
      return { inline: 'inlineScriptRan' in window, fetched, blocked };
    }, elsewhere);
    expect(ran.inline).toBe(false);
    expect(ran.fetched).toBe(false);
    expect(ran.blocked).toEqual(
      expect.arrayContaining(['script-src-elem', 'img-src', 'connect-src']),
    );
  });

  test.each([
    ['an unknown channel', 'files:delete', {}],
    ['an unknown member', 'app:about', { more: true }],
    ['a wrong type', 'provider:discover', { address: 5 }],
    ['an address of another kind', 'provider:sign-in', { fhirBaseUrl: 'file:///etc/hosts' }],
    ['a missing member', 'file:save', { suggestedName: 'x' }],
    ['no input at all', 'print:pdf', undefined],
  ])('refuses a message with %s', async (_what, channel, input) => {
    const answer = await program.window.evaluate(
      ([name, value]) => {
        // The page's own bridge, asked what its types would not let it be asked.
        const { invoke } = Reflect.get(window, 'phr') as Record<
          'invoke',
          (name: string, value: unknown) => Promise<unknown>
        >;
        return Promise.resolve(invoke(name, value)).catch((fault: unknown) => ({
          ok: false,
          code: 'message-invalid',
          thrown: fault instanceof Error,
        }));
      },
      [channel, input] as const,
    );
    expect(answer).toMatchObject({ ok: false, code: 'message-invalid' });
  });

  test('serves nothing from outside its own folder', async () => {
    const statuses = await program.window.evaluate(() =>
      Promise.all(
        ['/../electron/main.cjs', '/%2e%2e/electron/main.cjs', '/..%2felectron%2fmain.cjs'].map(
          async (address) => (await fetch(`app://phr${address}`)).status,
        ),
      ),
    );
    expect(statuses.every((status) => status >= 400)).toBe(true);
  });

  test('never names the patient in the window’s title', async () => {
    const title = await program.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getTitle(),
    );
    expect(title).toBe('Patient-Held Record');
  });
});

/** Watches for the next attempt of the page to go elsewhere; the answer waits for whether it was denied. */
async function watchForDenial({
  app,
}: RunningProgram): Promise<() => Promise<{ url: string; denied: boolean }>> {
  const watch = await app.evaluateHandle(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const denial = new Promise<{ url: string; denied: boolean }>((resolve) => {
      contents?.once('will-frame-navigate', ({ url, defaultPrevented: denied }) => {
        resolve({ url, denied });
      });
    });
    return { denial };
  });
  return () => watch.evaluate(({ denial }) => denial);
}
