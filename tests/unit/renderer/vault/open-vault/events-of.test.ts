import { describe, expect, it } from 'vitest';
import { eventsOf } from '../../../../../renderer/vault/open-vault/events-of.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import { aBundle, aCondition, aFile, aPatient, aVault, reopened, take } from '../builders.ts';

/** Twenty files: more log rows than are read at a time. */
async function aLongVault() {
  const made = await aVault();
  for (let number = 1; number <= 20; number += 1) {
    const condition = aCondition(`c${String(number)}`, `Condition ${String(number)}`);
    await take(made.vault, aFile(aBundle([aPatient(), condition])));
  }
  return made;
}

async function read(vault: OpenVault) {
  const damaged: number[] = [];
  const titles: string[] = [];
  for await (const event of eventsOf(vault, (seq) => damaged.push(seq))) {
    if (event.kind !== 'entries') continue;
    titles.push(
      ...event.entries.map(({ card }) => card.title?.text ?? '').filter((title) => title),
    );
  }
  return { titles: titles.filter((title) => title.startsWith('Condition')), damaged };
}

const all = Array.from({ length: 20 }, (_, at) => `Condition ${String(at + 1)}`);

describe('the events of a vault', () => {
  it('come in the order in which they happened', async () => {
    const made = await aLongVault();
    expect(await read(made.vault)).toEqual({ titles: all, damaged: [] });
  });

  it('pass over a row that is missing, and name it', async () => {
    const made = await aLongVault();
    const row = made.vault.head.seq - 3;
    made.rows.log.delete(row);
    const { titles, damaged } = await read(await reopened(made));
    expect(damaged).toEqual([row]);
    expect(titles).toHaveLength(19);
  });

  it('name a row that was put back in place of a later one', async () => {
    const made = await aVault();
    const again = await reopened(made);
    await take(made.vault, aFile(aBundle([aPatient(), aCondition('c1', 'Condition 1')])));
    const other = made.rows.log.get(2);
    made.rows.log.clear();
    made.rows.segments.clear();
    await take(again, aFile(aBundle([aPatient(), aCondition('c2', 'Condition 2')])));
    await take(again, aFile(aBundle([aPatient(), aCondition('c3', 'Condition 3')])));
    if (other === undefined) throw new Error('the log has two rows');
    made.rows.log.set(2, other);
    const { damaged } = await read(again);
    expect(damaged).toContain(2);
  });
});
