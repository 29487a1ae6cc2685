import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { browserOpener } from '../../../electron/open-address.ts';

const electron = path.join(import.meta.dirname, '../../../electron');

describe('what the system is asked to open', () => {
  it('is an address of the web, spelt as it was looked at', async () => {
    const opened: string[] = [];
    const open = browserOpener((address) => Promise.resolve(void opened.push(address)));
    await open('https://hospital.example/authorize?x=1');
    await open('http://127.1:8080/authorize');
    expect(opened).toEqual([
      'https://hospital.example/authorize?x=1',
      'http://127.0.0.1:8080/authorize',
    ]);
  });

  it.each([
    'ms-msdt://localhost/id',
    'smb://localhost/x',
    'javascript:x',
    'file:///etc/passwd',
    '',
  ])('is never %j', async (address) => {
    const opened: string[] = [];
    const open = browserOpener((safe) => Promise.resolve(void opened.push(safe)));
    await expect(open(address)).rejects.toMatchObject({ code: 'unsafe-address' });
    expect(opened).toEqual([]);
  });

  it('passes the gate, whoever asks', () => {
    const files = readdirSync(electron, { recursive: true, encoding: 'utf8' });
    const asking = files
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => readFileSync(path.join(electron, file), 'utf8').split('\n'))
      .filter((line) => /\bshell\.\w/.test(line) && !line.trimStart().startsWith('*'));
    expect(asking.map((line) => line.trim())).toEqual([
      'openBrowser: browserOpener((address) => shell.openExternal(address)),',
    ]);
  });
});
