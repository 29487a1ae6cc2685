import { describe, expect, it } from 'vitest';
import { damagedRowCount } from '../../../../../renderer/vault/open-vault/damage.ts';
import {
  overviewOf,
  overviewWith,
  recordView,
} from '../../../../../renderer/vault/record/record-view.ts';
import {
  checkedVault,
  isCatalogueBehind,
  renewCatalogue,
} from '../../../../../renderer/vault/record/catalogue-care.ts';
import { eventsOf } from '../../../../../renderer/vault/open-vault/events-of.ts';
import { commit } from '../../../../../renderer/vault/open-vault/commit.ts';
import { wholeVault, type OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import {
  aBundle,
  aCondition,
  aFile,
  anAllergy,
  aPatient,
  aVault,
  linesIn,
  newlyOpened,
  recordOf,
  reopened,
  take,
  type TestVault,
} from '../builders.ts';
import { everythingStored } from '../memory.ts';

const severe = anAllergy('a1', 'Penicillin', {
  criticality: 'high',
  clinicalStatus: { coding: [{ code: 'active' }] },
});

/** Three files, the second with a newer version of an entry of the first, and the catalogue of them. */
async function aCataloguedVault(): Promise<TestVault> {
  const made = await aVault();
  await take(made.vault, aFile(aBundle([aPatient(), aCondition('c1', 'Asthma'), severe])));
  await take(made.vault, aFile(aBundle([aPatient(), aCondition('c2', 'Gout')])));
  await take(made.vault, aFile(aBundle([aPatient(), aCondition('c3', 'Migraine')])));
  await renewCatalogue(made.vault);
  return made;
}

/** What the first screen shows, by whichever way the vault was opened. */
function overview(vault: OpenVault) {
  return vault.catalogue.front === undefined
    ? overviewOf(vault, recordView(vault, undefined))
    : overviewWith(vault, vault.catalogue.front);
}

async function conditionsIn(vault: OpenVault): Promise<string[]> {
  const lines = await linesIn(vault);
  return lines.filter((line) => line.resourceType === 'Condition').map((line) => line.title);
}

async function withoutCatalogue({ rows }: TestVault, vault: () => Promise<OpenVault>) {
  const kept = [...rows.catalogue];
  rows.catalogue.clear();
  const opened = await vault();
  for (const [id, sealed] of kept) rows.catalogue.set(id, sealed);
  return opened;
}

function flip(rows: Map<string | number, Uint8Array<ArrayBuffer>>, id: string | number): void {
  const changed = (rows.get(id) ?? new Uint8Array(1)).slice();
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  rows.set(id, changed);
}

describe('the first screen', () => {
  it('is shown before an entry is opened, and says what it says afterwards', async () => {
    const vault = await newlyOpened(await aCataloguedVault());
    expect(() => vault.state.entries.size).toThrow();
    const before = overview(vault);
    await checkedVault(vault);
    expect(vault.catalogue.front).toBeUndefined();
    expect(overview(vault)).toEqual(before);
    expect(before).toMatchObject({
      person: { name: 'Margaret Hale' },
      counts: { problems: 3, allergies: 1 },
      redFlags: ['Severe allergy: Penicillin'],
      damaged: 0,
    });
  });

  it('knows what happened after the catalogue was made', async () => {
    const made = await aCataloguedVault();
    await commit(made.vault, [
      {
        events: [
          { kind: 'settings', settings: { lockAfterMinutes: 9 } },
          { kind: 'recovery-confirmed' },
        ],
      },
    ]);
    const vault = await newlyOpened(made);
    expect(vault.catalogue.front).toBeDefined();
    expect(overview(vault).recoveryConfirmed).toBe(true);
    expect(vault.state.settings.lockAfterMinutes).toBe(9);
  });

  it('waits for the entries where some came in after the catalogue was made', async () => {
    const made = await aCataloguedVault();
    await take(made.vault, aFile(aBundle([aPatient(), aCondition('c4', 'Eczema')])));
    const vault = await newlyOpened(made);
    expect(vault.catalogue.front).toBeUndefined();
    expect(overview(vault).counts.problems).toBe(4);
  });

  it('is not taken from a catalogue that knows more than the log, and what it knows is not lost', async () => {
    const made = await aVault();
    await take(made.vault, aFile(aBundle([aPatient(), aCondition('c1', 'Asthma')])));
    const { head, log } = made.rows;
    const before = new Set(log.keys());
    await take(made.vault, aFile(aBundle([aPatient(), aCondition('c2', 'Gout')])));
    await renewCatalogue(made.vault);
    for (const seq of [...log.keys()]) if (!before.has(seq)) log.delete(seq);
    made.rows.head = head;
    const vault = await newlyOpened(made);
    expect(vault.catalogue.front).toBeUndefined();
    expect(await conditionsIn(vault)).toEqual(['Asthma', 'Gout']);
    // Two rows are gone, and the head is an older one.
    expect(overview(vault).damaged).toBe(3);
  });
});

describe('a vault with a catalogue', () => {
  it('holds the same record as the log alone', async () => {
    const made = await aCataloguedVault();
    await take(made.vault, aFile(aBundle([aPatient(), aCondition('c5', 'Eczema')])));
    await renewCatalogue(made.vault);
    await take(made.vault, aFile(aBundle([aPatient(), aCondition('c6', 'Anaemia')])));
    const fromLog = await withoutCatalogue(made, () => reopened(made));
    const vault = await reopened(made);
    expect(vault.catalogue.covered.length).toBeGreaterThan(0);
    expect(recordOf(vault)).toEqual(recordOf(fromLog));
    expect(recordOf(vault)).toEqual(recordOf(made.vault));
  });

  it('keeps a newer version above the older one, whichever block they are in', async () => {
    const made = await aVault();
    await take(made.vault, aFile(aBundle([aPatient(), aCondition('c1', 'Asthma')]), 'same.json'));
    const source = [...made.vault.state.sources.keys()][0];
    const entry = [...made.vault.state.entries.values()].find(
      ({ card }) => card.title?.text === 'Asthma',
    );
    if (source === undefined || entry === undefined) throw new Error('an entry was taken in');
    await renewCatalogue(made.vault);
    const newer = {
      ...entry.card,
      title: { text: 'Severe asthma' },
      contentHash: 'other',
      earlierVersions: 1,
    };
    await commit(made.vault, [
      { events: [{ kind: 'entries', entries: [{ card: newer, place: entry.place }] }] },
    ]);
    await renewCatalogue(made.vault);
    const vault = await reopened(made);
    expect(vault.state.entries.get(newer.key)).toMatchObject({
      card: { title: { text: 'Severe asthma' } },
      earlier: [{ card: { title: { text: 'Asthma' } } }],
    });
    expect(await conditionsIn(vault)).toEqual(['Severe asthma']);
  });

  it('writes on, with what it stands for, after it was opened by its front page', async () => {
    const made = await aCataloguedVault();
    const vault = await newlyOpened(made);
    await take(
      await wholeVault(vault).then(() => vault),
      aFile(aBundle([aCondition('c7', 'Eczema')])),
    );
    expect(await conditionsIn(await reopened(made))).toHaveLength(4);
    expect(damagedRowCount(await reopened(made))).toBe(0);
  });

  it('shows nothing of the record on disk', async () => {
    const made = await aCataloguedVault();
    expect(made.rows.catalogue.size).toBe(2);
    expect(everythingStored(made.rows)).not.toMatch(/Asthma|Penicillin|Margaret|Condition/);
  });
});

describe('a log row that does not open', () => {
  it('loses no entry where the catalogue has it, and is named all the same', async () => {
    const made = await aCataloguedVault();
    for (const seq of made.rows.log.keys()) flip(made.rows.log, seq);
    const vault = await reopened(made);
    expect(await conditionsIn(vault)).toEqual(['Asthma', 'Gout', 'Migraine']);
    expect(damagedRowCount(vault)).toBe(made.rows.log.size);
    expect([...vault.state.sources.values()]).toHaveLength(3);
  });

  it('is not lost with the next catalogue', async () => {
    const made = await aCataloguedVault();
    flip(made.rows.log, 4);
    const vault = await reopened(made);
    await take(vault, aFile(aBundle([aPatient(), aCondition('c8', 'Eczema')])));
    await renewCatalogue(vault);
    const again = await reopened(made);
    expect(await conditionsIn(again)).toEqual(['Asthma', 'Eczema', 'Gout', 'Migraine']);
    expect(damagedRowCount(again)).toBe(1);
  });

  it('still gives its events to a backup', async () => {
    const made = await aCataloguedVault();
    flip(made.rows.log, 4);
    const vault = await reopened(made);
    const titles: (string | undefined)[] = [];
    const damaged: number[] = [];
    for await (const event of eventsOf(vault, (seq) => damaged.push(seq))) {
      if (event.kind === 'entries')
        titles.push(...event.entries.map(({ card }) => card.title?.text));
    }
    expect(titles).toEqual(expect.arrayContaining(['Asthma', 'Gout', 'Migraine']));
    expect(damaged).toEqual([4]);
  });
});

describe('a damaged catalogue', () => {
  it.each([
    [
      'a block that does not open',
      (made: TestVault) => {
        flip(made.rows.catalogue, '1');
      },
    ],
    [
      'a front page that does not open',
      (made: TestVault) => {
        flip(made.rows.catalogue, 'front');
      },
    ],
    [
      'a block that is gone',
      (made: TestVault) => {
        made.rows.catalogue.delete('1');
      },
    ],
    [
      'a block in the place of another',
      ({ rows }: TestVault) => {
        const block = rows.catalogue.get('1');
        if (block !== undefined) rows.catalogue.set('3', block);
        rows.catalogue.delete('1');
      },
    ],
  ])('costs only time: %s', async (_what, damage) => {
    const made = await aCataloguedVault();
    const whole = recordOf(await reopened(made));
    damage(made);
    const vault = await reopened(made);
    expect(recordOf(vault)).toEqual(whole);
    expect(overview(vault).damaged).toBe(0);
    await renewCatalogue(vault);
    expect((await newlyOpened(made)).catalogue.front).toBeDefined();
  });

  it('is written anew where a block does not open, and then opens', async () => {
    const made = await aCataloguedVault();
    const whole = await reopened(made);
    expect(isCatalogueBehind(whole)).toBe(false);
    flip(made.rows.catalogue, '1');
    const vault = await reopened(made);
    expect(isCatalogueBehind(vault)).toBe(true);
    await renewCatalogue(vault);
    expect(isCatalogueBehind(vault)).toBe(false);
    expect(isCatalogueBehind(await reopened(made))).toBe(false);
  });

  it('of an earlier day that is put back costs only time', async () => {
    const made = await aCataloguedVault();
    const earlier = new Map(made.rows.catalogue);
    await take(made.vault, aFile(aBundle([aPatient(), aCondition('c9', 'Eczema')])));
    await renewCatalogue(made.vault);
    const now = recordOf(await reopened(made));
    for (const [id, sealed] of earlier) {
      const rows = made.rows.catalogue;
      const newer = rows.get(id);
      rows.set(id, sealed);
      const vault = await reopened(made);
      expect(recordOf(vault)).toEqual(now);
      expect(overview(vault).damaged).toBe(0);
      if (newer !== undefined) rows.set(id, newer);
    }
  });

  it('that could not be written leaves the record as it is', async () => {
    const made = await aCataloguedVault();
    await take(made.vault, aFile(aBundle([aPatient(), aCondition('c9', 'Eczema')])));
    made.rows.fault = 'vault-storage-full';
    await expect(renewCatalogue(made.vault)).rejects.toMatchObject({ code: 'vault-storage-full' });
    made.rows.fault = undefined;
    expect(await conditionsIn(await reopened(made))).toHaveLength(4);
  });
});
