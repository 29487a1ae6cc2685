import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupIdentityOf } from '../../../../../renderer/vault/backup/identity.ts';
import { brokenAt } from '../../../../../renderer/vault/kit/write-text.ts';
import { recoveryCodeOf } from '../../../../../renderer/vault/slots/recovery-code.ts';
import { recoveryKit, type KitMaterial } from '../../../../../renderer/vault/kit/recovery-kit.ts';
import { makeVaultApi } from '../../../../../renderer/vault/calls/make-vault-api.ts';
import { valueOf } from '../../../../../shared/base/result.ts';
import { makeQrWriter } from '../../../../../shared/share/qr-writer.ts';
import { memoryEnvironment, memoryStores } from '../memory.ts';

const run = promisify(execFile);
const secret = () => Uint8Array.from({ length: 16 }, (_, at) => (at * 37 + 11) % 256);
const now = new Date('2026-11-22T09:00:00Z');
let folder: string;
let code: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phr-kit-'));
  code = await recoveryCodeOf(secret());
  await writeFile(join(folder, 'kit.pdf'), await kit(code, 'Nan'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function kit(typed: string, nickname?: string): Promise<Uint8Array> {
  return recoveryKit({ code: typed, nickname, now }, await material());
}

async function material(): Promise<KitMaterial> {
  const { resolve } = createRequire(import.meta.url);
  const bytes = async (file: string) => new Uint8Array(await readFile(resolve(file)));
  const font = (weight: number) =>
    `@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-${String(weight)}-normal.woff`;
  const writer = await bytes('zxing-wasm/writer/zxing_writer.wasm');
  return {
    regular: await bytes(font(400)),
    bold: await bytes(font(700)),
    qrCode: await makeQrWriter(writer.buffer),
  };
}

async function textOf(name: string): Promise<string> {
  return (await run('pdftotext', ['-raw', name, '-'], { cwd: folder })).stdout;
}

describe('the recovery kit', () => {
  it('is one tagged A4 page in English with letters that can be read out', async () => {
    const { stdout: info } = await run('pdfinfo', ['kit.pdf'], { cwd: folder });
    expect(info).toMatch(/^Title: +Recovery kit$/m);
    expect(info).toMatch(/^Tagged: +yes$/m);
    expect(info).toMatch(/^Pages: +1$/m);
    expect(info).toMatch(/^Page size: .*\(A4\)$/m);
    const { stdout: fonts } = await run('pdffonts', ['kit.pdf'], { cwd: folder });
    const embedded = fonts.split('\n').filter((line) => /Atkinson.* yes no +yes/.test(line));
    expect(embedded).toHaveLength(2);
    await run('qpdf', ['--check', 'kit.pdf'], { cwd: folder });
    const { stdout: structure } = await run('pdfinfo', ['-struct-text', 'kit.pdf'], {
      cwd: folder,
    });
    expect(structure).toMatch(/H1 .*\n\s*"Recovery kit"/);
    expect(structure).toMatch(/Figure/);
  });

  it('carries every group of the code, the backup key, the date and the nickname', async () => {
    const text = await textOf('kit.pdf');
    const { identity } = await backupIdentityOf(secret());
    for (const group of code.split('-')) expect(text).toMatch(new RegExp(`^${group}( \\d)?$`, 'm'));
    expect(text).toMatch(new RegExp(`^${identity}$`, 'm'));
    expect(text).toContain('Made on 22 November 2026');
    expect(text).toContain('For: Nan');
  });

  it('carries the backup key as a code that a camera reads from the printed page', async () => {
    await run('pdftoppm', ['-r', '150', '-png', 'kit.pdf', 'page'], { cwd: folder });
    const { stdout } = await run('zbarimg', ['-q', '--raw', 'page-1.png'], { cwd: folder });
    expect(stdout.trim()).toBe((await backupIdentityOf(secret())).identity);
  });

  it('opens a backup by what is printed on it alone, with the command that it prints', async () => {
    const { recipient } = await backupIdentityOf(secret());
    const text = await textOf('kit.pdf');
    const [identity = ''] = /^AGE-SECRET-KEY-1\w+$/m.exec(text) ?? [];
    const [command = ''] = /^age -d .*$/m.exec(text) ?? [];
    await writeFile(join(folder, 'key.txt'), `${identity}\n`);
    await writeFile(join(folder, 'made'), 'what was backed up');
    await run('age', ['-r', recipient, '-o', 'backup.age', 'made'], { cwd: folder });
    const [program = '', ...options] = command.split(' ');
    await run(program, options, { cwd: folder });
    expect(await readFile(join(folder, 'backup.zip'), 'utf8')).toBe('what was backed up');
    const { stdout } = await run('age-keygen', ['-y', 'key.txt'], { cwd: folder });
    expect(stdout.trim()).toBe(recipient);
  });

  it('is the same for a code that was typed back in small letters', async () => {
    await writeFile(join(folder, 'typed.pdf'), await kit(code.toLowerCase().replaceAll('-', ' ')));
    expect(await textOf('typed.pdf')).toContain(code.split('-')[5]);
  });

  it('leaves a line to write on where there is no nickname, or one that its font cannot write', async () => {
    for (const nickname of [undefined, 'Бабушка', '祖母']) {
      await writeFile(join(folder, 'line.pdf'), await kit(code, nickname));
      expect(await textOf('line.pdf')).toMatch(/For:$/m);
    }
  });

  it('keeps the groups of the widest code apart', async () => {
    // Five bytes that are eight symbols of value 28: W.
    const wide = [0xe7, 0x39, 0xce, 0x73, 0x9c];
    const secretOfWs = Uint8Array.from({ length: 16 }, (_, at) => wide[at % 5] ?? 0);
    await writeFile(join(folder, 'wide.pdf'), await kit(await recoveryCodeOf(secretOfWs)));
    const { stdout } = await run('pdftotext', ['-bbox', 'wide.pdf', '-'], { cwd: folder });
    const groups = /<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">WWWWW</g;
    const [first, second] = [...stdout.matchAll(groups)];
    expect(Number(first?.[2])).toBeLessThan(Number(second?.[1]) - 10);
  });

  it('is not made for a code whose check does not agree', async () => {
    const wrong = code.startsWith('7') ? `8${code.slice(1)}` : `7${code.slice(1)}`;
    await expect(kit(wrong)).rejects.toMatchObject({
      code: 'vault-wrong-recovery-code',
      where: 'group 1',
    });
  });
});

describe('the worker makes a kit', () => {
  it('for the code that opens the record and for a new one, and for no other', async () => {
    const passphrase = 'four quiet herons wading';
    const vault = makeVaultApi(memoryEnvironment(memoryStores()));
    const { recoveryCode } = valueOf(await vault.create({ passphrase, nickname: 'Nan' }));
    const wrong = { ok: false, code: 'vault-wrong-recovery-code' };
    expect(await vault.recoveryKit({ code })).toEqual(wrong);
    const proof = { kind: 'passphrase', passphrase } as const;
    const next = valueOf(await vault.newRecoveryCode({ proof })).recoveryCode;
    for (const good of [recoveryCode, next]) {
      await writeFile(join(folder, 'own.pdf'), valueOf(await vault.recoveryKit({ code: good })));
      const text = await textOf('own.pdf');
      expect(text).toContain(good.split('-')[0]);
      expect(text).toContain('For: Nan');
    }
    const locked = makeVaultApi(memoryEnvironment(memoryStores()));
    expect(await locked.recoveryKit({ code })).toEqual({ ok: false, code: 'vault-locked' });
  });
});

describe('a paragraph', () => {
  it('is broken between words, and a word that is too long stands alone', () => {
    const fits = (words: string) => words.length <= 8;
    expect(brokenAt('one two three incomprehensible four', fits)).toEqual([
      'one two',
      'three',
      'incomprehensible',
      'four',
    ]);
  });
});
