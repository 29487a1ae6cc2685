import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../../shared/base/bytes.ts';
import { signBundle } from '../../../shared/share/bundle-signature.ts';
import { makeQrWriter } from '../../../shared/share/qr-writer.ts';
import { composeTextCard } from '../../../shared/share/text-card.ts';
import { readCommand } from '../../../scripts/verify-arguments.ts';
import {
  aCardContent,
  aDocument,
  aSignedPdf,
  madeAt,
  someKeys,
  wasmOf,
} from '../shared/share/fixtures.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'phr verify '));

beforeAll(async () => {
  const keys = await someKeys();
  const writeQr = await makeQrWriter(wasmOf('zxing-wasm/writer/zxing_writer.wasm'));
  const card = (await composeTextCard(aCardContent(), keys)).text;
  const file = await signBundle(aDocument({ name: 'Ada \u001b[31mLovelace' }), keys);
  const files = {
    'summary.pdf': await aSignedPdf(keys),
    'summary.ips.json': utf8(file),
    'card.png': await writeQr(card),
    'changed.ips.json': utf8(file.replace('Penicillin', 'Penicillim')),
    'empty.pdf': new Uint8Array(),
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(folder, name), bytes);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the command as a person in that folder does through npm. */
function verify(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(
    process.execPath,
    ['node_modules/tsx/dist/cli.mjs', 'scripts/verify.ts', ...args],
    {
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: folder },
    },
  );
}

describe('npm run verify', () => {
  it.each(['summary.pdf', 'card.png'])(
    'says that %s is unchanged, by whom and until when, and what that proves, exit 0',
    (file) => {
      const { status, stdout } = verify(file, '--at', '2026-12-01');
      expect(stdout).toContain('Unchanged since it was made.');
      expect(stdout).toContain('Łucja Ó Briain');
      expect(stdout).toContain('6 December 2026');
      expect(stdout).toContain('It does not show who that was');
      expect(status).toBe(0);
    },
  );

  it('says that a summary is past its end, exit 2, and lets no name in it command the terminal', () => {
    const { status, stdout } = verify('summary.ips.json', '--at', '2026-12-07T00:00:00Z');
    expect(stdout).toContain('Past its end.');
    expect(stdout).toContain('Ada [31mLovelace');
    expect(stdout).not.toContain('\u001b');
    expect(status).toBe(2);
  });

  it('says that a summary was changed and shows nothing of it, exit 3', () => {
    const { status, stdout } = verify('changed.ips.json', '--at', '2026-12-01');
    expect(stdout).toContain('Changed.');
    expect(stdout).not.toContain('Lovelace');
    expect(status).toBe(3);
  });

  it.each([
    ['empty.pdf', 'The file is empty.'],
    ['missing.pdf', 'does not exist'],
  ])('says that %s is not readable, exit 4', (file, words) => {
    const { status, stdout } = verify(file);
    expect(stdout).toContain('Not readable.');
    expect(stdout).toContain(words);
    expect(status).toBe(4);
  });

  it('explains its use where it was asked wrongly, exit 64', () => {
    const { status, stderr } = verify('summary.pdf', '--at', '2026-02-30');
    expect(stderr).toContain('Usage: npm run verify');
    expect(status).toBe(64);
  });
});

describe('its arguments', () => {
  const clock = () => madeAt;

  it.each([
    [['a.pdf'], madeAt.toISOString()],
    [['a.pdf', '--at', '2026-12-01'], '2026-12-01T12:00:00.000Z'],
    [['--at', '2026-12-01T23:30:00+01:00', 'a.pdf'], '2026-12-01T22:30:00.000Z'],
  ])('%j mean one file and a time', (args, now) => {
    expect(readCommand(args, clock)).toEqual({ file: 'a.pdf', now: new Date(now) });
  });

  it.each([
    ['a date that does not exist', ['a.pdf', '--at', '2026-02-30']],
    ['an hour that does not exist', ['a.pdf', '--at', '2026-02-03T25:00Z']],
    ['a time without a zone', ['a.pdf', '--at', '2026-02-03T10:00']],
    ['a date in words', ['a.pdf', '--at', 'tomorrow']],
    ['no file', []],
    ['two files', ['a.pdf', 'b.png']],
    ['an option that there is not', ['a.pdf', '--until', '2026-02-03']],
  ])('are refused with %s', (_, args) => {
    expect(readCommand(args, clock)).toBeUndefined();
  });
});
