import { describe, expect, it } from 'vitest';
import { filesIn, outcomeRows } from '../../../../../renderer/features/connect/outcome-rows.ts';
import type { Outcome } from '../../../../../renderer/features/connect/use-ingest.ts';

const stored = (name: string, source: string, added: number): Outcome =>
  ({
    kind: 'stored',
    name,
    stored: {
      kind: 'stored',
      source: { id: source, name: `source ${source}` },
      ...{ added, changed: 0, rewritten: 0, same: 1 },
    },
  }) as unknown as Outcome; // of a source nothing but its id and name is looked at

describe('the rows of a result', () => {
  it('are one a source, with the files that it came in', () => {
    const rows = outcomeRows([
      stored('a.json', 'one', 2),
      { kind: 'link', name: 'link.txt', link: 'shlink:/x' },
      stored('b.json', 'one', 3),
      stored('c.json', 'two', 4),
    ]);
    expect(rows.map(({ name, files }) => [name, files?.map((file) => file.name)])).toEqual([
      ['source one', ['a.json', 'b.json']],
      ['link.txt', undefined],
      ['c.json', undefined],
    ]);
    const measured: Outcome = {
      kind: 'failed',
      name: 'export.xml',
      problem: { code: 'file-measured-by-phone' },
    };
    const last = outcomeRows([measured, stored('d.json', 'three', 1)]);
    expect(last.map(({ name }) => name)).toEqual(['d.json', 'export.xml']);
    expect(rows[0]).toMatchObject({ stored: { added: 5, same: 2 } });
    expect(filesIn(rows)).toBe(4);
  });
});
