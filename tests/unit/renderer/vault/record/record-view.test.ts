import { describe, expect, it } from 'vitest';
import type { EntryKey } from '../../../../../shared/record/card.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import {
  attachmentContent,
  entryDetail,
} from '../../../../../renderer/vault/record/entry-detail.ts';
import { fileNameOf } from '../../../../../renderer/vault/record/file-name.ts';
import { differencesBetween, personOf } from '../../../../../renderer/vault/record/person.ts';
import {
  listEntries,
  overviewOf,
  recordView,
} from '../../../../../renderer/vault/record/record-view.ts';
import { fromUtf8 } from '../../../../../shared/base/bytes.ts';
import { aBundle, aCondition, aFile, anAllergy, aPatient, aVault, take } from '../builders.ts';

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

  const twin = { name: 'Mary Ann Smith', birthDate: '1962-06-01' };
  const oneNumber = '999 000 0018';

  it.each([
    ['a title more', 'Mrs Margaret Hale', 'Margaret Hale'],
    ['a title behind', 'HALE, Margaret (Mrs)', 'Margaret Hale'],
    ['a middle name more', 'Margaret Anne HALE', 'Margaret Hale'],
    ['no apostrophe', 'Sean O’Brien', 'Sean OBrien'],
    ['no accent', 'Zoë Núñez', 'Zoe Nunez'],
    ['no hyphen', 'Mary-Ann Smith-Jones', 'Mary Ann Smith Jones'],
    ['the family name first', 'Hale Margaret', 'Margaret Hale'],
    ['no space, in Chinese', '李明', '明 李'],
    ['one word only, both', 'Suharto', 'SUHARTO'],
    ['no name recorded', 'No name recorded', 'Margaret Hale'],
  ])('are one name where one has %s', (_what, here, there) => {
    expect(differencesBetween({ name: here }, { name: there })).toEqual([]);
    expect(differencesBetween({ name: there }, { name: here })).toEqual([]);
  });

  it.each([
    ['a twin called by the other’s middle name', 'Mary Ann Smith', 'Ann Smith'],
    ['only a family name', 'Ann Smith', 'Smith'],
    ['only a given name', 'Margaret Hale', 'Margaret'],
    ['another family name', 'Margaret Hale', 'Margaret Thornton'],
    ['an initial', 'Margaret Hale', 'M Hale'],
    ['one Chinese character of two', '李明', '李'],
    ['the same title', 'Dr Margaret Hale', 'Dr John Thornton'],
  ])('are two names where one has %s', (_what, here, there) => {
    for (const [one, other] of [
      [here, there],
      [there, here],
    ] as const) {
      expect(differencesBetween({ ...twin, name: one }, { ...twin, name: other })).toEqual([
        { what: 'name', here: one, there: other },
      ]);
    }
  });

  it.each([
    ['less exact', '1951-04-02', '1951'],
    ['with a time', '1951-04-02', '1951-04-02T00:00:00+01:00'],
    ['with a time of another kind', '1951-04-02', '1951-04-02 00:00:00'],
    ['unreadable, and the same', '02/04/1951', '02/04/1951'],
  ])('may share a birth date that is written %s', (_what, here, there) => {
    expect(
      differencesBetween({ ...margaret, birthDate: here }, { ...margaret, birthDate: there }),
    ).toEqual([]);
  });

  it.each([
    ['another day', '1951-04-02', '1951-04-03'],
    ['another month, written without a day', '1951-04', '1951-05'],
    ['a day that cannot be read', '1962-06-01', '01/06/2015'],
  ])('do not share a birth date that is %s, whatever else agrees', (_what, here, there) => {
    expect(
      differencesBetween({ ...margaret, birthDate: here }, { ...margaret, birthDate: there }),
    ).toEqual([{ what: 'birth date', here, there }]);
  });

  it.each([
    ['birth date', { nhsNumber: oneNumber, birthDate: '1951-04-02' }, []],
    ['birth date, less exactly', { nhsNumber: oneNumber, birthDate: '1951' }, []],
    ['nothing else', { nhsNumber: oneNumber }, ['name']],
    [
      'another birth date',
      { nhsNumber: oneNumber, birthDate: '1951-04-03' },
      ['birth date', 'name'],
    ],
    ['no NHS number', { birthDate: '1951-04-02' }, ['name']],
    [
      'another NHS number',
      { nhsNumber: '999 000 0026', birthDate: '1951-04-02' },
      ['NHS number', 'name'],
    ],
  ])('with the same NHS number and %s: another name', (_what, other, expected) => {
    const there = { name: 'Margaret Thornton', ...other };
    expect(differencesBetween(margaret, there).map(({ what }) => what)).toEqual(expected);
  });

  it('are one where any full name of the one is a name of the other', () => {
    const patient = (...name: object[]) =>
      personOf({ resourceType: 'Patient', birthDate: '1951-04-02', name });
    const hale = { given: ['Margaret'], family: 'Hale' };
    const thornton = { use: 'official', given: ['Margaret'], family: 'Thornton' };
    const married = patient(thornton, { ...hale, use: 'old' });
    expect(married.name).toBe('Margaret Thornton');
    expect(differencesBetween(patient(hale), married)).toEqual([]);
    expect(differencesBetween(married, patient(hale))).toEqual([]);
    const baby = { use: 'temp', given: ['Baby'], family: 'Hale' };
    const twins = [
      patient(hale, baby),
      patient({ given: ['Anne'], family: 'Hale' }, baby),
    ] as const;
    expect(differencesBetween(...twins).map(({ what }) => what)).toEqual(['name']);
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
