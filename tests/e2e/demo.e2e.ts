import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoReport } from '../demo/report.ts';
import { ukPatientPath } from '../provider/server.ts';
import { runScript, verify, type Printed } from './commands.ts';

describe('npm run demo', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'phr-demo-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const demo = (...args: string[]): Promise<Printed> =>
    runScript('tests/demo/run.ts', args, folder);

  test('explains itself and ends with 64 when an option is not known', async () => {
    const { code, stderr } = await demo('--form', 'record.json');
    expect(code).toBe(64);
    expect(stderr).toContain('Usage: npm run demo');
  });

  test('writes nothing where no source can be read', async () => {
    const { code, stdout } = await demo('--from', 'nowhere.json', '--out', 'nothing');
    expect(code).toBe(1);
    expect(stdout).toContain('There is no such file');
    expect(await readdir(path.join(folder, 'nothing'))).toEqual([]);
  });

  test('makes one record of several sources, and says which could not be read', async () => {
    await writeFile(
      path.join(folder, 'hospital.json.gz'),
      gzipSync(await readFile(ukPatientPath('hospital'))),
    );
    await writeFile(path.join(folder, 'empty.json'), '');
    await writeFile(
      path.join(folder, 'other.json'),
      '{"resourceType":"Patient","id":"other","name":[{"family":"Otherperson"}],"birthDate":"1962-02-11"}',
    );
    const { code, stdout } = await demo(
      ...['--from', ukPatientPath('gp'), '--from', 'hospital.json.gz'],
      ...['--from', 'empty.json', '--from', 'other.json', '--out', 'made'],
    );
    expect(stdout).toContain('This file is empty');
    expect(stdout).toContain('The program takes this for another person');
    expect(code).toBe(1);

    const made = path.join(folder, 'made');
    expect((await readdir(made)).sort()).toEqual([
      'card.png',
      'card.txt',
      'report.json',
      'screens',
      'summary.ips.json',
      'summary.pdf',
    ]);
    const text = await readFile(path.join(made, 'report.json'), 'utf8');
    const report = JSON.parse(text) as DemoReport; // which members it has, is checked here
    expect(report.versions.electron).toMatch(/^\d+\.\d+/);
    expect(report.sources).toHaveLength(3);
    for (const { received, stored, shown, skipped } of report.sources) {
      expect(skipped).toEqual([]);
      expect(stored).toEqual(received);
      expect(shown).toEqual(stored);
    }
    expect([...(report.sources[2]?.held?.differences ?? [])].sort()).toEqual([
      'Date of birth',
      'Name',
    ]);
    expect(report.failed.map(({ problem }) => problem.title)).toEqual(['This file is empty']);
    expect(report.steps.length).toBeGreaterThan(15);
    expect((await readdir(path.join(made, 'screens')))[0]).toBe('01-welcome.png');
    expect(await verify(path.join(made, 'summary.pdf'))).toBe(0);
  });
});
