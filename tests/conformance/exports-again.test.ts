import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { OpenVault } from '../../renderer/vault/open-vault/open-vault.ts';
import { openSegment } from '../../renderer/vault/open-vault/segments.ts';
import { indentJson } from '../../shared/fhir/json.ts';
import { aFile, aVault, reopened, take } from '../unit/renderer/vault/builders.ts';
import {
  compare,
  contentOf,
  doublesIn,
  namesOf,
  resourcesIn,
  type Resource,
} from './compare-exports.ts';

const records = path.join(import.meta.dirname, '../../../shared/data/records');
const gpconnect = path.join(records, 'uk-gpconnect-stu3');
const pairs = path.join(records, 'uk-two-systems');
const here = existsSync(gpconnect);
if (!here) console.log('skipped: no ../shared');
const patients = here
  ? readdirSync(path.join(gpconnect, '2021-06')).map((name) => name.split('_')[0] ?? '')
  : [];

describe.skipIf(!here)('two exports of a surgery, five months apart', () => {
  it.each(patients)('of patient %s are one record, its changes shown', async (patient) => {
    const [january, june] = [exportOf('2021-01', patient), exportOf('2021-06', patient)];
    const made = await aVault();
    await take(made.vault, aFile(january, 'january.json'));
    const taken = await take(made.vault, aFile(june, 'june.json'));
    const changes = compare(resourcesIn(january), resourcesIn(june));
    const { added, changed, same } = changes;
    expect(taken).toMatchObject({ kind: 'stored', added, same });
    // What the surgery's system wrote anew, such as its own numbers, reads the same and is no change to a person.
    expect(taken.kind === 'stored' && taken.changed + taken.rewritten).toBe(changed);

    const vault = await reopened(made);
    expect(vault.state.sources.size).toBe(1);
    const supplied = await suppliedBy(vault);
    expect(namesOf(supplied)).toEqual(namesOf(resourcesIn(june)));
    expect(supplied.map(contentOf).sort()).toEqual(resourcesIn(june).map(contentOf).sort());
    expect(doublesIn(supplied)).toEqual(doublesIn(resourcesIn(june)));
    expect(vault.state.notSupplied.size).toBe(changes.gone.length);
    expect(vault.state.entries.size).toBe(resourcesIn(june).length + changes.gone.length);
  });

  it.each(patients)(
    'of patient %s: what vanished is back when a third one has it',
    async (patient) => {
      const [january, june] = [exportOf('2021-01', patient), exportOf('2021-06', patient)];
      const { gone } = compare(resourcesIn(january), resourcesIn(june));
      const { vault } = await aVault();
      for (const [at, text] of [
        january,
        june,
        bundleOf([...resourcesIn(june), ...gone]),
      ].entries()) {
        await take(vault, aFile(text, `${String(at)}.json`));
      }
      expect(vault.state.notSupplied.size).toBe(0);
      expect(vault.state.sources.size).toBe(1);
    },
  );

  it.each(patients)(
    'of patient %s: the older one, laid out anew, changes nothing',
    async (patient) => {
      const [january, june] = [exportOf('2021-01', patient), exportOf('2021-06', patient)];
      const { vault } = await aVault();
      await take(vault, aFile(january, 'january.json'));
      await take(vault, aFile(june, 'june.json'));
      const before = [...vault.state.entries.values()];
      const gone = new Map(vault.state.notSupplied);
      const laidOut = indentJson(january);
      const length = resourcesIn(january).length;
      for (const text of [january, laidOut]) {
        expect(await take(vault, aFile(text, 'again.json'))).toMatchObject({ same: length });
      }
      expect([...vault.state.entries.values()]).toEqual(before);
      expect(vault.state.notSupplied).toEqual(gone);
    },
  );
});

describe.skipIf(!here)('the same export', () => {
  it.each(patients.slice(0, 1))(
    'of patient %s is in the record once, however it comes',
    async (patient) => {
      const text = exportOf('2021-06', patient);
      const resources = resourcesIn(text);
      const { vault } = await aVault();
      await take(vault, aFile(text, 'export.json'));
      const forms = [
        ['export.json', text],
        ['copy.json', text],
        ['laid-out.json', indentJson(text)],
        ['lines.ndjson', resources.map((one) => JSON.stringify(one)).join('\n')],
        ['turned.json', bundleOf(resources.toReversed())],
      ] as const;
      for (const [name, form] of forms) {
        const taken = await take(vault, aFile(form, name));
        expect([name, taken]).toMatchObject([
          name,
          { added: 0, changed: 0, same: resources.length },
        ]);
      }
      expect(vault.state.sources.size).toBe(1);
      expect(vault.state.entries.size).toBe(resources.length);
      expect(vault.state.notSupplied.size).toBe(0);
    },
  );
});

describe.skipIf(!here)('one person’s record from two systems', () => {
  it.each(here ? readdirSync(pairs) : [])('(%s) is two sources, each whole', async (pair) => {
    const { vault } = await aVault();
    const texts = ['A-emis', 'B-gp2gp'].map((name) =>
      textOf(path.join(pairs, pair, `${name}.json.gz`)),
    );
    for (const [at, text] of texts.entries())
      await take(vault, aFile(text, `${String(at)}.json`), true);
    expect(vault.state.sources.size).toBe(2);
    expect(vault.state.notSupplied.size).toBe(0);
    const all = texts.flatMap(resourcesIn).filter((one) => !isWrittenOver(one));
    expect((await suppliedBy(vault)).map(contentOf).sort()).toEqual(all.map(contentOf).sort());
    const refused = [...vault.state.sources.values()].flatMap(({ skipped }) => skipped);
    expect(refused.map(({ reason }) => reason)).toEqual(pair === 'PWTP3' ? ['two-values'] : []);
  });
});

/** In one of the files somebody wrote a number over the patient's name and birth date, and left both: it says two things. */
function isWrittenOver({ resourceType, birthDate }: Resource): boolean {
  return resourceType === 'Patient' && birthDate === '9000000009';
}

function exportOf(month: string, patient: string): string {
  const folder = path.join(gpconnect, month);
  const name = readdirSync(folder).find((one) => one.startsWith(patient)) ?? '';
  return textOf(path.join(folder, name));
}

function textOf(file: string): string {
  return gunzipSync(readFileSync(file)).toString();
}

function bundleOf(resources: readonly Resource[]): string {
  return JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  });
}

/** The originals of all entries that their source still supplies, as it wrote them. */
async function suppliedBy(vault: OpenVault): Promise<Resource[]> {
  const opened = new Map<string, Promise<Uint8Array>>();
  const { entries, notSupplied } = vault.state;
  const supplied = [...entries.values()].filter(({ card }) => !notSupplied.has(card.key));
  return Promise.all(
    supplied.map(async ({ card, place }) => {
      const { segment, offset, length } = card.original?.place ?? place;
      const bytes = opened.get(segment) ?? openSegment(vault.segments, segment);
      opened.set(segment, bytes);
      const text = new TextDecoder().decode((await bytes).subarray(offset, offset + length));
      return JSON.parse(text) as Resource; // what was stored is a resource
    }),
  );
}
