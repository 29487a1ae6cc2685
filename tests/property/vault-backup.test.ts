import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asLine, fromLine } from '../../renderer/vault/backup/ndjson-line.ts';
import { newBackupName, readBackupName } from '../../renderer/vault/backup/names.ts';
import { withFilePlaces, withPlaces, type FilePlace } from '../../renderer/vault/backup/places.ts';
import {
  backupsToRemove,
  inOrderOfWriting,
  type KeptBackup,
} from '../../renderer/vault/backup/rolling.ts';
import type { Place } from '../../renderer/vault/log/event.ts';

const bytes = fc
  .array(fc.oneof(fc.constantFrom(0x0a, 0x0d, 0x20), fc.nat(255)), { maxLength: 300 })
  .map((values) => new Uint8Array(values));

describe('a text on one line', () => {
  it('has no break, keeps its length, and comes back to the byte', () => {
    fc.assert(
      fc.property(bytes, (text) => {
        const { line, breaks } = asLine(text);
        expect(line.length).toBe(text.length);
        expect(line.includes(0x0a) || line.includes(0x0d)).toBe(false);
        const kept =
          breaks === undefined ? undefined : (JSON.parse(JSON.stringify(breaks)) as typeof breaks);
        expect(fromLine(line, kept)).toEqual(text);
      }),
    );
  });
});

const place: fc.Arbitrary<Place> = fc.record({
  segment: fc.stringMatching(/^[0-9a-f]{32}$/),
  offset: fc.nat(),
  length: fc.nat(),
});

describe('an event of any kind', () => {
  it('keeps everything but its places, which come back', () => {
    const event = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        place,
        fc.string(),
        fc.integer(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(
          fc.string({ maxLength: 8 }).filter((name) => name !== '__proto__'),
          tie('value'),
          { maxKeys: 4, noNullPrototype: true },
        ),
      ),
    })).value;
    fc.assert(
      fc.property(event, (value) => {
        const places: Place[] = [];
        const filed = withPlaces(value, (one) => {
          places.push(one);
          return { backupFile: 'fhir/1/Condition.ndjson', line: places.length };
        });
        expect(JSON.stringify(filed)).not.toContain('"segment":');
        const back = withFilePlaces(filed, ({ line = 1 }: FilePlace) => places[line - 1]);
        expect(back).toEqual(value);
      }),
    );
  });
});

/** Backups as they were made: mostly later and later, and sometimes by a clock that jumps. */
const history = fc
  .array(
    fc.record({
      step: fc.oneof(
        fc.integer({ min: 0, max: 90 * 86_400_000 }),
        fc.integer({ min: -4000 * 86_400_000, max: 4000 * 86_400_000 }),
      ),
      whole: fc.oneof(fc.constant(true), fc.boolean()),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((steps) => {
    const made: KeptBackup[] = [];
    let at = Date.parse('2026-11-22T09:00:00Z');
    for (const { step, whole } of steps) {
      at = Math.min(Math.max(at + step, 0), Date.parse('2200-01-01'));
      made.push({
        name: newBackupName(
          '1a2b3c4d',
          new Date(at),
          made.map(({ name }) => name),
        ),
        whole,
      });
    }
    return made;
  });

describe('rolling', () => {
  it('keeps the newest five and the last whole one, whatever the clock says', () => {
    fc.assert(
      fc.property(history, (made) => {
        let present: string[] = [];
        let remembered: readonly KeptBackup[] = [];
        for (const one of made) {
          const kept = [...inOrderOfWriting(present, remembered), one];
          const removed = backupsToRemove(kept);
          const lost = kept.filter(({ name, whole }) => whole && removed.includes(name));
          if (!one.whole) expect(lost).toEqual([]);
          remembered = kept.filter(({ name }) => !removed.includes(name));
          present = remembered.map(({ name }) => name);
        }
        expect(new Set(made.map(({ name }) => name)).size).toBe(made.length);
        expect(present).toContain(made.at(-1)?.name);
        const whole = made.filter((one) => one.whole).map(({ name }) => name);
        expect(present).toEqual(expect.arrayContaining(whole.slice(-1)));
        if (made.at(-1)?.whole !== true) return;
        expect(present).toEqual(expect.arrayContaining(made.slice(-5).map(({ name }) => name)));
        expect(present.length).toBeLessThanOrEqual(11);
      }),
    );
  });

  it('keeps the newest of each of the last six months', () => {
    const days = Array.from({ length: 400 }, (_, day) => new Date(Date.UTC(2025, 0, 1 + day, 9)));
    let kept: readonly KeptBackup[] = [];
    for (const day of days) {
      kept = [...kept, { name: newBackupName('1a2b3c4d', day, []), whole: true }];
      const removed = backupsToRemove(kept);
      kept = kept.filter(({ name }) => !removed.includes(name));
    }
    expect(kept.map(({ name }) => readBackupName(name)?.madeAt.slice(0, 10))).toEqual([
      '2025-09-30',
      '2025-10-31',
      '2025-11-30',
      '2025-12-31',
      '2026-01-31',
      '2026-02-01',
      '2026-02-02',
      '2026-02-03',
      '2026-02-04',
    ]);
  });

  it('takes files that it does not remember for older ones, and rolls them too', () => {
    const names = Array.from({ length: 8 }, (_, second) =>
      newBackupName('1a2b3c4d', new Date(Date.UTC(2026, 10, 22, 9, 0, second)), []),
    );
    const [remembered = ''] = names;
    const order = inOrderOfWriting(names, [{ name: remembered, whole: true }]);
    expect(order.at(-1)?.name).toBe(remembered);
    expect(backupsToRemove(order)).toEqual(names.slice(1, 4));
  });
});
