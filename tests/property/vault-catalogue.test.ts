import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damagedRowCount } from '../../renderer/vault/open-vault/damage.ts';
import { renewCatalogue } from '../../renderer/vault/record/catalogue-care.ts';
import type { Bytes } from '../../shared/base/bytes.ts';
import {
  aBundle,
  aCondition,
  aFile,
  aPatient,
  aVault,
  recordOf,
  reopened,
  take,
} from '../unit/renderer/vault/builders.ts';

/** Files that come in, and how the catalogue is renewed between them. */
const steps = fc.array(
  fc.record({
    conditions: fc.array(fc.nat(5), { maxLength: 4 }),
    renew: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);

/** So small that there are several. */
const smallBlocks = { entries: 4, rows: 3 };

describe('the catalogue', () => {
  it('gives the record that the log gives, whichever of its rows, of whichever day, are there', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.infiniteStream(fc.nat(7)), async (done, chosen) => {
        const made = await aVault();
        const { rows, vault } = made;
        /** Every row that the catalogue ever had, by name. */
        const ever = new Map<string, Bytes[]>();
        for (const [at, { conditions, renew }] of done.entries()) {
          const resources = conditions.map((number) =>
            aCondition(`c${String(number)}`, `Condition ${String(number)} of file ${String(at)}`),
          );
          await take(vault, aFile(aBundle([aPatient(), ...resources])));
          if (renew) await renewCatalogue(vault, smallBlocks);
          for (const [id, sealed] of rows.catalogue) {
            ever.set(id, [...(ever.get(id) ?? []), sealed]);
          }
        }
        rows.catalogue.clear();
        const fromLog = await reopened(made);
        for (const [id, days] of ever) {
          // One of its days, or none.
          const sealed = [...days, undefined][(chosen.next().value ?? 0) % (days.length + 1)];
          if (sealed !== undefined) rows.catalogue.set(id, sealed);
        }
        const opened = await reopened(made);
        expect(recordOf(opened)).toEqual(recordOf(fromLog));
        expect(damagedRowCount(opened)).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});
