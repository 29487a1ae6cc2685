import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vaultSpare } from '../../../electron/spare/vault-spare.ts';
import { answerMessage } from '../../../electron/answer-message.ts';
import { isChannel } from '../../../electron/channels.ts';
import { exportFault, safeFileName, saveFile, writeWhole } from '../../../electron/files.ts';
import { makeHandlers } from '../../../electron/handlers.ts';
import { escapeHtml, footerTemplate, printDocument } from '../../../electron/print/print-page.ts';
import { profileFolder } from '../../../electron/profile.ts';
import { answerFromFolder, fileForUrl } from '../../../electron/protocol.ts';
import { contract } from '../../../shared/ipc/contract.ts';
import { countedWaiting, noon, undisturbed } from './fixtures.ts';
import { noKeychain } from './made-keychain.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phr-main-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('the protocol of the program itself', () => {
  const root = `${sep}program`;

  it.each([
    ['app://phr/', 'index.html'],
    ['app://phr/index.html?x=1#y', 'index.html'],
    ['app://phr/assets/font-1.woff2', `assets${sep}font-1.woff2`],
    ['app://phr/../../stays.html', 'stays.html'],
  ])('serves %s', (url, file) => {
    expect(fileForUrl(url, root)).toBe(`${root}${sep}${file}`);
  });

  it.each([
    'app://phr/..%2fsecret.html',
    'app://phr/%2e%2e%2fsecret.html',
    'app://phr/..%5csecret.html',
    'app://phr/c:%5csecret.html',
    'app://phr/%00.html',
    'app://phr/%zz.html',
    'app://phr//etc/index.html',
    'app://phr/.git/index.html',
    'app://phr/program.sh',
    'app://other/index.html',
    'file:///etc/index.html',
    'https://phr/index.html',
    'nonsense',
  ])('does not serve %s', (url) => {
    expect(fileForUrl(url, root)).toBeUndefined();
  });

  it('puts the policy on every answer, also where there is nothing', async () => {
    await writeFile(join(folder, 'page.html'), 'hello');
    for (const [url, status] of [
      ['app://phr/page.html', 200],
      ['app://phr/none.html', 404],
      ['app://phr/../none', 404],
    ] as const) {
      const response = await answerFromFolder(new Request(url), folder);
      expect(response.status).toBe(status);
      const policy = response.headers.get('content-security-policy');
      expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'");
      expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:/);
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('takes no other method than GET', async () => {
    const request = new Request('app://phr/page.html', { method: 'POST' });
    expect((await answerFromFolder(request, folder)).status).toBe(404);
  });
});

describe('messages from a page', () => {
  const surroundings = {
    about: { version: '1', electron: '2', chromium: '3', platform: 'linux' },
    rendererFolder: '/nowhere',
    now: noon,
    waiting: countedWaiting(),
    openBrowser: () => Promise.resolve(),
    choosePath: () => Promise.resolve(undefined),
    print: () => Promise.reject(new Error('private details of Ada')),
    paper: { print: () => Promise.resolve({ printed: false }), end: () => undefined },
    backups: undisturbed('/nowhere'),
    safeStorage: noKeychain,
    copied: () => undefined,
    replacePage: () => Promise.resolve(),
    vaults: {
      known: () => Promise.reject(new Error('not asked')),
      tellRows: () => Promise.resolve(),
      forget: () => Promise.resolve(),
      giveUp: () => Promise.resolve(),
      newestLog: () => Promise.resolve(undefined),
      spares: { ids: () => Promise.resolve([]), of: () => vaultSpare('/nowhere') },
      completed: () => Promise.resolve(),
      unreadable: () => Promise.resolve(),
      removeRows: () => Promise.resolve(),
    },
  };
  const { handlers } = makeHandlers(surroundings);
  const page = { html: '', title: '', language: 'en', footer: '' };

  it('reach their handler as the contract says', async () => {
    expect(await answerMessage('app:about', {}, handlers)).toEqual({
      ok: true,
      value: surroundings.about,
    });
  });

  it.each([
    ['provider:discover', {}],
    ['provider:discover', { address: 7 }],
    ['app:about', { extra: true }],
    ['sync:open', { fhirBaseUrl: 'file:///etc', patientId: 'x', access: { kind: 'open' } }],
    ['file:save', { suggestedName: 'x', bytes: 'text', kind: 'pdf' }],
    ['app:about', undefined],
  ] as const)('%s with %j is refused', async (channel, message) => {
    const answer = await answerMessage(channel, message, handlers);
    expect(answer).toEqual({ ok: false, code: 'message-invalid', where: channel });
  });

  it('learn a code and no details', async () => {
    const answer = await answerMessage('print:pdf', page, handlers);
    expect(answer).toEqual({ ok: false, code: 'unexpected' });
  });

  it('about a download that is not there are refused', async () => {
    const answer = await answerMessage('sync:next', { syncId: 'none' }, handlers);
    expect(answer).toEqual({ ok: false, code: 'message-invalid' });
  });

  it('saving nowhere is no error', async () => {
    const file = { suggestedName: 'x.pdf', bytes: new Uint8Array(1), kind: 'pdf' };
    expect(await answerMessage('file:save', file, handlers)).toEqual({
      ok: true,
      value: { saved: false },
    });
  });

  it('may use every channel of the contract and no other', () => {
    expect(Object.keys(contract).every(isChannel)).toBe(true);
    expect(['fs:read', 'toString', '__proto__', ''].some(isChannel)).toBe(false);
  });
});

describe('saving a file', () => {
  it('writes it whole under the chosen name and leaves nothing else', async () => {
    const path = join(folder, 'summary.pdf');
    const save = { suggestedName: 'summary.pdf', bytes: Uint8Array.from([1, 2, 3]) };
    expect(await saveFile(save, () => Promise.resolve(path))).toEqual({
      saved: true,
      fileName: 'summary.pdf',
    });
    expect(await readFile(path)).toEqual(Buffer.from([1, 2, 3]));
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('leaves the earlier file alone when it fails, and no rest beside it', async () => {
    const place = await mkdtemp(join(folder, 'taken-'));
    // A folder cannot be replaced by a file, so the last step fails after the bytes are written.
    const path = join(place, 'summary.pdf');
    await mkdtemp(path);
    const [taken = ''] = await readdir(place);
    const failing = writeWhole(join(place, taken), Uint8Array.from([1]));
    await expect(failing).rejects.toMatchObject({ code: 'export-failed' });
    expect(await readdir(place)).toEqual([taken]);
  });

  it.each([
    ['ENOSPC', 'export-disk-full'],
    ['EDQUOT', 'export-disk-full'],
    ['EROFS', 'export-not-allowed'],
    ['EACCES', 'export-not-allowed'],
    ['EIO', 'export-failed'],
  ])('reads %s as %s', (code, expected) => {
    expect(exportFault(Object.assign(new Error('from the system'), { code }))).toBe(expected);
  });

  it.skipIf(process.getuid?.() === 0)('says that the folder may not be written to', async () => {
    const place = await mkdtemp(join(folder, 'locked-'));
    await chmod(place, 0o500);
    const refused = writeWhole(join(place, 'summary.pdf'), Uint8Array.from([1]));
    await expect(refused).rejects.toMatchObject({ code: 'export-not-allowed' });
    await chmod(place, 0o700);
  });

  it.each([
    ['summary.pdf', 'summary.pdf'],
    ['../../etc/passwd', 'etc passwd'],
    ['a\\b:c*?"<>|d.pdf', 'a b c d.pdf'],
    ['.hidden', 'hidden'],
    ['\n', 'summary'],
    ['Björk 日本.pdf', 'Björk 日本.pdf'],
    ['letter\u202efdp.exe', 'letter fdp.exe'],
    ['CON', '_CON'],
    ['nul.pdf', '_nul.pdf'],
    ['com1 .pdf', '_com1 .pdf'],
    ['console.pdf', 'console.pdf'],
  ])('suggests %j as %j', (suggested, name) => {
    expect(safeFileName(suggested)).toBe(name);
  });
});

describe('the printed page', () => {
  const page = { html: '<h1>x</h1>', title: '</title><b>', language: '"><i>', footer: '<img>' };

  it('lets nothing but the summary be markup', () => {
    expect(printDocument(page)).toContain('<title>&lt;/title&gt;&lt;b&gt;</title>');
    expect(printDocument(page)).toContain('lang="&quot;&gt;&lt;i&gt;"');
    expect(footerTemplate(page.footer)).toContain('&lt;img&gt;');
    expect(escapeHtml(`&<>"'`)).toBe('&amp;&lt;&gt;&quot;&#39;');
  });

  it('numbers every page', () => {
    expect(footerTemplate('')).toMatch(
      /Page <span class="pageNumber">.*of <span class="totalPages">/,
    );
  });
});

describe('the folder of the profile', () => {
  it('is the one that was named, the argument before the environment', () => {
    const at = join(sep, 'here');
    expect(profileFolder(['.', '--profile=p q'], { PHR_PROFILE: 'e' }, at)).toBe(join(at, 'p q'));
    expect(profileFolder(['.'], { PHR_PROFILE: 'e' }, at)).toBe(join(at, 'e'));
    expect(profileFolder(['.', '--profile='], {}, at)).toBeUndefined();
  });
});
