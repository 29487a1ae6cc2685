import { describe, expect, test } from 'vitest';
import { setSwitches } from '../../../electron/switches.ts';

/** What the switch holds afterwards, where `given` was on the command line. */
function disabled(given: string, hasSqliteStore: boolean): readonly string[] {
  const switches = new Map([['disable-features', given]]);
  setSwitches(
    {
      appendSwitch: (name, value = '') => void switches.set(name, value),
      getSwitchValue: (name) => switches.get(name) ?? '',
    },
    { hasSqliteStore },
  );
  return switches.get('disable-features')?.split(',') ?? [];
}

const sqlite = ['IdbSqliteBackingStore', 'IdbSqliteOnDiskRollout'];

describe('IndexedDB stays in the store that it is in', () => {
  test('SQLite is off, beside what else is off', () => {
    expect(disabled('', false)).toEqual(expect.arrayContaining([...sqlite, 'MediaRouter']));
  });

  test('what the command line has switched off stays off', () => {
    expect(disabled('SomethingElse', false)).toEqual(
      expect.arrayContaining(['SomethingElse', ...sqlite]),
    );
  });

  test('a store that is in SQLite is not switched off: Chromium would delete it', () => {
    const off = disabled('', true);
    for (const one of sqlite) expect(off).not.toContain(one);
    expect(off).toContain('MediaRouter');
  });
});
