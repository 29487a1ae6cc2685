import { describe, expect, it } from 'vitest';
import { resourcesIn } from '../../provider/load.ts';
import { readArguments } from '../../bench/arguments.ts';
import { makeRecord } from '../../bench/make-record.ts';
import type { OpeningMeasures } from '../../bench/measure-opening.ts';
import { growthResults, openingResults } from '../../bench/opening-results.ts';
import { proportionalIn } from '../../bench/process-memory.ts';
import { tableOf, type BenchReport } from '../../bench/report.ts';
import { result } from '../../bench/result.ts';
import { median } from '../../bench/statistics.ts';
import { withFigures } from '../../bench/write-document.ts';

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

describe('the memory of a process', () => {
  it('is read from what Linux says of its part', () => {
    const rollup = '55d0-7ffd ---p 00000000 00:00 0 [rollup]\nRss:  200000 kB\nPss:  100000 kB\n';
    expect(proportionalIn(rollup)).toBeCloseTo(102.4);
    expect(proportionalIn('nothing of the kind')).toBeUndefined();
  });
});

describe('the growth from 10,000 to 100,000 entries', () => {
  const opening = (entries: number, firstScreen: number): OpeningMeasures => ({
    entries,
    unlock: { key: 1000, firstScreen, bare: 1 },
    list: 50,
    search: { first: 1, median: 1, worst: 1, bare: 1 },
    memory: {
      locked: { resident: 140, proportional: 90 },
      first: { resident: 150, proportional: 100 },
      used: { resident: 160, proportional: 110 },
    },
    backup: undefined,
  });

  it('is judged by the twelvefold', () => {
    const [firstScreen] = growthResults([opening(10_000, 100), opening(100_000, 1300)]);
    expect(firstScreen).toMatchObject({ value: 13, target: 12, met: false });
  });

  it('is not told where one of the two was not measured', () => {
    expect(growthResults([opening(10_000, 100)])).toEqual([]);
  });

  it('leaves sizes without a target unjudged', () => {
    const figures = openingResults(opening(2000, 100));
    expect(figures.every(({ met }) => met === undefined)).toBe(true);
    expect(openingResults(opening(1000, 301)).find(({ target }) => target === 300)?.met).toBe(
      false,
    );
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
  it('downloads 1,000 and 10,000 entries and opens up to 100,000 unless it is told otherwise', () => {
    const opened = [1000, 10_000, 50_000, 100_000];
    const refreshed = [15_000, 100_000];
    expect(readArguments([])).toEqual({
      entries: [1000, 10_000],
      opened,
      refreshed,
      write: false,
    });
    expect(readArguments(['--entries', '500', '--write'])).toEqual({
      entries: [500],
      opened,
      refreshed,
      write: true,
    });
    expect(readArguments(['--opened', '2000'])).toMatchObject({ opened: [2000] });
    expect(() => readArguments(['--entries', 'many'])).toThrow(TypeError);
  });
});
