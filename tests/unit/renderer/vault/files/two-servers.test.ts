import { zipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { utf8 } from '../../../../../shared/base/bytes.ts';
import { addFiles } from '../../../../../renderer/vault/files/add-files.ts';
import type { IncomingFile } from '../../../../../renderer/vault/api/files.ts';
import { composeDocument } from '../../../../../renderer/vault/share/compose.ts';
import { entryDetail } from '../../../../../renderer/vault/record/entry-detail.ts';
import { addLarge } from '../../../../../renderer/vault/files/large-file.ts';
import { readableOf } from '../../../../../renderer/vault/files/readable.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import {
  aCondition,
  aFile,
  aFilesIntake,
  aPatient,
  aVault,
  linesIn,
  reopened,
} from '../builders.ts';

type Entry = { readonly fullUrl?: string; readonly resource: object };

const [a, b] = ['https://a.example/fhir', 'https://b.example/fhir'];
const uuid = (nth: number) => `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;
const on = (server: string, resource: Readonly<Record<string, unknown>>): Entry => ({
  fullUrl: `${server}/${String(resource['resourceType'])}/${String(resource['id'])}`,
  resource,
});
const gout = on(a, aCondition('14', 'Gout'));
const asthma = on(b, aCondition('14', 'Asthma'));
const others = [1, 2].map((nth) => on(a, aCondition(uuid(nth), `Condition ${String(nth)}`)));
const patient = on(a, aPatient());
const bundle = (entry: readonly Entry[]) =>
  JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry });

let made: Awaited<ReturnType<typeof aVault>>;
beforeEach(async () => {
  made = await aVault();
});

describe('two entries of the same type and id on different servers', () => {
  it('are two, whatever their order, and the one on the usual server keeps the plain key', async () => {
    const orders = [
      [gout, asthma, ...others],
      [asthma, gout, ...others],
      [asthma, ...others, gout],
    ];
    for (const order of orders) {
      const { vault } = await aVault();
      await takeBundle(vault, order);
      expect(keysOf(vault)).toMatchObject({
        Gout: 'Condition|14',
        Asthma: 'Condition|14 b.example/fhir',
        'Condition 1': `Condition|${uuid(1)}`,
      });
      expect((await linesIn(vault)).map(({ earlierVersions }) => earlierVersions)).toEqual([
        0, 0, 0, 0,
      ]);
    }
  });

  it('are two also in different files of a ZIP, and are here when they come again', async () => {
    const lines = (entries: readonly Entry[]) =>
      utf8(entries.map((one) => bundle([one])).join('\n'));
    const zip = zipSync({
      'one.ndjson': lines([asthma, patient]),
      'two.ndjson': lines([gout, ...others]),
    });
    const file = aFile(new Uint8Array(zip), 'all.zip');
    await take(made.vault, file);
    const keys = keysOf(made.vault);
    expect(made.vault.state.sources.size).toBe(1);
    expect(keys).toMatchObject({ Gout: 'Condition|14', Asthma: 'Condition|14 b.example/fhir' });
    const again = await take(await reopened(made), file);
    expect(again.map((one) => one.outcome === 'stored' && one.stored.added)).toEqual([0, 0]);
    expect(keysOf(await reopened(made))).toEqual(keys);
  });

  it('are two in different parts of a file that is read as it streams', async () => {
    const filler = Array.from({ length: 1500 }, (_, at) =>
      on(a, aCondition(uuid(at), `Condition ${String(at)} ${'x'.repeat(3000)}`)),
    );
    const content = readableOf(utf8(bundle([asthma, ...filler, gout])));
    const file = { path: 'large.json', kind: 'json', gzipped: false, content } as const;
    const { options, progress, clock } = aFilesIntake;
    expect(await addLarge(made.vault, file, { options, progress, clock })).toMatchObject({
      stored: { added: 1502, changed: 0 },
    });
    expect(keysOf(made.vault)).toMatchObject({
      Gout: 'Condition|14',
      Asthma: 'Condition|14 b.example/fhir',
    });
  });

  it('stay what they were in a newer export, wherever most of its entries are by then', async () => {
    await takeBundle(made.vault, [...others, on(b, aCondition(uuid(3), 'Old')), asthma]);
    expect(keysOf(made.vault)).toMatchObject({ Asthma: 'Condition|14' });
    await takeBundle(made.vault, [...others, on(b, aCondition(uuid(3), 'Old')), asthma, gout]);
    expect(made.vault.state.sources.size).toBe(1);
    const keys = { Asthma: 'Condition|14', Gout: 'Condition|14 a.example/fhir' };
    expect(keysOf(made.vault)).toMatchObject(keys);
    expect(made.vault.state.entries.size).toBe(5);
    const newer = on(a, aCondition('14', 'Gout, better'));
    await takeBundle(made.vault, [...others, on(b, aCondition(uuid(3), 'Old')), newer]);
    expect(keysOf(made.vault)).toMatchObject({
      Asthma: 'Condition|14',
      'Gout, better': 'Condition|14 a.example/fhir',
    });
    expect(made.vault.state.entries.size).toBe(5);
  });
});

describe('an entry that is kept as an earlier version of another one', () => {
  it('becomes an entry of its own when its file is added again, once', async () => {
    const three = [...others, on(a, aCondition(uuid(3), 'Condition 3'))];
    await takeBundle(made.vault, [gout, ...three]);
    await takeBundle(made.vault, [asthma, ...three.map(({ resource }) => ({ resource }))]);
    expect(made.vault.state.entries.size).toBe(4);
    for (const entries of [
      [gout, asthma, ...three],
      [...three, asthma, gout],
    ]) {
      await takeBundle(made.vault, entries);
      expect(keysOf(made.vault)).toMatchObject({
        Asthma: 'Condition|14',
        Gout: 'Condition|14 a.example/fhir',
      });
      expect(made.vault.state.entries.size).toBe(5);
    }
  });
});

describe('entries that are no two', () => {
  it('are those of a server that has another address by now', async () => {
    const all = [1, 2, 3, 4].map((nth) => aCondition(uuid(nth), `Condition ${String(nth)}`));
    await takeBundle(
      made.vault,
      all.map((one) => on('http://a.example/fhir', one)),
    );
    await takeBundle(
      made.vault,
      all.map((one) => on('https://moved.example/r4', one)),
    );
    await takeBundle(made.vault, [...all.map((one) => on(a, one)), patient]);
    expect(made.vault.state.entries.size).toBe(5);
  });

  it('are versions at one address, and what has other urn:uuids and the same id', async () => {
    const urn = (nth: number, text: string) => ({
      fullUrl: `urn:uuid:${uuid(nth)}`,
      resource: aCondition('15', text),
    });
    const older = { ...gout, fullUrl: 'http://a.example/fhir/Condition/14/_history/1' };
    await takeBundle(made.vault, [older, on(a, aCondition('14', 'Gout, better')), asthma]);
    expect(keysOf(made.vault)).toEqual({
      'Gout, better': 'Condition|14',
      Asthma: 'Condition|14 b.example/fhir',
    });
    const { vault } = await aVault();
    await takeBundle(vault, [urn(1, 'Eczema'), urn(2, 'Eczema, better'), urn(3, 'Eczema')]);
    expect(keysOf(vault)).toHaveProperty('Eczema', 'Condition|15');
    expect(vault.state.entries.size).toBe(1);
  });
});

describe('a reference', () => {
  const medicine = (server: string, text: string) =>
    on(server, { resourceType: 'Medication', id: '14', code: { text } });
  const request = (server: string, id: string, reference: string) =>
    on(server, {
      ...{ resourceType: 'MedicationRequest', id, status: 'active', intent: 'order' },
      subject: { reference: `${a}/Patient/p1` },
      medicationReference: { reference },
    });
  const entries = [
    ...[patient, medicine(a, 'Aspirin'), medicine(b, 'Warfarin')],
    request(a, 'near-a', 'Medication/14'),
    request(b, 'near-b', 'Medication/14'),
    request(a, 'far-b', `${b}/Medication/14/_history/2`),
  ];
  const titles = { 'near-a': 'Aspirin', 'near-b': 'Warfarin', 'far-b': 'Warfarin' };

  it('leads to the one on the server of who refers, in the list and beside the entry', async () => {
    await takeBundle(made.vault, entries);
    const vault = await reopened(made);
    const lines = (await linesIn(vault)).filter((one) => one.resourceType === 'MedicationRequest');
    expect(Object.fromEntries(lines.map((one) => [one.resourceId, one.title]))).toEqual(titles);
    for (const { key, resourceId = '' } of lines) {
      const { related } = await entryDetail(vault, key);
      expect([resourceId, related.map(({ title }) => title)]).toEqual([
        resourceId,
        [Object.entries(titles).find(([id]) => id === resourceId)?.[1]],
      ]);
    }
  });

  it('leads there in a summary too', async () => {
    await takeBundle(made.vault, entries);
    const choices = { leftOut: [], until: '2026-12-01' };
    const now = new Date('2026-11-22T09:00:00Z');
    const software = { name: 'Patient-Held Record', version: '0.0.0' };
    const text = await composeDocument(made.vault, { choices, now, software });
    const { entry } = JSON.parse(text) as { entry: { fullUrl: string; resource: Medicine }[] };
    const named = (reference: string | undefined) =>
      entry.find(({ fullUrl }) => fullUrl === reference)?.resource.code?.text;
    const medicines = entry.flatMap(({ resource }) =>
      resource.resourceType === 'MedicationRequest'
        ? [named(resource.medicationReference?.reference)]
        : [],
    );
    expect(medicines.toSorted()).toEqual(['Aspirin', 'Warfarin']);
  });
});

type Medicine = {
  readonly resourceType: string;
  readonly code?: { readonly text?: string };
  readonly medicationReference?: { readonly reference?: string };
};

function take(vault: OpenVault, file: IncomingFile) {
  return addFiles(vault, [file], aFilesIntake);
}

function takeBundle(vault: OpenVault, entries: readonly Entry[]) {
  return take(vault, aFile(bundle(entries)));
}

/** The key of each entry, without its source, by what it is called. */
function keysOf({ state }: OpenVault): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...state.entries.values()].map(({ card }) => [
      (card.title?.text ?? '').slice(0, 20).trim(),
      card.key.slice(card.sourceId.length + 1),
    ]),
  );
}
