import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../../../shared/base/bytes.ts';
import { addFiles } from '../../../../../renderer/vault/files/add-files.ts';
import type { FilesOptions, IncomingFile } from '../../../../../renderer/vault/api/files.ts';
import { whyAside } from '../../../../../renderer/vault/catalogue/set-aside.ts';
import { listEntries, recordView } from '../../../../../renderer/vault/record/record-view.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import { aBundle, aFile, aFilesIntake, aPatient, aVault } from '../builders.ts';

type Json = { readonly [member: string]: unknown };

const margaret = aPatient({
  id: 'mother',
  generalPractitioner: [{ reference: 'Practitioner/dr' }],
});
const owen = aPatient({
  ...{ id: 'son', birthDate: '2015-06-01' },
  name: [{ family: 'Hale', given: ['Owen'] }],
});
const about = (type: string, id: string, whom: string, members: Json = {}): Json => ({
  ...{ resourceType: type, id, code: { text: `${type} ${id}` } },
  ...{ subject: { reference: `Patient/${whom}` }, ...members },
});
const shared: readonly Json[] = [
  {
    ...{ resourceType: 'Practitioner', id: 'dr', name: [{ text: 'Dr Finch' }] },
    identifier: [{ system: 'urn:gmc', value: '7' }],
  },
  { resourceType: 'Organization', id: 'surgery', name: 'Mill Lane Surgery' },
  { resourceType: 'Location', id: 'shed', name: 'A place that nobody went to' },
];
const herOwn: readonly Json[] = [
  about('Condition', 'gout', 'mother', {
    asserter: { reference: 'Practitioner?identifier=urn:gmc|7' },
  }),
  about('Observation', 'weight', 'mother', { performer: [{ reference: 'Organization/surgery' }] }),
];
const hisOwn: readonly Json[] = [
  about('Condition', 'asthma', 'son'),
  about('DocumentReference', 'letter', 'son', {
    content: [{ attachment: { url: 'Binary/scan' } }],
  }),
  { resourceType: 'Binary', id: 'scan', contentType: 'text/plain', data: 'SGVsbG8=' },
  {
    ...{ resourceType: 'Coverage', id: 'cover', status: 'active' },
    ...{ beneficiary: { reference: 'Patient/son' }, subscriber: { reference: 'Patient/mother' } },
  },
  { resourceType: 'Provenance', id: 'made', target: [{ reference: 'Condition/asthma' }] },
];
const family = [...shared, margaret, ...herOwn, owen, ...hisOwn];
const theFamily = aFile(aBundle(family), 'family.json');
const hers = ['gout', 'weight', 'dr', 'surgery', 'mother'].sort();
const his = ['asthma', 'letter', 'scan', 'cover', 'made', 'son'].sort();

describe('a file about several people', () => {
  it('names them, each with how much is theirs, and nothing of it is taken in', async () => {
    const { vault, rows } = await aVault();
    expect(await take(vault, [theFamily])).toEqual([
      {
        ...{ path: 'family.json', kind: 'json', outcome: 'several' },
        people: [
          {
            ...{ id: 'Patient/mother', name: 'Margaret Hale', birthDate: '1951-04-02' },
            ...{ entries: 5, fits: 'unknown' },
          },
          {
            ...{ id: 'Patient/son', name: 'Owen Hale', birthDate: '2015-06-01' },
            ...{ entries: 6, fits: 'unknown' },
          },
        ],
      },
    ]);
    expect(rows.segments.size).toBe(0);
    expect(vault.state.sources.size).toBe(0);
  });

  it('brings only what belongs to the one who is chosen, and names what it leaves', async () => {
    const { vault } = await aVault();
    const [outcome] = await take(vault, [theFamily], { person: 'Patient/mother' });
    expect(outcome).toMatchObject({
      stored: {
        added: 5,
        source: {
          state: 'partial',
          skipped: [
            { type: 'Location', reason: 'of-nobody', count: 1 },
            { type: 'entry', reason: 'other-person', count: 6 },
          ],
          notes: [{ kind: 'one-of-several', people: 2 }],
        },
      },
    });
    expect(await idsIn(vault)).toEqual(hers);
    expect(vault.state.person?.header.name).toBe('Margaret Hale');
  });

  it('brings what an entry refers to, but nobody else’s entries', async () => {
    const { vault } = await aVault();
    await take(vault, [theFamily], { person: 'Patient/son' });
    expect(await idsIn(vault)).toEqual(his);
  });

  it('says who of them matches the open record, and holds one who does not', async () => {
    const { vault } = await aVault();
    await take(vault, [aFile(aBundle([margaret]), 'mine.json')]);
    const [offered] = await take(vault, [theFamily]);
    expect(offered).toMatchObject({ people: [{ fits: 'same' }, { fits: 'differs' }] });
    const person = 'Patient/son';
    const [held] = await take(vault, [theFamily], { person });
    expect(held).toMatchObject({ outcome: 'held', differences: [{ what: 'birth date' }, {}] });
    expect(vault.state.entries.size).toBe(1);
    const [added] = await take(vault, [theFamily], { person, acceptOtherPerson: true });
    expect(added).toMatchObject({ stored: { added: 6 } });
  });

  it('doubles nothing when it is opened again, and marks nothing as gone', async () => {
    const { vault } = await aVault();
    await take(vault, [theFamily], { person: 'Patient/mother' });
    const [again] = await take(vault, [theFamily], { person: 'Patient/mother' });
    expect(again).toMatchObject({ stored: { added: 0, changed: 0, same: 5 } });
    await take(vault, [theFamily], { person: 'Patient/son', acceptOtherPerson: true });
    expect(vault.state.entries.size).toBe(11);
    expect(vault.state.notSupplied.size).toBe(0);
  });

  it('may be lines of one export, in a folder or packed', async () => {
    const linesOf = (type: string) =>
      family
        .filter(({ resourceType }) => resourceType === type)
        .map((one) => JSON.stringify(one))
        .join('\n');
    const types = [...new Set(family.map(({ resourceType }) => String(resourceType)))];
    const zip = zipSync(
      Object.fromEntries(types.map((one) => [`${one}.ndjson`, utf8(`${linesOf(one)}\n`)])),
    );
    const { vault } = await aVault();
    const packed = aFile(new Uint8Array(zip), 'bulk.zip');
    const offered = await take(vault, [packed]);
    expect(new Set(offered.map(({ outcome }) => outcome))).toEqual(new Set(['several']));
    await take(vault, [packed], { person: 'Patient/mother' });
    expect(await idsIn(vault)).toEqual(hers);
  });

  it('may be in XML, or in an older version of FHIR', async () => {
    const xml = `<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/>${[
      '<Patient><id value="mother"/><name><family value="Hale"/></name><birthDate value="1951"/></Patient>',
      '<Patient><id value="son"/><name><family value="Finch"/></name><birthDate value="2015"/></Patient>',
      '<MedicationOrder><id value="m"/><patient><reference value="Patient/son"/></patient><medicationReference><reference value="Medication/salbutamol"/></medicationReference></MedicationOrder>',
      '<Medication><id value="salbutamol"/><code><text value="Salbutamol"/></code></Medication>',
    ]
      .map((one) => `<entry><resource>${one}</resource></entry>`)
      .join('')}</Bundle>`;
    const { vault } = await aVault();
    await take(vault, [aFile(xml, 'family.xml')], { person: 'Patient/son' });
    expect(await idsIn(vault)).toEqual(['m', 'salbutamol', 'son']);
  });

  it('may call them by an address, and name them twice', async () => {
    const twice = JSON.stringify({
      resourceType: 'Bundle',
      entry: [
        { fullUrl: 'urn:uuid:1', resource: { ...margaret, id: undefined } },
        { fullUrl: 'urn:uuid:2', resource: { ...owen, id: undefined } },
        { fullUrl: 'urn:uuid:3', resource: { ...margaret, id: undefined } },
        { resource: { ...about('Condition', 'one', ''), subject: { reference: 'urn:uuid:1' } } },
        { resource: { ...about('Condition', 'two', ''), subject: { reference: 'urn:uuid:3' } } },
      ],
    });
    const { vault } = await aVault();
    const [offered] = await take(vault, [aFile(twice)]);
    expect(offered).toMatchObject({ people: [{ id: 'urn:uuid:1', entries: 4 }, { entries: 1 }] });
  });

  it('is refused where two of them go by the same id', async () => {
    const { vault } = await aVault();
    const [refused] = await take(vault, [aFile(aBundle([margaret, { ...owen, id: 'mother' }]))]);
    expect(refused).toMatchObject({ outcome: 'refused', code: 'file-several-people' });
  });

  it('is told by any two of its people, also where the first has no name', async () => {
    const { vault } = await aVault();
    const nameless = { resourceType: 'Patient', id: 'nobody' };
    const [offered] = await take(vault, [aFile(aBundle([nameless, margaret, owen]))]);
    expect(offered).toMatchObject({ outcome: 'several', people: [{ fits: 'unknown' }, {}, {}] });
  });

  it('tells by numbers, sex and entries whom no name tells, and of nobody else', async () => {
    const { vault } = await aVault();
    const nameless = (id: string, gender: string) => ({
      ...{ resourceType: 'Patient', id, gender },
      identifier: [{ system: 'urn:ward', value: `W-${id}` }],
    });
    const denied = { verificationStatus: { coding: [{ code: 'refuted' }] } };
    const file = aFile(
      aBundle([
        ...[nameless('one', 'female'), nameless('two', 'male'), owen, margaret],
        about('Observation', 'weight', 'one'),
        about('Condition', 'mumps', 'one', denied),
        about('AllergyIntolerance', 'pollen', 'one'),
        about('Condition', 'gout', 'one'),
        about('Condition', 'asthma', 'son'),
      ]),
    );
    const [offered] = await take(vault, [file]);
    const examples = [
      'Condition gout',
      'AllergyIntolerance pollen (allergy)',
      'Observation weight',
    ];
    expect(offered).toMatchObject({
      people: [
        { unclear: { number: 'W-one', sex: 'female', examples } },
        { unclear: { number: 'W-two', sex: 'male', examples: [] } },
        { name: 'Owen Hale' },
        { name: 'Margaret Hale' },
      ],
    });
    expect(JSON.stringify(offered)).not.toContain('asthma');
  });

  it('tells apart two of one name and no date of birth', async () => {
    const { vault } = await aVault();
    const jane = (id: string) => ({ resourceType: 'Patient', id, name: [{ text: 'Jane Roe' }] });
    const [offered] = await take(vault, [
      aFile(aBundle([owen, margaret, jane('one'), jane('two'), about('Condition', 'gout', 'two')])),
    ]);
    expect(offered).toMatchObject({
      people: [
        { name: 'Owen Hale' },
        { name: 'Margaret Hale' },
        { unclear: { number: 'one', examples: [] } },
        { unclear: { number: 'two', examples: ['Condition gout'] } },
      ],
    });
  });

  it('leaves a list of all of them, and lets an appointment of two be each one’s', async () => {
    const both = ['mother', 'son'].map((id) => ({ reference: `Patient/${id}` }));
    const file = aFile(
      aBundle([
        ...[margaret, owen],
        { resourceType: 'Group', id: 'all', member: both.map((entity) => ({ entity })) },
        { resourceType: 'Appointment', id: 'visit', participant: both.map((actor) => ({ actor })) },
      ]),
    );
    const { vault } = await aVault();
    const [taken] = await take(vault, [file], { person: 'Patient/mother' });
    expect(await idsIn(vault)).toEqual(['mother', 'visit']);
    expect(taken).toMatchObject({
      stored: { source: { skipped: [{ type: 'entry' }, { type: 'Group', reason: 'of-nobody' }] } },
    });
  });

  it('keeps apart what names the same id on another server', async () => {
    const at = (id: string, resource: Json) => ({
      ...{ fullUrl: `https://here.example/fhir/${id}`, resource },
    });
    const elsewhere = { subject: { reference: 'https://other.example/fhir/Patient/mother' } };
    const bundle = {
      ...{ resourceType: 'Bundle', type: 'collection' },
      entry: [
        at('Patient/mother', margaret),
        at('Patient/son', owen),
        at('Condition/gout', about('Condition', 'gout', 'mother')),
        at('Condition/strange', about('Condition', 'strange', '', elsewhere)),
      ],
    };
    const { vault } = await aVault();
    const file = aFile(JSON.stringify(bundle), 'two-servers.json');
    await take(vault, [file], { person: 'Patient/mother' });
    const own = [...vault.state.entries.values()]
      .filter(({ card }) => whyAside(vault.state, card.key) === undefined)
      .map(({ card }) => card.resourceId ?? '');
    expect(own.sort()).toEqual(['gout', 'mother']);
  });

  it('is told apart as it streams by, where it is large', async () => {
    const space = ' '.repeat(50 * 1024 * 1024);
    const lines = family.map((one) => JSON.stringify(one)).join('\n');
    const large = aFile(`${lines}\n${space}\n`, 'large.ndjson');
    const { vault } = await aVault();
    expect(await take(vault, [large])).toMatchObject([
      { outcome: 'several', people: [{ entries: 5 }, { entries: 6 }] },
    ]);
    expect(vault.state.entries.size).toBe(0);
    const [taken] = await take(vault, [large], { person: 'Patient/mother' });
    expect(taken).toMatchObject({
      stored: {
        added: 5,
        source: { state: 'partial', notes: [{ kind: 'one-of-several', people: 2 }] },
      },
    });
    expect(await idsIn(vault)).toEqual(hers);
  });
});

function take(
  vault: OpenVault,
  files: readonly IncomingFile[],
  options: Partial<FilesOptions> = {},
) {
  const all = { acceptOtherPerson: false, ...options };
  return addFiles(vault, files, { ...aFilesIntake, options: all });
}

async function idsIn(vault: OpenVault): Promise<string[]> {
  const all = { withErrors: true, offset: 0, limit: Number.POSITIVE_INFINITY };
  const { lines } = await listEntries(vault, recordView(vault, undefined), all);
  return lines.map(({ key }) => vault.state.entries.get(key)?.card.resourceId ?? '').sort();
}
