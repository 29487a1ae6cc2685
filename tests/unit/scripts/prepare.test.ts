import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourcesDigest } from '../../../scripts/prepare-build.mjs';
import { installedFitsLock, lockFitsManifest } from '../../../scripts/prepare-dependencies.mjs';
import { cacheFolder } from '../../../scripts/prepare-electron-npm.mjs';
import { isNewEnough } from '../../../scripts/prepare.mjs';
import {
  installArguments,
  isDebianLike,
  missingPackages,
  neededPackages,
} from '../../../scripts/prepare-system.mjs';

const bookworm = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n`;

describe('the Node that runs the scripts', () => {
  it.each(['v20.19.0', 'v20.20.2', 'v22.0.0', 'v24.1.0'])('takes %s', (version) => {
    expect(isNewEnough(version)).toBe(true);
  });

  it.each(['v20.18.9', 'v18.20.0', 'v9.99.0'])('refuses %s', (version) => {
    expect(isNewEnough(version)).toBe(false);
  });
});

describe('the installed dependencies', () => {
  const a = { version: '2.0.0', integrity: 'sha512-a' };
  const b = { version: '1.0.0', integrity: 'sha512-b' };
  const installed = { 'node_modules/a': a, 'node_modules/b': b };
  const packages = {
    '': { dependencies: { b: '1.0.0', a: '2.0.0' } },
    ...installed,
    'node_modules/only-on-windows': { version: '1.0.0', integrity: 'sha512-w', optional: true },
  };

  it('fit the lock when only packages for other systems are absent', () => {
    expect(installedFitsLock({ packages }, { packages: installed })).toBe(true);
  });

  it('do not fit when one is missing, of another content or left over', () => {
    const withoutB = { 'node_modules/a': a };
    const other = { ...installed, 'node_modules/a': { ...a, integrity: 'sha512-other' } };
    const extra = { ...installed, 'node_modules/c': { version: '1.0.0', integrity: 'sha512-c' } };
    for (const wrong of [withoutB, other, extra, {}]) {
      expect(installedFitsLock({ packages }, { packages: wrong })).toBe(false);
    }
  });

  it('are judged by a lock that was made for this package.json, in whatever order it is written', () => {
    expect(lockFitsManifest({ packages }, { dependencies: { a: '2.0.0', b: '1.0.0' } })).toBe(true);
    expect(lockFitsManifest({ packages }, { dependencies: { a: '2.0.1', b: '1.0.0' } })).toBe(
      false,
    );
    expect(lockFitsManifest({ packages }, { dependencies: { a: '2.0.0' } })).toBe(false);
  });
});

describe('the system packages', () => {
  it('are looked for on Debian, Ubuntu and their children only', () => {
    for (const release of [
      bookworm,
      'ID=linuxmint\nID_LIKE="ubuntu debian"\n',
      'NAME=x\nID="debian"\n',
      "ID='ubuntu'\n",
      'ID_LIKE=debian',
    ]) {
      expect(isDebianLike(release), release).toBe(true);
    }
    for (const release of ["ID='fedora'\n", '', 'NAME="debian"\nID=arch\n', 'ID=notdebian\n']) {
      expect(isDebianLike(release), release).toBe(false);
    }
  });

  it('asks for a virtual display only where a window needs one, and for test programs only for tests', () => {
    const names = (use: { tools: boolean; window: boolean; display: boolean }): string[] =>
      neededPackages(use).flatMap((entry) => entry.names);
    const shown = names({ tools: false, window: true, display: true });
    expect(shown).toContain('libnss3');
    expect(shown).not.toContain('xvfb');
    expect(shown).not.toContain('qpdf');
    const hidden = names({ tools: true, window: true, display: false });
    expect(hidden).toEqual(expect.arrayContaining(['xvfb', 'xauth', 'qpdf']));
    const noWindow = names({ tools: true, window: false, display: false });
    expect(noWindow).toContain('qpdf');
    expect(noWindow).not.toContain('libnss3');
    expect(noWindow).not.toContain('xvfb');
  });

  it('takes a package as installed under its older or its newer name', () => {
    const [sound, nss] = [['libasound2t64', 'libasound2'], ['libnss3']].map((names) => ({
      names,
      program: false,
    }));
    if (sound === undefined || nss === undefined) throw new Error('two packages were made');
    const output = 'libasound2t64 installed\nlibnss3 config-files\n';
    expect(missingPackages([sound, nss], output)).toEqual([nss]);
    const older = 'libasound2 installed\nlibnss3 installed\n';
    expect(missingPackages([sound, nss], older)).toEqual([]);
  });

  it('installs the name that this release offers, and the oldest where that is not known', () => {
    const missing = [['libasound2t64', 'libasound2'], ['xvfb']].map((names) => ({
      names,
      program: true,
    }));
    const command = ['install', '-y', '--no-install-recommends'];
    expect(installArguments(missing, new Set(['libasound2t64']))).toEqual([
      ...command,
      'libasound2t64',
      'xvfb',
    ]);
    expect(installArguments(missing, new Set())).toEqual([...command, 'libasound2', 'xvfb']);
  });
});

describe('the built program', () => {
  let folder = '';
  const write = (file: string, text: string): void => {
    writeFileSync(path.join(folder, file), text);
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sources '));
    for (const name of ['electron', 'shared', 'scripts', 'tests'])
      mkdirSync(path.join(folder, name));
    write('electron/main.ts', 'one');
    write('package.json', '{}');
    write('scripts/build.mjs', 'build');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    'electron/main.ts',
    'shared/new.ts',
    'package.json',
    'scripts/build.mjs',
    'vite.config.ts',
  ])('is built again when %s changes', (file) => {
    const before = sourcesDigest(folder);
    write(file, 'two');
    expect(sourcesDigest(folder)).not.toBe(before);
  });

  it('is built again when a file is renamed', () => {
    const before = sourcesDigest(folder);
    rmSync(path.join(folder, 'electron/main.ts'));
    write('electron/other.ts', 'one');
    expect(sourcesDigest(folder)).not.toBe(before);
  });

  it('is left alone when only a test or a page of the docs changes', () => {
    const before = sourcesDigest(folder);
    write('tests/a.test.ts', 'test');
    write('README.md', 'words');
    expect(sourcesDigest(folder)).toBe(before);
  });
});

describe('the places outside the clone', () => {
  it('keeps Electron in the cache folder that the person set, if it is an absolute path', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: path.resolve('/a b') })).toBe(
      path.resolve('/a b/patient-held-record'),
    );
    expect(cacheFolder({ XDG_CACHE_HOME: 'relative' })).toBe(cacheFolder({}));
  });
});
