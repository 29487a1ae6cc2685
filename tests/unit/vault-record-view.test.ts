import { describe, expect, it } from 'vitest';
import type { EntryKey } from '../../shared/record/card.ts';
import type { OpenVault } from '../../renderer/vault/open-vault.ts';
import { attachmentContent, entryDetail } from '../../renderer/vault/entry-detail.ts';
import { fileNameOf } from '../../renderer/vault/file-name.ts';
import { differencesBetween } from '../../renderer/vault/person.ts';
import { listEntries, overviewOf, recordView } from '../../renderer/vault/record-view.ts';
import { fromUtf8 } from '../../shared/base/bytes.ts';
import { aBundle, aCondition, aFile, anAllergy, aPatient, aVault, take } from './vault-builders.ts';

async function aRecord(): Promise<OpenVault> {
  const { vault } = await aVault();
  const resources = [
    aPatient(),
    aCondition('c1', 'Ménière disease', { onsetDateTime: '2011' }),
    aCondition('c2', 'Asthma', { onsetDateTime: '2019-03-12' }),
    aCondition('c3', 'Gout'),
    aCondition('c4', 'Asthma review', { onsetDateTime: '2019-03' }),
    aCondition('c5', 'Typing mistake', {
      verificationStatus: { coding: [{ code: 'entered-in-error' }] },
    }),
    anAllergy('a1', 'Penicillin', { criticality: 'high', clinicalStatus: codeOf('active') }),
    anAllergy('a2', 'Latex', { criticality: 'low', clinicalStatus: codeOf('active') }),
    anAllergy('a3', 'Nuts', { criticality: 'high', clinicalStatus: codeOf('resolved') }),
  ];
  await take(vault, aFile(aBundle(resources), 'Millbrook Surgery.json'));
  return vault;
}

function codeOf(code: string) {
  return { coding: [{ code }] };
}

async function titles(vault: OpenVault, query: { search?: string; withErrors?: boolean } = {}) {
  const view = recordView(vault, undefined);
  const page = await listEntries(vault, view, {
    category: 'problems',
    offset: 0,
    limit: 50,
    ...query,
  });
  return page.lines.map((line) => line.title);
}

describe('the list', () => {
  it('shows the newest first, what has no date last, and hides what was entered in error', async () => {
    expect(await titles(await aRecord())).toEqual([
      'Asthma',
      'Asthma review',
      'Ménière disease',
      'Gout',
    ]);
  });

  it('shows what was entered in error to those who ask', async () => {
    expect(await titles(await aRecord(), { withErrors: true })).toContain('Typing mistake');
  });

  it('is given in stretches with the number of all', async () => {
    const vault = await aRecord();
    const view = recordView(vault, undefined);
    const page = await listEntries(vault, view, { category: 'problems', offset: 1, limit: 2 });
    expect(page.total).toBe(4);
    expect(page.lines.map((line) => line.title)).toEqual(['Asthma review', 'Ménière disease']);
    expect(page.lines[0]?.sourceName).toBe('Millbrook Surgery.json');
  });

  it.each([
    ['the beginning of a word', 'asth', ['Asthma', 'Asthma review']],
    ['letters without their accents', 'meniere', ['Ménière disease']],
    ['a misspelt word', 'astmha', ['Asthma', 'Asthma review']],
    ['two words, both there', 'asthma review', ['Asthma review']],
    ['a month', 'march 2019', ['Asthma', 'Asthma review']],
    ['a source', 'millbrook gout', ['Gout']],
    ['nothing that is there', 'zebra', []],
  ])('finds %s', async (_what, search, found) => {
    expect(await titles(await aRecord(), { search })).toEqual(found);
  });
});

describe('the first screen', () => {
  it('counts each shelf, names the severe allergies that stand, and whose record it is', async () => {
    const vault = await aRecord();
    expect(overviewOf(vault, recordView(vault, undefined))).toMatchObject({
      person: { name: 'Margaret Hale', birthDate: '1951-04-02' },
      counts: { problems: 4, allergies: 3, other: 1, medicines: 0 },
      hiddenAsError: 1,
      redFlags: ['Severe allergy: Penicillin'],
      damaged: 0,
    });
  });
});

describe('an entry', () => {
  it('shows its original to the letter, and what it points to', async () => {
    const { vault } = await aVault();
    const observation =
      '{"resourceType":"Observation","id":"o1","encounter":{"reference":"Encounter/e1"},"valueQuantity":{"value":7.0,"unit":"mmol/L"}}';
    const encounter = '{"resourceType":"Encounter","id":"e1","type":[{"text":"Clinic visit"}]}';
    await take(vault, aFile(`${observation}\n${encounter}`));
    const key = keyOf(vault, 'o1');
    const detail = await entryDetail(vault, key);
    expect(detail.original).toContain('"value": 7.0,');
    expect(detail.related).toMatchObject([{ key: keyOf(vault, 'e1'), title: 'Clinic visit' }]);
    expect(detail.line).not.toHaveProperty('terms');
  });

  it('opens the letter inside it and the one that came beside it', async () => {
    const { vault } = await aVault();
    const letters = {
      resourceType: 'DocumentReference',
      id: 'd1',
      content: [
        { attachment: { contentType: 'text/plain', data: btoa('Dear Margaret'), title: 'Plain' } },
        { attachment: { url: 'Binary/b1' } },
        { attachment: { url: 'https://elsewhere.example/x' } },
        { attachment: { url: `data:text/plain;charset=utf-8;base64,${btoa('in place')}` } },
      ],
    };
    const binary = {
      resourceType: 'Binary',
      id: 'b1',
      contentType: 'application/pdf',
      data: btoa('%PDF'),
    };
    await take(vault, aFile(aBundle([letters, binary])));
    const key = keyOf(vault, 'd1');
    const plain = await attachmentContent(vault, key, 0);
    const beside = await attachmentContent(vault, key, 1);
    expect([fromUtf8(plain.bytes), plain.fileName]).toEqual(['Dear Margaret', 'Plain.txt']);
    expect([fromUtf8(beside.bytes), beside.contentType]).toEqual(['%PDF', 'application/pdf']);
    const inPlace = await attachmentContent(vault, key, 3);
    expect([fromUtf8(inPlace.bytes), inPlace.contentType]).toEqual(['in place', 'text/plain']);
    await expect(attachmentContent(vault, key, 2)).rejects.toMatchObject({
      code: 'download-incomplete',
    });
  });
});

function keyOf(vault: OpenVault, id: string): EntryKey {
  const entry = [...vault.state.entries.values()].find(({ card }) => card.resourceId === id);
  if (entry === undefined) throw new Error(`${id} was stored`);
  return entry.card.key;
}

describe('two headers', () => {
  const margaret = { name: 'Margaret Hale', birthDate: '1951-04-02', nhsNumber: '999 000 0018' };

  it.each([
    ['a title more', { name: 'Mrs Margaret Hale' }],
    ['a middle name more', { name: 'Margaret Anne HALE' }],
    ['a new family name under the same NHS number', { name: 'Margaret Thornton' }],
    ['a birth date known less exactly', { birthDate: '1951' }],
  ])('with %s may be one person', (_what, other) => {
    expect(differencesBetween(margaret, { ...margaret, ...other })).toEqual([]);
  });

  it.each([
    ['NHS number', { nhsNumber: '999 000 0026' }],
    ['birth date', { birthDate: '1951-04-03' }],
  ])('with another %s are two people', (what, other) => {
    const differences = differencesBetween(margaret, { ...margaret, ...other });
    expect(differences.map((difference) => difference.what)).toEqual([what]);
  });

  it('with another name and no NHS number to go by are two people', () => {
    const there = { name: 'Margaret Thornton', birthDate: '1951-04-02' };
    expect(differencesBetween(margaret, there)).toEqual([
      { what: 'name', here: 'Margaret Hale', there: 'Margaret Thornton' },
    ]);
  });
});

describe('the file name of an attachment', () => {
  it.each([
    ['Clinic letter', 'application/pdf', 'Clinic letter.pdf'],
    ['../../etc/passwd', 'text/plain; charset=utf-8', 'etc passwd.txt'],
    ['scan.PDF', 'application/pdf', 'scan.PDF'],
    ['', 'image/jpeg', 'attachment.jpg'],
    ['a\u0000b:c', 'application/x-unknown', 'a b c.bin'],
  ])('%j of %s is %j', (title, contentType, name) => {
    expect(fileNameOf(title, contentType)).toBe(name);
  });
});
