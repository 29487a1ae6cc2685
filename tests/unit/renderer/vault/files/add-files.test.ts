import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../../../shared/base/bytes.ts';
import { addFiles, type FilesIntake } from '../../../../../renderer/vault/files/add-files.ts';
import type { FileOutcome, IncomingFile } from '../../../../../renderer/vault/api/files.ts';
import {
  attachmentContent,
  entryDetail,
} from '../../../../../renderer/vault/record/entry-detail.ts';
import { describeOwnDocument } from '../../../../../renderer/vault/files/describe-document.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import { aHealthCard } from '../../../../e2e/health-card.ts';
import { aSignedPdf, someKeys } from '../../../shared/share/fixtures.ts';
import {
  aBundle,
  aCondition,
  aFile,
  aFilesIntake,
  anAllergy,
  aPatient,
  aVault,
  linesIn,
  reopened,
} from '../builders.ts';
import { sharedData as shared } from '../../../../places.ts';

const here = existsSync(shared);
if (!here) console.log('skipped: no ../shared');
const uuid = (nth: number) => `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;
const herself = { subject: { reference: `Patient/${uuid(99)}` } };
const conditions = (texts: readonly string[]) =>
  texts.map((text, at) => aCondition(uuid(at), text, herself));

describe('many files at once', () => {
  it('have an outcome each, and a bad one costs none of the others', async () => {
    const { vault } = await aVault();
    const zip = zipSync({
      'record.json': utf8(aBundle([aPatient(), aCondition('c1', 'Gout')])),
      'broken.json': utf8('{"resourceType":"Bundle","entry":[{"resource"'),
      'letter.pdf': utf8('%PDF-1.4 a letter'),
      'film.mpg': Uint8Array.of(0, 0, 1, 0xba),
    });
    const files = [aFile(new Uint8Array(zip), 'all.zip'), aFile('Dear Mrs Hale', 'letter.txt')];
    expect(outcomesOf(await take(vault, files))).toEqual([
      ['all.zip/record.json', 'stored', 2],
      ['all.zip/broken.json', 'refused', 'file-truncated'],
      ['all.zip/letter.pdf', 'stored', 1],
      ['all.zip/film.mpg', 'refused', 'file-unknown-kind'],
      ['letter.txt', 'stored', 1],
    ]);
  });

  it('of one export are one source, whose parts find one another', async () => {
    const { vault } = await aVault();
    const lines = (resources: readonly object[]) =>
      resources.map((one) => JSON.stringify(one)).join('\n');
    const two = [aCondition('c1', 'Gout'), aCondition('c2', 'Asthma')];
    const files = [
      aFile(lines(two), 'export/Condition.ndjson'),
      aFile(lines([aPatient()]), 'export/Patient.ndjson'),
    ];
    expect(outcomesOf(await take(vault, files))).toEqual([
      ['export/Condition.ndjson', 'stored', 2],
      ['export/Patient.ndjson', 'stored', 1],
    ]);
    const [source] = [...vault.state.sources.values()];
    expect(source).toMatchObject({ name: 'export', received: { Condition: 2, Patient: 1 } });
    expect(outcomesOf(await take(vault, files)).map(([, , count]) => count)).toEqual([2, 1]);
    expect(vault.state.entries.size).toBe(3);
    expect(vault.state.sources.get(source?.id ?? ('' as never))?.received).toEqual(
      source?.received,
    );
  });

  it('of an export about several people wait for one to be chosen, though no line of some says so', async () => {
    const { vault } = await aVault();
    const subject = (id: string) => ({ subject: { reference: `Patient/${id}` } });
    const several = [
      aCondition('c1', 'Gout', subject('p1')),
      aCondition('c2', 'Asthma', subject('p2')),
    ];
    const files = [
      aFile(several.map((one) => JSON.stringify(one)).join('\n'), 'bulk/Condition.ndjson'),
      aFile(
        '{"resourceType":"Device","id":"d1"}\n{"resourceType":"Device","id":"d2"}',
        'bulk/Device.ndjson',
      ),
    ];
    const unnamed = { name: 'No name recorded', entries: 1, fits: 'unknown' };
    const people = [
      { ...unnamed, id: 'Patient/p1' },
      { ...unnamed, id: 'Patient/p2' },
    ];
    expect(await take(vault, files)).toMatchObject([{ people }, { people }]);
    expect(vault.state.entries.size).toBe(0);
  });

  it('that look like another person are held, and only those the person names are added after all', async () => {
    const { vault } = await aVault();
    const other = aPatient({
      id: 'p9',
      name: [{ family: 'Price', given: ['Owen'] }],
      birthDate: '1980-01-01',
    });
    await take(vault, [aFile(aBundle([aPatient()]), 'mine.json')]);
    const files = [
      aFile(aBundle([other]), 'his.json'),
      aFile(aBundle([other, anAllergy('a', 'Latex')]), 'too.json'),
    ];
    expect(outcomesOf(await take(vault, files)).map(([, outcome]) => outcome)).toEqual([
      'held',
      'held',
    ]);
    const options = { acceptOtherPerson: true, only: ['his.json'] };
    expect(outcomesOf(await take(vault, files, { options }))).toEqual([['his.json', 'stored', 1]]);
  });
});

describe('a file of nonsense', () => {
  it('loses only the entry that goes down without an end', async () => {
    const { vault } = await aVault();
    const deep = `{"resourceType":"Basic","id":"b","extension":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const entries = [JSON.stringify(aPatient()), deep, JSON.stringify(aCondition('c1', 'Gout'))];
    const bundle = `{"resourceType":"Bundle","entry":[${entries.map((one) => `{"resource":${one}}`).join()}]}`;
    expect(await take(vault, [aFile(bundle)])).toMatchObject([
      {
        stored: {
          added: 2,
          source: { skipped: [{ type: 'Basic', reason: 'too-deep', count: 1 }] },
        },
      },
    ]);
  });

  it('loses only what lies in thousands of Bundles, one in the other', async () => {
    const { vault } = await aVault();
    const nested = `${'{"resourceType":"Bundle","entry":[{"resource":'.repeat(3000)}${JSON.stringify(aPatient())}${'}]}'.repeat(3000)}`;
    const bundle = `{"resourceType":"Bundle","entry":[{"resource":${JSON.stringify(aPatient())}},{"resource":${nested}}]}`;
    expect(await take(vault, [aFile(bundle)])).toMatchObject([
      {
        stored: {
          added: 1,
          source: { skipped: [{ type: 'Bundle', reason: 'too-deep', count: 1 }] },
        },
      },
    ]);
  });

  it('whose references go round in circles, and whose ids differ only in case, is taken as it is', async () => {
    const { vault } = await aVault();
    const part = (id: string, of: string) => ({
      resourceType: 'Organization',
      id,
      name: id,
      partOf: { reference: `Organization/${of}` },
    });
    const bundle = aBundle([part('a', 'A'), part('A', 'a')]);
    expect(outcomesOf(await take(vault, [aFile(bundle)]))).toEqual([['record.json', 'stored', 2]]);
    expect(vault.state.entries.size).toBe(2);
  });
});

describe('a newer export of the same record', () => {
  const older = aBundle([
    aPatient({ id: uuid(99) }),
    ...conditions(['Gout', 'Asthma', 'Migraine', 'Eczema']),
  ]);
  const newer = aBundle([
    aPatient({ id: uuid(99), meta: { versionId: '2' } }),
    ...conditions(['Gout', 'Asthma', 'Migraine', 'Eczema, hands', 'Hay fever']),
  ]);

  it('brings what changed and doubles nothing, however it is laid out', async () => {
    const { vault } = await aVault();
    await take(vault, [aFile(older, 'january.json')]);
    const laidOut = JSON.stringify(JSON.parse(newer), undefined, 2);
    const [june] = await take(vault, [aFile(laidOut, 'june.json')]);
    expect(june).toMatchObject({ stored: { added: 1, changed: 1, same: 4 } });
    expect(vault.state.sources.size).toBe(1);
    expect(vault.state.entries.size).toBe(6);
  });

  it('is not undone when the older one is opened again', async () => {
    const { vault } = await aVault();
    await take(vault, [aFile(older, 'january.json'), aFile(newer, 'june.json')]);
    const [again] = await take(vault, [aFile(older, 'january.json')]);
    expect(again).toMatchObject({ stored: { added: 0, changed: 0, same: 5 } });
    expect((await linesIn(vault)).map(({ title }) => title)).toContain('Eczema, hands');
  });

  it('is told from another system’s rendering of the same ids', async () => {
    const { vault } = await aVault();
    await take(vault, [aFile(older, 'surgery-a.json')]);
    const moved = ['Gout', 'Asthma', 'Migraine', 'Eczema'].map((text, at) =>
      aCondition(uuid(at), text, { ...herself, recorder: { display: 'Surgery B' } }),
    );
    await take(vault, [aFile(aBundle(moved), 'surgery-b.json')]);
    expect(vault.state.sources.size).toBe(2);
    expect(vault.state.entries.size).toBe(9);
  });

  it('is told from another person’s file whose ids happen to be the same', async () => {
    const { vault } = await aVault();
    const short = [
      aPatient(),
      aCondition('1', 'Gout'),
      aCondition('2', 'Asthma'),
      aCondition('3', 'Flu'),
    ];
    await take(vault, [aFile(aBundle(short), 'a.json')]);
    await take(vault, [aFile(aBundle([...short, aCondition('4', 'Acne')]), 'b.json')]);
    expect(vault.state.sources.size).toBe(2);
  });
});

describe('what a source wrote in another language', () => {
  const stu3 = {
    resourceType: 'Condition',
    id: 'c1',
    meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Condition-1'] },
    clinicalStatus: 'active',
    code: { text: 'Gout' },
    context: { reference: 'Encounter/e1' },
  };

  it('is kept beside what was made of it, to the letter, and shown', async () => {
    const made = await aVault();
    const text = JSON.stringify(stu3);
    await take(made.vault, [aFile(text)]);
    const vault = await reopened(made);
    const [entry] = [...vault.state.entries.values()];
    if (entry === undefined) throw new Error('the condition was stored');
    const detail = await entryDetail(vault, entry.card.key);
    expect(JSON.parse(detail.original)).toEqual(stu3);
    expect(detail.originalForm).toEqual({ version: 'STU3', format: 'json' });
    expect(JSON.parse(detail.made ?? '')).toMatchObject({
      encounter: { reference: 'Encounter/e1' },
    });
  });

  it('tells whether it changed', async () => {
    const { vault } = await aVault();
    await take(vault, [aFile(JSON.stringify(stu3), 'a.json')]);
    const [again] = await take(vault, [aFile(JSON.stringify(stu3, undefined, 1), 'a.json')]);
    expect(again?.outcome).toBe('stored');
  });
});

describe('a letter', () => {
  it('is kept as it came, without a date until the person gives one', async () => {
    const made = await aVault();
    await take(made.vault, [aFile('{\\rtf1 Dear Mrs Hale}', 'letters/From_the_clinic.rtf')]);
    const [line] = await linesIn(made.vault);
    if (line === undefined) throw new Error('the letter was stored');
    expect(line).toMatchObject({ category: 'documents', title: 'From the clinic' });
    expect(line.date).toBeUndefined();
    const { bytes, contentType } = await attachmentContent(made.vault, line.key, 0);
    expect(Buffer.from(bytes).toString()).toBe('{\\rtf1 Dear Mrs Hale}');
    expect(contentType).toBe('application/rtf');

    const clock = () => new Date('2026-11-23T10:00:00Z');
    const words = { key: line.key, title: 'Clinic, after the scan', date: '2024-05' };
    await describeOwnDocument(made.vault, words, clock);
    const [renamed] = await linesIn(await reopened(made));
    expect(renamed).toMatchObject({ title: words.title, date: '2024-05', earlierVersions: 1 });
  });

  it('that is a scan in DICOM form is kept to be saved again, and called what it is', async () => {
    const { vault } = await aVault();
    const dicom = new Uint8Array(200);
    dicom.set(utf8('DICM'), 128);
    const [outcome] = await take(vault, [aFile(dicom, 'Knee_left.dcm')]);
    expect(outcome).toMatchObject({
      kind: 'dicom',
      document: { title: 'Knee left' },
      stored: { source: { notes: [{ kind: 'dicom' }] } },
    });
    const [line] = await linesIn(vault);
    if (line === undefined) throw new Error('the scan was kept');
    const content = await attachmentContent(vault, line.key, 0);
    expect(content).toMatchObject({ bytes: dicom, contentType: 'application/dicom' });
  });

  it('that is added again keeps the title that the person gave it', async () => {
    const { vault } = await aVault();
    const file = aFile('Dear Mrs Hale', 'letter.txt');
    await take(vault, [file]);
    const [line] = await linesIn(vault);
    if (line === undefined) throw new Error('the letter was stored');
    await describeOwnDocument(vault, { key: line.key, title: 'Mine' }, aFilesIntake.clock);
    expect(outcomesOf(await take(vault, [file]))).toEqual([['letter.txt', 'stored', 1]]);
    expect((await linesIn(vault)).map(({ title }) => title)).toEqual(['Mine']);
  });

  it('of a source cannot be renamed', async () => {
    const { vault } = await aVault();
    await take(vault, [aFile(aBundle([aPatient(), aCondition('c1', 'Gout')]))]);
    const [line] = await linesIn(vault);
    if (line === undefined) throw new Error('the condition was stored');
    const words = { key: line.key, title: 'Mine' };
    await expect(describeOwnDocument(vault, words, aFilesIntake.clock)).rejects.toMatchObject({
      code: 'message-invalid',
    });
  });
});

describe('our own signed PDF', () => {
  it('gives the record that is attached to it', async () => {
    const { vault } = await aVault();
    const pdf = await aSignedPdf(await someKeys());
    const [outcome] = await take(vault, [aFile(pdf, 'summary.pdf')]);
    expect(outcome).toMatchObject({ kind: 'pdf', outcome: 'stored' });
    expect((await linesIn(vault)).some(({ resourceType }) => resourceType === 'Composition')).toBe(
      true,
    );
  });

  it('that was changed is kept as a document, and nothing is read from it', async () => {
    const { vault } = await aVault();
    const pdf = await aSignedPdf(await someKeys());
    const changed = new Uint8Array(pdf);
    const at = Buffer.from(changed).lastIndexOf('/Contents');
    changed[at - 40] = (changed[at - 40] ?? 0) ^ 1;
    const [outcome] = await take(vault, [aFile(changed, 'summary.pdf')]);
    expect(outcome).toMatchObject({
      stored: { added: 1, source: { received: { DocumentReference: 1 } } },
    });
  });
});

describe.skipIf(!here)('SMART Health Cards and Links', () => {
  const spec = (name: string) =>
    readFileSync(new URL(`standards/shc-vectors/spec/${name}`, shared));
  const issuerKeys = (): Promise<unknown> =>
    Promise.resolve(
      JSON.parse(
        readFileSync(new URL('standards/shc-vectors/issuer/issuer-jwks.json', shared), 'utf8'),
      ),
    );
  const card = () => aFile(new Uint8Array(spec('example-00-e-file.smart-health-card')), 'card');

  it('bring what they say, named by their issuer, and are kept whole', async () => {
    const { vault } = await aVault();
    const [outcome] = await take(vault, [card()], { issuerKeys });
    expect(outcome).toMatchObject({
      kind: 'health-card',
      stored: {
        source: {
          name: 'Health card from spec.smarthealth.cards',
          issuer: { url: 'https://spec.smarthealth.cards/examples/issuer', signature: 'signed' },
        },
      },
    });
    const document = (await linesIn(vault)).find(
      ({ resourceType }) => resourceType === 'DocumentReference',
    );
    if (document === undefined) throw new Error('the card was kept');
    const { bytes } = await attachmentContent(vault, document.key, 0);
    expect(JSON.parse(Buffer.from(bytes).toString())).toEqual(
      JSON.parse(spec('example-00-e-file.smart-health-card').toString()),
    );
  });

  it('say that a signature was not checked where the keys cannot be had', async () => {
    const { vault } = await aVault();
    const [outcome] = await take(vault, [card()]);
    expect(outcome).toMatchObject({ stored: { source: { issuer: { signature: 'not-checked' } } } });
  });

  it('that are not as signed are refused', async () => {
    const { vault } = await aVault();
    const jws = spec('example-00-d-jws.txt').toString().trim();
    const other = spec('example-01-d-jws.txt').toString().trim();
    const forged = [jws.split('.')[0], other.split('.')[1], jws.split('.')[2]].join('.');
    expect(outcomesOf(await take(vault, [aFile(forged, 'card')], { issuerKeys }))).toEqual([
      ['card', 'refused', 'file-card-changed'],
    ]);
  });

  it('in pictures are read, also in several, once all of them are there', async () => {
    const { vault } = await aVault();
    const jws = spec('example-00-d-jws.txt').toString().trim();
    const half = Math.floor(jws.length / 2);
    const digits = (text: string) =>
      [...text].map((one) => String(one.charCodeAt(0) - 45).padStart(2, '0')).join('');
    const codes = [`shc:/1/2/${digits(jws.slice(0, half))}`, `shc:/2/2/${digits(jws.slice(half))}`];
    const pictures = [1, 2].map((nth) =>
      aFile(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, nth), `${String(nth)}.png`),
    );
    const readQr: FilesIntake['readQr'] = (picture) =>
      Promise.resolve([codes[(picture[4] ?? 0) - 1] ?? '']);
    const [first] = pictures;
    expect(outcomesOf(await take(vault, first === undefined ? [] : [first], { readQr }))).toEqual([
      ['1.png', 'refused', 'file-card-part'],
    ]);
    const both = await take(vault, pictures.toReversed(), { readQr });
    expect(both.map(({ outcome }) => outcome)).toEqual(['stored', 'stored']);
  });

  it('that stand together on one sheet, with another code beside, are one card', async () => {
    const { vault } = await aVault();
    const jws = spec('example-00-d-jws.txt').toString().trim();
    const digits = (text: string) =>
      [...text].map((one) => String(one.charCodeAt(0) - 45).padStart(2, '0')).join('');
    const codes = [
      'https://example.org/',
      `shc:/2/2/${digits(jws.slice(600))}`,
      `SHC:/1/2/${digits(jws.slice(0, 600))}`,
    ];
    const sheet = aFile(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1), 'sheet.png');
    const readQr: FilesIntake['readQr'] = () => Promise.resolve(codes);
    expect(outcomesOf(await take(vault, [sheet], { readQr }))).toEqual([
      ['sheet.png', 'stored', 5],
    ]);
    const written = aFile(`My card:\r\n${codes.slice(1).join('\r\n')}\n`, 'codes.txt');
    const [letter, again] = await take(vault, [written]);
    expect(letter).toMatchObject({ kind: 'text', outcome: 'stored', stored: { added: 1 } });
    expect(again).toMatchObject({ outcome: 'stored', stored: { added: 0 } });
  });

  it('that are named in a record take nothing else of it away', async () => {
    const { vault } = await aVault();
    const code = `shc:/${'56762909524320603460'.repeat(8)}`;
    const record = aBundle([aPatient(), { ...aCondition('c1', 'Gout'), note: [{ text: code }] }]);
    const page = `<html><body><p>Please come at once. ${code}</p></body></html>`;
    const files = [aFile(record, 'record.json'), aFile(page, 'letter.html')];
    expect(outcomesOf(await take(vault, files))).toEqual([
      ['record.json', 'stored', 2],
      ['letter.html', 'stored', 1],
    ]);
  });

  it('that stand in a letter are read, and the letter is kept', async () => {
    const { vault } = await aVault();
    const jws = spec('example-00-d-jws.txt').toString().trim();
    const digits = [...jws].map((one) => String(one.charCodeAt(0) - 45).padStart(2, '0'));
    const letter = aFile(`Please come at once.\n\nshc:/${digits.join('')}\n`, 'letter.txt');
    expect(outcomesOf(await take(vault, [letter]))).toEqual([
      ['letter.txt', 'stored', 5],
      ['letter.txt', 'stored', 1],
    ]);
  });

  it('of a link are handed back to be followed', async () => {
    const { vault } = await aVault();
    const link = 'https://viewer.example/#shlink:/eyJ1cmwiOiJodHRwczovL2EifQ';
    expect(await take(vault, [aFile(link, 'link.txt')])).toMatchObject([{ outcome: 'link', link }]);
  });
});

describe('the export of a phone', () => {
  const inPhone = (name: string, resource: object) => ({
    [`apple_health_export/clinical-records/${name}.json`]: utf8(JSON.stringify(resource)),
  });

  it('is one source, but for entries of two hospitals that have one id', async () => {
    const { vault } = await aVault();
    const zip = zipSync({
      ...inPhone('Patient-1', aPatient()),
      ...inPhone('Condition-1', aCondition('c1', 'Gout')),
      ...inPhone('Condition-2', aCondition('123', 'Asthma')),
      ...inPhone('Condition-3', aCondition('123', 'Epilepsy')),
      'apple_health_export/export.xml': utf8('<HealthData/>'),
    });
    const outcomes = await take(vault, [aFile(zip, 'export.zip')]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      'refused',
      ...['stored', 'stored', 'stored', 'stored'],
    ]);
    const sources = [...vault.state.sources.values()];
    expect(sources.map(({ name }) => name)).toEqual([
      'Health records in export.zip',
      'Condition-2.json',
      'Condition-3.json',
    ]);
    expect(sources[0]?.notes).toEqual([{ kind: 'phone-records-only' }]);
    // None of them is an earlier version of another.
    expect(vault.state.entries.size).toBe(4);
  });
});

describe('a file of several SMART Health Cards', () => {
  it('brings the good ones, and says of each bad one which it is and what is wrong', async () => {
    const { vault } = await aVault();
    const issuer = 'https://clinic.example/issuer';
    const cards = await Promise.all(
      ['Gout', 'Asthma'].map((text) =>
        aHealthCard(issuer, aBundle([aPatient(), aCondition('c1', text)])),
      ),
    );
    const [first = '', second = ''] = cards;
    const file = (all: readonly unknown[]) =>
      aFile(JSON.stringify({ verifiableCredential: all }), 'cards');
    const broken = first.slice(0, -200);
    const outcomes = await take(vault, [file([first, broken, { no: 'card' }, second])]);
    expect(outcomesOf(outcomes)).toEqual([
      ['cards', 'stored', 3],
      ['cards', 'stored', 3],
      ['cards/card 2 of 4', 'refused', 'file-unreadable'],
      ['cards/card 3 of 4', 'refused', 'file-unreadable'],
    ]);
    expect((await linesIn(vault)).map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Gout', 'Asthma']),
    );
    expect(outcomesOf(await take(vault, [file([broken])]))).toEqual([
      ['cards', 'refused', 'file-unreadable'],
    ]);
  });

  it('that were held are asked for again without telling the bad ones twice', async () => {
    const { vault } = await aVault();
    await take(vault, [aFile(aBundle([aPatient({ birthDate: '1980-01-01' })]), 'mine.json')]);
    const card = await aHealthCard('https://clinic.example', aBundle([aPatient()]));
    const files = [aFile(JSON.stringify({ verifiableCredential: [card, 'none'] }), 'cards')];
    expect(outcomesOf(await take(vault, files))).toEqual([
      ['cards', 'held'],
      ['cards/card 2 of 2', 'refused', 'file-unreadable'],
    ]);
    const options = { acceptOtherPerson: true, only: ['cards'] };
    expect(outcomesOf(await take(vault, files, { options }))).toEqual([['cards', 'stored', 2]]);
  });
});

describe('a large file', () => {
  const many = Array.from({ length: 1200 }, (_, at) =>
    aCondition(uuid(at), `Condition ${String(at)} ${'x'.repeat(45_000)}`),
  );

  it('is read in parts and stored whole, packed or not', async () => {
    const made = await aVault();
    const text = aBundle([aPatient(), ...many]);
    const [outcome] = await take(made.vault, [
      aFile(new Uint8Array(gzipSync(text)), 'large.json.gz'),
    ]);
    expect(outcome).toMatchObject({
      stored: {
        added: 1201,
        source: { state: 'complete', received: { Condition: 1200, Patient: 1 } },
      },
    });
    expect((await reopened(made)).state.entries.size).toBe(1201);
  });

  it('that ends in the middle leaves nothing', async () => {
    const { vault } = await aVault();
    const text = aBundle([aPatient(), ...many]);
    expect(outcomesOf(await take(vault, [aFile(text.slice(0, -100), 'large.json')]))).toEqual([
      ['large.json', 'refused', 'file-truncated'],
    ]);
    expect(vault.state.sources.size).toBe(0);
  });

  it('of another person is held before any of it is stored', async () => {
    const { vault } = await aVault();
    await take(vault, [aFile(aBundle([aPatient({ birthDate: '1980-01-01' })]), 'mine.json')]);
    const text = aBundle([...many, aPatient()]);
    const [outcome] = await take(vault, [aFile(text, 'large.json')]);
    expect(outcome?.outcome).toBe('held');
    expect(vault.state.entries.size).toBe(1);
  });
});

function take(vault: OpenVault, files: readonly IncomingFile[], given: Partial<FilesIntake> = {}) {
  return addFiles(vault, files, { ...aFilesIntake, ...given });
}

/** Each outcome with its path: how many entries it brought or had, or why not. */
function outcomesOf(outcomes: readonly FileOutcome[]) {
  return outcomes.map((one) => {
    if (one.outcome === 'refused') return [one.path, one.outcome, one.code];
    if (one.outcome !== 'stored') return [one.path, one.outcome];
    const { added, changed, same } = one.stored;
    return [one.path, one.outcome, added + changed + same];
  });
}
