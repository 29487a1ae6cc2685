import { describe, expect, it } from 'vitest';
import { resourcesIn } from '../provider/load.ts';
import { readArguments } from '../bench/arguments.ts';
import { makeRecord } from '../bench/make-record.ts';
import { tableOf, type BenchReport } from '../bench/report.ts';
import { result } from '../bench/result.ts';
import { median } from '../bench/statistics.ts';
import { withFigures } from '../bench/write-document.ts';

const slow = result({
  name: 'Slow',
  entries: 1000,
  value: 300,
  unit: 'ms',
  floor: { value: 200, of: 'bare' },
  target: 250,
});

describe('the record that is measured', () => {
  it('is the same every time, of the size that was asked for', () => {
    const record = makeRecord(300);
    expect(makeRecord(300)).toBe(record);
    const resources = resourcesIn(record);
    expect(new Set(resources.map(({ resourceType, id }) => `${resourceType}/${id}`)).size).toBe(
      300,
    );
    expect(record.length / 300).toBeGreaterThan(1400);
    expect(record.length / 300).toBeLessThan(1800);
    expect(record).toMatch(/"value":\d+\.0,/);
  });
});

describe('a figure', () => {
  it('stands beside its floor and says whether its target was met', () => {
    expect(slow).toMatchObject({ ratio: 1.5, met: false });
    expect(result({ ...slow, floor: { value: 200, of: 'bare' }, target: 300 }).met).toBe(true);
    expect(tableOf([slow])).toContain(
      '| Slow     |   1,000 | 300 ms | 200 ms | 1.50 × | 250 ms | no  |',
    );
  });

  it('is the middle of its runs', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
});

describe('the document', () => {
  const report: BenchReport = {
    takenAt: '2026-11-22T09:00:00Z',
    machine: { processor: 'A processor', cores: 2, memoryGB: 8, system: 'linux x64' },
    versions: { electron: '45.4.1', chromium: '150', node: '20.19.0' },
    results: [slow],
  };
  const begin = '<!-- figures: written by npm run bench -- --write -->';

  it('takes new figures in the place of the old ones, and keeps what stands around them', () => {
    const once = withFigures(`before\n${begin}\nold\n<!-- end of figures -->\nafter\n`, report);
    expect(once).toMatch(
      /^before\n<!-- figures[^]*A processor \(2 cores[^]*\n<!-- end of figures -->\nafter\n$/,
    );
    expect(once).not.toContain('old');
    expect(withFigures(once, report)).toBe(once);
  });

  it('is left alone where it has no place for figures', () => {
    expect(() => withFigures('no marks', report)).toThrow('no place');
  });
});

describe('npm run bench', () => {
  it('measures 1,000 and 10,000 entries unless it is told otherwise', () => {
    expect(readArguments([])).toEqual({ entries: [1000, 10_000], write: false });
    expect(readArguments(['--entries', '500', '--write'])).toEqual({ entries: [500], write: true });
    expect(() => readArguments(['--entries', 'many'])).toThrow(TypeError);
  });
});
