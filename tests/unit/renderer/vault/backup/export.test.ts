import { unzipSync, zipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { concatBytes, type Bytes } from '../../../../../shared/base/bytes.ts';
import { addFiles } from '../../../../../renderer/vault/files/add-files.ts';
import { exportArchive } from '../../../../../renderer/vault/backup/export.ts';
import { describeOwnDocument } from '../../../../../renderer/vault/files/describe-document.ts';
import { nameInKey } from '../../../../../shared/record/entry-key.ts';
import type { StoredEntry } from '../../../../../renderer/vault/log/event.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import { bytesAt, textAt } from '../../../../../renderer/vault/open-vault/segments.ts';
import {
  aBundle,
  aCondition,
  aFile,
  aFilesIntake,
  aPatient,
  aVault,
  linesIn,
  reopened,
} from '../builders.ts';
import { fixtures } from '../../../../places.ts';

const now = new Date('2026-11-22T09:00:00Z');
const [a, b] = ['https://a.example/fhir', 'https://b.example/fhir'];
const uuid = (nth: number) => `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;
const letter = 'Dear Margaret,\nall is well.\n';

/** A record with one of everything that plain NDJSON alone would lose or mix up. */
async function aFullVault() {
  const made = await aVault();
  const { vault } = made;
  await add(vault, twoServers('Gout', [aList('Gout')]), 'both.json');
  await add(vault, twoServers('Gout, better', [aList('Gout'), aList('Asthma')]), 'both.json');
  await add(vault, await olderPatient('stu3.json'), 'surgery.json', true);
  await add(vault, xmlCondition, 'Both.json');
  await add(vault, letter, 'letter.txt');
  const document = (await linesIn(vault)).find(({ title }) => title === 'letter');
  if (document === undefined) throw new Error('the letter is not there');
  const named = { key: document.key, title: 'From the clinic', date: '2025-03' };
  await describeOwnDocument(vault, named, () => now);
  return made;
}

const twoServers = (gout: string, lists: readonly object[]) =>
  JSON.stringify(
    {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        on(a, aPatient({ id: uuid(9) })),
        on(a, aCondition('14', gout)),
        on(b, aCondition('14', 'Asthma')),
        ...[1, 2, 3].map((nth) => on(a, aCondition(uuid(nth), `Condition ${String(nth)}`))),
        { fullUrl: `urn:uuid:${uuid(5)}`, resource: aCondition(uuid(5), 'Named by a urn') },
        ...lists.map((resource) => ({ resource })),
      ],
    },
    undefined,
    2,
  );

const on = (server: string, resource: Readonly<Record<string, unknown>>) => ({
  fullUrl: `${server}/${String(resource['resourceType'])}/${String(resource['id'])}`,
  resource,
});

/** Without an id: its key is made of what it says. */
function aList(title: string) {
  return { resourceType: 'List', status: 'current', mode: 'snapshot', title, date: '2020' };
}

const xmlCondition = `<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/><entry><resource>
  <Condition>
    <id value="x1"/>
    <text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><pre>one
two</pre></div></text>
    <code><text value="Eczema"/></code>
  </Condition></resource></entry></Bundle>`;

describe('everything, taken along', () => {
  it('is the same record again, version by version and to the letter', async () => {
    const { vault } = await aFullVault();
    const everything = await exported(vault);
    const made = await aVault();
    const outcomes = await add(made.vault, everything, 'everything.zip', true);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      'stored',
      'stored',
      'stored',
      'stored',
    ]);
    const again = await reopened(made);
    expect([...again.state.sources.values()].map(({ name }) => name)).toEqual(
      [...vault.state.sources.values()].map(({ name }) => name),
    );
    expect(await contentOf(again)).toEqual(await contentOf(vault));
    expect(await documentsOf(again)).toEqual(await documentsOf(vault));
    const gout = (await contentOf(again)).find(({ name }) => name === 'Condition|14');
    expect(gout?.versions.map(({ title }) => title?.text)).toEqual(['Gout', 'Gout, better']);
    expect(namesOf(again)).toEqual(
      expect.arrayContaining(['Condition|14', 'Condition|14 b.example/fhir']),
    );
  });

  it('adds nothing where it is here already, in whatever vault', async () => {
    const { vault } = await aFullVault();
    const everything = await exported(vault);
    const before = vault.state.entries.size;
    await add(vault, everything, 'everything.zip');
    expect([vault.state.entries.size, vault.state.sources.size]).toEqual([before, 4]);
    const made = await aVault();
    await add(made.vault, everything, 'everything.zip', true);
    await add(made.vault, everything, 'everything.zip', true);
    expect(await contentOf(made.vault)).toEqual(await contentOf(vault));
  });

  it('has a name of its own for each file, also where capitals count for nothing', async () => {
    const { vault } = await aFullVault();
    const odd = [aCondition('c1', 'Gout'), { resourceType: 'CONDITION', id: 'c2' }];
    await add(vault, aBundle([aPatient(), ...odd]), 'surgery.json');
    const files = Object.keys(unzipSync(await exported(vault)));
    expect(new Set(files.map((name) => name.toLowerCase())).size).toBe(files.length);
    expect(files.filter((name) => /\/[^/]*[ .](?:\/|$)/.test(name))).toEqual([]);
  });

  it('keeps entries of one type and id on two servers in files of their own', async () => {
    const { vault } = await aFullVault();
    const files = Object.entries(unzipSync(await exported(vault)));
    const conditions = files.filter(([name]) => /^fhir\/.*\/Condition\.ndjson$/.test(name));
    for (const [, bytes] of conditions) {
      const ids = idsIn(bytes);
      expect(new Set(ids).size).toBe(ids.length);
    }
    expect(conditions.flatMap(([, bytes]) => idsIn(bytes)).filter((id) => id === '14')).toEqual([
      '14',
      '14',
    ]);
  });

  it('has a document that only an earlier version names', async () => {
    const { vault } = await aVault();
    await add(vault, letter, 'letter.txt');
    const [stored] = [...vault.state.attachments.values()];
    const [entry] = [...vault.state.entries.values()];
    if (stored === undefined || entry === undefined) throw new Error('nothing was stored');
    const { key, sourceId } = entry.card;
    vault.state.attachments.set('earlier', { ...stored, url: 'https://a.example/earlier' });
    const files = unzipSync(await exported(vault));
    const names = Object.keys(files).filter((name) => name.startsWith('documents/'));
    expect(names).toEqual([
      expect.stringContaining('letter.txt'),
      expect.stringContaining('earlier document.txt'),
    ]);
    expect(key.startsWith(sourceId)).toBe(true);
  });

  it('holds another person at the door, and is asked for source by source', async () => {
    const { vault } = await aFullVault();
    const everything = await exported(vault);
    const made = await aVault();
    await add(made.vault, aBundle([aPatient({ birthDate: '1970-01-01' })]), 'mine.json');
    const outcomes = await add(made.vault, everything, 'everything.zip');
    const held = outcomes.filter(({ outcome }) => outcome === 'held').map(({ path }) => path);
    expect(held).toContain('everything.zip/1 both.json');
    const [first = ''] = held;
    const options = { acceptOtherPerson: true, only: [first] };
    const file = aFile(everything, 'everything.zip');
    expect(await addFiles(made.vault, [file], { ...aFilesIntake, options })).toMatchObject([
      { path: first, outcome: 'stored' },
    ]);
  });

  it('is refused where a part of it was taken out', async () => {
    const { vault } = await aFullVault();
    const { 'index.ndjson': index, ...rest } = unzipSync(await exported(vault));
    const first = Object.keys(rest).find((name) => name.startsWith('fhir/')) ?? '';
    const { [first]: gone, ...left } = rest;
    expect([gone, index]).not.toContain(undefined);
    const made = await aVault();
    const cut = zipSync({ ...left, ...(index === undefined ? {} : { 'index.ndjson': index }) });
    expect(await add(made.vault, new Uint8Array(cut), 'everything.zip')).toMatchObject([
      { outcome: 'refused', code: 'file-unreadable' },
    ]);
    expect(made.vault.state.entries.size).toBe(0);
  });
});

function add(vault: OpenVault, content: string | Bytes, name: string, acceptOtherPerson = false) {
  return addFiles(vault, [aFile(content, name)], {
    ...aFilesIntake,
    options: { acceptOtherPerson },
  });
}

function olderPatient(name: string): Promise<string> {
  return readFile(new URL(`older-patient/${name}`, fixtures), 'utf8');
}

async function exported(vault: OpenVault): Promise<Bytes> {
  const parts: Bytes[] = [];
  for await (const part of exportArchive(vault, now, () => undefined)) parts.push(part);
  return concatBytes(...parts);
}

/** What a record says, less where it lies and when it was received. */
async function contentOf(vault: OpenVault) {
  const entries = [...vault.state.entries.values()].map(async ({ earlier, ...newest }) => ({
    name: nameInKey(newest.card.key),
    versions: await Promise.all([...earlier, newest].map((one) => versionOf(vault, one))),
  }));
  const all = await Promise.all(entries);
  return all.sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function versionOf(vault: OpenVault, { card, place }: StoredEntry) {
  const { fullUrl, original, isOwnDocument, earlierVersions, title } = card;
  const written = original && {
    ...{ version: original.version, format: original.format, reference: original.reference },
    text: await textAt(vault.segments, original.place),
  };
  const text = await textAt(vault.segments, place);
  return { fullUrl, isOwnDocument, earlierVersions, title, written, text };
}

async function documentsOf(vault: OpenVault) {
  const all = [...vault.state.attachments.values()].map(async ({ url, contentType, place }) => ({
    ...{ url, contentType },
    text: new TextDecoder().decode(await bytesAt(vault.segments, place)),
  }));
  return Promise.all(all);
}

function namesOf({ state }: OpenVault): string[] {
  return [...state.entries.keys()].map(nameInKey);
}

function idsIn(ndjson: Uint8Array): unknown[] {
  const lines = new TextDecoder().decode(ndjson).trim().split('\n');
  return lines.map((line) => (JSON.parse(line) as { readonly id: unknown }).id); // one of our own
}
