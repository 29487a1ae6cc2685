import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../../../shared/base/bytes.ts';
import { damagedRowCount } from '../../../../../renderer/vault/open-vault/damage.ts';
import { attachmentContent } from '../../../../../renderer/vault/record/entry-detail.ts';
import { textAt } from '../../../../../renderer/vault/open-vault/segments.ts';
import {
  aBundle,
  aCondition,
  aFile,
  anAllergy,
  aPatient,
  aVault,
  linesIn,
  reopened,
  take,
} from '../builders.ts';
import { everythingStored } from '../memory.ts';

describe('a file that is taken in', () => {
  it('is kept to the letter, decimals too', async () => {
    const made = await aVault();
    const text =
      '{"resourceType":"Observation","id":"o1", "valueQuantity" : {"value": 7.0, "unit":"mmol/L"}}';
    await take(made.vault, aFile(text));
    const [entry] = (await reopened(made)).state.entries.values();
    if (entry === undefined) throw new Error('the observation was stored');
    expect(await textAt(made.vault.segments, entry.place)).toBe(text);
  });

  it('says what came and what was stored', async () => {
    const { vault } = await aVault();
    const answer = await take(
      vault,
      aFile(aBundle([aPatient(), aCondition('c1', 'Gout'), aCondition('c2', 'Asthma')])),
    );
    expect(answer).toMatchObject({
      kind: 'stored',
      added: 3,
      changed: 0,
      same: 0,
      source: {
        kind: 'file',
        name: 'record.json',
        state: 'complete',
        received: { Patient: 1, Condition: 2 },
        stored: { Patient: 1, Condition: 2 },
        skipped: [],
      },
    });
    expect(vault.state.person?.header).toEqual({ name: 'Margaret Hale', birthDate: '1951-04-02' });
  });

  it('doubles nothing when it is opened again', async () => {
    const { vault, rows } = await aVault();
    const file = aFile(aBundle([aPatient(), aCondition('c1', 'Gout')]));
    await take(vault, file);
    const segments = rows.segments.size;
    expect(await take(vault, file)).toMatchObject({ added: 0, changed: 0, same: 2 });
    expect(vault.state.entries.size).toBe(2);
    expect(vault.state.sources.size).toBe(1);
    expect(rows.segments.size).toBe(segments);
  });

  it('is one transaction, however large', async () => {
    const { vault, rows } = await aVault();
    const many = Array.from({ length: 350 }, (_, at) => aCondition(`c${at}`, `Condition ${at}`));
    const before = rows.transactions.length;
    await take(vault, aFile(aBundle([aPatient(), ...many])));
    expect(rows.transactions.length - before).toBe(1);
    expect(rows.segments.size).toBe(4);
    expect(vault.state.entries.size).toBe(351);
  });

  it('may be gzip, UTF-16 or begin with a byte order mark', async () => {
    const { vault } = await aVault();
    const text = aBundle([aPatient(), aCondition('c1', 'Ménière')]);
    const forms = [
      gzipSync(text),
      Buffer.from(`\ufeff${text}`, 'utf8'),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
      Buffer.from(text, 'utf16le'),
    ];
    for (const bytes of forms) {
      const answer = await take(vault, aFile(new Uint8Array(bytes), 'record'));
      expect(answer).toMatchObject({ kind: 'stored', added: 2 });
    }
  });

  it.each([
    ['ISO-8859-1', (xml: string) => Buffer.from(xml, 'latin1')],
    ['windows-1252', (xml: string) => Buffer.from(xml, 'latin1')],
    ['UTF-16', (xml: string) => Buffer.from(`\ufeff${xml}`, 'utf16le')],
    ['utf-16', (xml: string) => Buffer.from(xml, 'utf16le').swap16()],
    ['utf-16', (xml: string) => Buffer.from(xml, 'utf8')],
    ['UTF-8', (xml: string) => Buffer.from(`\ufeff${xml}`, 'utf8')],
  ])('in XML may be written as its declaration says, in %s', async (encoding, written) => {
    const { vault } = await aVault();
    const words = 'Ménière';
    const xml = `<?xml version="1.0" encoding="${encoding}"?>
<Condition xmlns="http://hl7.org/fhir"><id value="c1"/><code><text value="${words}"/></code></Condition>`;
    await take(vault, aFile(new Uint8Array(written(xml)), 'condition.xml'));
    expect((await linesIn(vault)).map(({ title }) => title)).toEqual([words]);
  });

  const patient = aPatient({ name: [{ family: 'Hale', given: ['Zoé'] }] });
  const json = aBundle([patient, aCondition('c1', 'Ménière’s, 5 µg at 37 °C – £3')]);
  const xml = (declared: string) =>
    `<?xml version="1.0"${declared}?><Condition xmlns="http://hl7.org/fhir"><id value="c1"/><code><text value="Ménière’s, 5 µg at 37 °C – £3"/></code></Condition>`;
  it.each([
    ['JSON in Windows-1252', windows1252(json), 'read-as-windows-1252'],
    ['XML in Windows-1252 that says nothing', windows1252(xml('')), 'read-as-windows-1252'],
    [
      'XML in Windows-1252 that says UTF-8',
      windows1252(xml(' encoding="UTF-8"')),
      'read-as-windows-1252',
    ],
    ['XML in UTF-8 that says Latin-1', utf8(xml(' encoding="ISO-8859-1"')), 'read-as-utf-8'],
  ])('as %s is read as what it is, says so, and is kept as it came', async (_what, bytes, note) => {
    const { vault } = await aVault();
    const stored = await take(vault, aFile(bytes, 'record'));
    expect(stored).toMatchObject({ source: { notes: [{ kind: note }] } });
    const lines = await linesIn(vault);
    expect(lines.map(({ title }) => title)).toContain('Ménière’s, 5 µg at 37 °C – £3');
    const file = lines.find(({ title }) => title === 'record');
    if (file === undefined) throw new Error('the file was kept');
    expect((await attachmentContent(vault, file.key, 0)).bytes).toEqual(bytes);
  });

  it('in UTF-32 is read, with a byte order mark or without', async () => {
    for (const isLittle of [true, false]) {
      for (const mark of ['', '\ufeff']) {
        const { vault } = await aVault();
        const bytes = utf32(mark + json, isLittle);
        expect(await take(vault, aFile(bytes))).toMatchObject({ added: 2 });
        expect((await linesIn(vault)).map(({ title }) => title)).toContain(
          'Ménière’s, 5 µg at 37 °C – £3',
        );
      }
    }
  });

  it.each([
    ['in the letters of DOS', Buffer.from('M\x82ni\x8are', 'latin1')],
    ['in the letters of old Macs', Buffer.from('M\x8eni\x8fre', 'latin1')],
    ['with the degrees of DOS', Buffer.from('37 \xf8C', 'latin1')],
    ['in UTF-8 with one letter damaged', Buffer.from('M\xc3\xa9ni\xe8re', 'latin1')],
    ['with a byte that no letter has', Buffer.from('M\x81', 'latin1')],
  ])('%s is refused, because words could come out wrong', async (_what, words) => {
    const { vault } = await aVault();
    const text = aBundle([patient, aCondition('c1', 'WORDS')]).replace('Zoé', 'Zoe');
    const [before = '', after = ''] = text.split('WORDS');
    const bytes = new Uint8Array(Buffer.concat([utf8(before), words, utf8(after)]));
    await expect(take(vault, aFile(bytes))).rejects.toMatchObject({ code: 'file-letters-unknown' });
    expect(vault.state.entries.size).toBe(0);
  });

  it('of NDJSON keeps the good lines and names the broken one', async () => {
    const { vault } = await aVault();
    const lines = [
      JSON.stringify(aPatient()),
      '{"resourceType":"Condition", oh',
      JSON.stringify(aCondition('c1', 'Gout')),
    ];
    expect(await take(vault, aFile(lines.join('\n')))).toMatchObject({
      added: 2,
      source: {
        state: 'partial',
        skipped: [{ type: 'line', reason: 'unreadable-line', count: 1 }],
      },
    });
  });

  it('that is one page of a longer answer is called a part', async () => {
    const { vault } = await aVault();
    const link = [{ relation: 'next', url: 'https://example.org/fhir?page=2' }];
    const page = aBundle([aPatient()], { type: 'searchset', link });
    const answer = await take(vault, aFile(page));
    expect(answer).toMatchObject({ source: { state: 'partial', notes: [{ kind: 'one-page' }] } });
  });

  it('keeps every earlier version of an entry that it brings again changed', async () => {
    const made = await aVault();
    const texts = ['Gout', 'Gout, left', 'Gout, left foot'];
    const versions = aBundle([aPatient(), ...texts.map((text) => aCondition('c1', text))]);
    expect(await take(made.vault, aFile(versions))).toMatchObject({ added: 2, changed: 2 });
    const entries = [...(await reopened(made)).state.entries.values()];
    const gout = entries.find(({ card }) => card.resourceId === 'c1');
    expect(gout?.card).toMatchObject({ title: { text: 'Gout, left foot' }, earlierVersions: 2 });
    expect(gout?.earlier.map(({ card }) => card.title?.text)).toEqual(['Gout', 'Gout, left']);
  });
});

describe('a file of another person', () => {
  const other = aFile(
    aBundle([
      aPatient({ name: [{ family: 'Price', given: ['Owen'] }], birthDate: '1980-01-01' }),
      anAllergy('a1', 'Latex'),
    ]),
  );

  it('is held, with what differs, and nothing of it is stored', async () => {
    const { vault, rows } = await aVault();
    await take(vault, aFile(aBundle([aPatient()])));
    const before = everythingStored(rows);
    expect(await take(vault, other)).toEqual({
      kind: 'held',
      differences: [
        { what: 'birth date', here: '1951-04-02', there: '1980-01-01' },
        { what: 'name', here: 'Margaret Hale', there: 'Owen Price' },
      ],
    });
    expect(everythingStored(rows)).toBe(before);
  });

  it('is added when the person says so, and does not change whose record it is', async () => {
    const { vault } = await aVault();
    await take(vault, aFile(aBundle([aPatient()])));
    expect(await take(vault, other, true)).toMatchObject({ kind: 'stored', added: 2 });
    expect(vault.state.person?.header.name).toBe('Margaret Hale');
  });
});

describe('a file that cannot be taken in', () => {
  const whole = aBundle([aPatient(), aCondition('c1', 'Gout')]);

  it.each([
    ['is empty', new Uint8Array(), 'file-empty'],
    ['is blank', utf8(' \n'), 'file-empty'],
    ['ends in the middle', utf8(whole.slice(0, -20)), 'file-truncated'],
    ['is a zip that ends in the middle', gzipSync(whole).subarray(0, 80), 'file-truncated'],
    ['is of no known kind', Uint8Array.of(0, 1, 2, 3, 250), 'file-unknown-kind'],
    ['is other JSON', utf8('{"hello":"world"}'), 'file-not-health-data'],
    [
      'is FHIR without entries',
      utf8('<Bundle xmlns="http://hl7.org/fhir"/>'),
      'file-not-health-data',
    ],
    ['is a backup', utf8('age-encryption.org/v1\n-> X25519 abc\n'), 'file-is-backup'],
    [
      'is a message of a server',
      utf8(JSON.stringify({ resourceType: 'OperationOutcome', issue: [{ code: 'forbidden' }] })),
      'file-error-message',
    ],
  ])('because it %s is named, and nothing is stored', async (_why, bytes, code) => {
    const { vault, rows } = await aVault();
    await expect(take(vault, aFile(new Uint8Array(bytes)))).rejects.toMatchObject({ code });
    expect(rows.segments.size).toBe(0);
    expect(vault.state.sources.size).toBe(0);
  });

  it('because the disk is full leaves the record as it was', async () => {
    const made = await aVault();
    await take(made.vault, aFile(aBundle([aPatient()])));
    made.rows.fault = 'vault-storage-full';
    await expect(take(made.vault, aFile(whole))).rejects.toMatchObject({
      code: 'vault-storage-full',
    });
    expect(made.vault.state.entries.size).toBe(1);
    made.rows.fault = undefined;
    expect(await take(made.vault, aFile(whole))).toMatchObject({ kind: 'stored', added: 2 });
    const again = await reopened(made);
    expect(damagedRowCount(again)).toBe(0);
    expect(again.state.entries.size).toBe(3);
  });
});

describe('what lies on disk', () => {
  it('holds no name, title, code, date, type, address or file name', async () => {
    const { vault, rows } = await aVault();
    const resources = [
      aPatient({ identifier: [{ value: 'canary-9990000018' }] }),
      anAllergy('canary-id', 'canary-penicillin', { recordedDate: '2009-06-01' }),
    ];
    await take(vault, aFile(aBundle(resources), 'canary-name.json'));
    expect(everythingStored(rows)).not.toMatch(
      /canary|Margaret|Hale|1951-04|2009-06|Patient|AllergyIntolerance|allergies|2026-11/,
    );
  });
});

/** As Windows writes letters of Western languages, which is Latin-1 but for a few signs. */
function windows1252(text: string) {
  const own: Record<string, number> = { '’': 0x92, '–': 0x96 };
  return Uint8Array.from(text, (letter) => own[letter] ?? letter.charCodeAt(0));
}

function utf32(text: string, isLittle: boolean) {
  const letters = [...text];
  const view = new DataView(new ArrayBuffer(letters.length * 4));
  for (const [at, letter] of letters.entries()) {
    view.setUint32(at * 4, letter.codePointAt(0) ?? 0, isLittle);
  }
  return new Uint8Array(view.buffer);
}
