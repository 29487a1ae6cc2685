import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../../../shared/base/bytes.ts';
import { keyThumbprint, type SigningKeys } from '../../../../shared/share/signing-key.ts';
import {
  composeTextCard,
  maxCardBytes,
  verifyTextCard,
} from '../../../../shared/share/text-card.ts';
import {
  moreLine,
  plainEntry,
  remark,
  type TextCardEntry,
  type TextCardContent,
} from '../../../../shared/share/text-card-content.ts';
import { verdictWords } from '../../../../shared/share/verdict-words.ts';
import { verifyShare } from '../../../../shared/share/verify-share.ts';
import { aCardContent, madeAt, someKeys, withFlippedBit } from './fixtures.ts';

let keys: SigningKeys;
let card: string;

beforeAll(async () => {
  keys = await someKeys();
  card = (await composeTextCard(aCardContent(), keys)).text;
});

const dosed = ({ wordings: [name] }: TextCardEntry): TextCardEntry => ({
  wordings: [name, name, `${name}, two every morning and three every night as the clinic says`],
});
const verdictOf = (text: string) => verifyShare(utf8(text), { now: madeAt });
const many = (what: string, count: number) =>
  Array.from({ length: count }, (_, index) => plainEntry(`${what} number ${index + 1}`));

async function composed(options: Partial<TextCardContent>) {
  const { text, leftOut } = await composeTextCard(aCardContent(options), keys);
  expect(utf8(text).length).toBeLessThanOrEqual(maxCardBytes);
  const lineOf = (label: string) => new RegExp(`^${label}: (.*)$`, 'm').exec(text)?.[1];
  const namesOf = (label: string) =>
    (lineOf(label) ?? '').split('; ').filter((entry) => !entry.startsWith('+'));
  return { text, leftOut, lineOf, namesOf };
}

describe('composeTextCard', () => {
  it('writes plain lines that a person reads without a program', () => {
    expect(card.split('\n').slice(0, -1)).toEqual([
      'HEALTH SUMMARY: Łucja Ó Briain',
      'Born: 3 May 1951. NHS number: 999 000 0018',
      'Made: 2026-11-22. Use until: 2026-12-06',
      'ALLERGIES: Penicillin (SEVERE: anaphylaxis, 2009); Latex (rash)',
      'MEDICINES: Levothyroxine 85 µg once a day; Apixaban 5 mg twice a day',
      'PROBLEMS: Atrial fibrillation; Type 2 diabetes',
      'WISHES: ReSPECT form at home',
      'IMPLANTS/DEVICES: Right hip replacement, 2018',
      'CONTACT: Tom Hale (son) 07700 900123',
      'SOURCES: Millbrook Surgery; Northgate Hospital',
    ]);
    expect(card).toMatch(/\nSignature v1: [\w-]{130}$/);
  });

  it('leaves nothing out where everything fits', async () => {
    expect((await composeTextCard(aCardContent(), keys)).leftOut).toEqual([]);
  });

  it('says "no information" where nothing is known of allergies, medicines or problems', async () => {
    const { text } = await composed({ allergies: [], medicines: [], problems: [], wishes: [] });
    expect(text).toContain('\nALLERGIES: no information\nMEDICINES: no information\n');
    expect(text).toContain('\nPROBLEMS: no information\n');
    expect(text).not.toContain('WISHES');
  });

  it('says on the line itself how many were left out, and where they are to be found', async () => {
    const { text, leftOut, namesOf, lineOf } = await composed({ problems: many('Problem', 40) });
    const dropped = leftOut.find(({ name }) => name === 'problems')?.dropped ?? 0;
    expect(dropped).toBeGreaterThan(0);
    expect(lineOf('PROBLEMS')).toMatch(new RegExp(`; \\+${dropped} more$`));
    expect(namesOf('PROBLEMS')).toHaveLength(40 - dropped);
    expect(text.split('\n').at(-2)).toBe(moreLine);
  });

  it('does not speak of a full summary where the card says everything', () => {
    expect(card).not.toContain(moreLine);
  });

  it('names every entry before any says more', async () => {
    const medicines = many('Medicine', 9).map(dosed);
    const { leftOut, namesOf } = await composed({ medicines, problems: many('Problem', 12) });
    expect(namesOf('MEDICINES')).toHaveLength(9);
    expect(namesOf('PROBLEMS')).toHaveLength(12);
    expect(leftOut.map(({ name, dropped }) => [name, dropped])).toEqual([['medicines', 0]]);
  });

  it('gives a dose whole or not at all, and marks where there is one', async () => {
    const medicines = many('Medicine', 9).map(dosed);
    const { leftOut, namesOf } = await composed({ medicines });
    const doses = namesOf('MEDICINES').filter((one) => one.endsWith('as the clinic says'));
    expect(doses.length).toBeGreaterThan(0);
    const without = namesOf('MEDICINES').filter((one) => !doses.includes(one));
    expect(without).not.toEqual([]);
    for (const name of without) expect(name).toMatch(/^Medicine number \d\*$/);
    expect(leftOut).toEqual([
      { name: 'medicines', dropped: 0, droppedPast: 0, shortened: without.length },
    ]);
  });

  it('shares the room between medicines and problems, and names one of everything else', async () => {
    const { namesOf, lineOf } = await composed({
      medicines: many('Medicine', 40).map(dosed),
      problems: many('Problem', 40),
      wishes: many('Wish', 5),
      contact: many('Relative', 5),
    });
    const [medicines, problems] = [namesOf('MEDICINES').length, namesOf('PROBLEMS').length];
    expect(medicines).toBeGreaterThan(5);
    expect(Math.abs(medicines - problems)).toBeLessThanOrEqual(1);
    expect(lineOf('WISHES')).toBe('Wish number 1; +4 more');
    expect(lineOf('CONTACT')).toBe('Relative number 1; +4 more');
    expect(lineOf('IMPLANTS/DEVICES')).toBe('Right hip replacement, 2018');
  });

  it('says no dose while a list of which nothing fits is silent', async () => {
    const { lineOf } = await composed({
      medicines: [dosed(plainEntry('Apixaban'))],
      problems: [{ wordings: ['x'.repeat(700)] }],
    });
    expect(lineOf('PROBLEMS')).toBe('+1 more');
    expect(lineOf('MEDICINES')).toBe('Apixaban*');
  });

  it('gives what is past no room that something current could use', async () => {
    const past = many('Stopped', 4).map((entry) => ({ ...entry, past: true }));
    const medicines = [...past, ...many('Medicine', 9).map(dosed)];
    const crowded = await composed({ medicines });
    expect(crowded.namesOf('MEDICINES')).toHaveLength(9);
    expect(crowded.lineOf('MEDICINES')).toMatch(/; \+4 past$/);
    expect(crowded.leftOut).toMatchObject([{ name: 'medicines', dropped: 0, droppedPast: 4 }]);
    const roomy = await composed({ medicines: [...past, ...many('Medicine', 2)] });
    expect(roomy.namesOf('MEDICINES')).toHaveLength(6);
    expect(roomy.leftOut).toEqual([]);
  });

  it('always says what is to be known of a list, and never counts it', async () => {
    const { leftOut, lineOf, namesOf } = await composed({
      medicines: [remark('Something was left out by the patient'), ...many('Medicine', 40)],
      problems: [remark('No information about this')],
    });
    expect(lineOf('MEDICINES')).toMatch(/^Something was left out by the patient; Medicine/);
    expect(lineOf('PROBLEMS')).toBe('No information about this');
    const dropped = leftOut.find(({ name }) => name === 'medicines')?.dropped ?? 0;
    expect(dropped).toBe(40 - (namesOf('MEDICINES').length - 1));
    expect(leftOut.map(({ name }) => name)).toEqual(['medicines']);
  });

  it('says on one line why sources are not whole', async () => {
    const { text, leftOut } = await composed({ notWhole: ['not filed yet', 'withheld'] });
    expect(text).toContain('\nNOT WHOLE: not filed yet; withheld\nALLERGIES: ');
    expect(leftOut).toEqual([]);
  });

  it('drops everything else before the first allergy', async () => {
    const { leftOut, namesOf, lineOf } = await composed({
      allergies: many('Severe allergy', 20),
      medicines: many('Medicine', 9),
      problems: many('Problem', 9),
    });
    expect(namesOf('ALLERGIES')).toHaveLength(20);
    expect(leftOut.map(({ name }) => name)).not.toContain('allergies');
    expect(lineOf('PROBLEMS')).toMatch(/^(Problem number 1; )?\+[89] more$/);
  });

  it('says how many allergies do not fit, where not even they do', async () => {
    const { leftOut, lineOf } = await composed({ allergies: many('Severe allergy', 90) });
    const dropped = leftOut.find(({ name }) => name === 'allergies')?.dropped ?? 0;
    expect(dropped).toBeGreaterThan(0);
    expect(lineOf('ALLERGIES')).toMatch(new RegExp(`; \\+${dropped} more$`));
    expect(lineOf('MEDICINES')).toBe('+2 more');
  });

  it('cuts a long entry between words, with an ellipsis, and reports it', async () => {
    const long = plainEntry(`${'very '.repeat(200)}long`);
    const { text, leftOut } = await composed({ problems: [long] });
    expect(text).toMatch(/\nPROBLEMS: (very ){10}very…\*\n/);
    expect(leftOut).toEqual([{ name: 'problems', dropped: 0, droppedPast: 0, shortened: 1 }]);
  });

  it('refuses where not even the fixed lines fit', async () => {
    const content = aCardContent({ name: 'Ł'.repeat(600) });
    await expect(composeTextCard(content, keys)).rejects.toMatchObject({
      code: 'share-card-too-long',
    });
  });

  it.each(['\n', '\r\n', '\u2028', '\u0085', '\u000b'])(
    'lets no line break in an entry (%j) pass for a line of the card',
    async (lineBreak) => {
      const entry = `Asthma${lineBreak}ALLERGIES: none`;
      const { text } = await composeTextCard(aCardContent({ problems: [plainEntry(entry)] }), keys);
      expect(text).toContain('PROBLEMS: Asthma ALLERGIES: none\n');
    },
  );

  it('removes what would turn the direction of writing around', async () => {
    const { text } = await composeTextCard(
      aCardContent({ problems: [plainEntry('a\u202eb\u2066c')] }),
      keys,
    );
    expect(text).toContain('PROBLEMS: abc\n');
  });
});

describe('a card that is checked', () => {
  it('is unchanged, and tells who made it, when, until when and with which key', async () => {
    expect(await verdictOf(card)).toEqual({
      state: 'unchanged',
      kind: 'text-card',
      madeBy: 'Łucja Ó Briain',
      issued: '2026-11-22',
      until: '2026-12-06',
      keyThumbprint: await keyThumbprint(keys.publicKey),
      cardLines: card.split('\n').slice(0, -1),
    });
  });

  it('is past its end after its last day', async () => {
    const verdict = await verifyShare(utf8(card), { now: new Date('2026-12-07T00:00:00Z') });
    expect(verdict.state).toBe('past-its-end');
  });

  it.each([
    ['line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['line ends added at the end', (text: string) => `${text}\r\n\n`],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['accents taken apart', (text: string) => text.normalize('NFD')],
  ])('does not mind %s', async (_, change) => {
    expect(change(card)).not.toBe(card);
    expect((await verdictOf(change(card))).state).toBe('unchanged');
  });

  it('is noticed as changed wherever one bit is flipped', async () => {
    const bytes = utf8(card);
    const unnoticed: number[] = [];
    for (let offset = 0; offset < bytes.length; offset += 1) {
      const flipped = withFlippedBit(bytes, offset, offset % 8);
      const { state } = await verifyShare(flipped, { now: madeAt });
      if (state !== 'changed') unnoticed.push(offset);
    }
    expect(unnoticed).toEqual([]);
  });

  it.each([
    ['a line taken away', (text: string) => text.replace(/ALLERGIES.*\n/, '')],
    ['a line added', (text: string) => text.replace('\nBorn', '\nALLERGIES: none\nBorn')],
    ['another end date', (text: string) => text.replace('2026-12-06', '2027-12-06')],
    ['something after the signature', (text: string) => `${text}\nWISHES: none`],
    ['no signature', (text: string) => text.replace(/\nSignature.*/, '')],
    ['a key that is no point', (text: string) => text.replace(/v1: .{6}/, 'v1: ______')],
  ])('is changed with %s', async (_, change) => {
    expect((await verdictOf(change(card))).state).toBe('changed');
  });

  it.each([
    ['a greeting before it', (text: string) => `Dear doctor,\n\nthis is my card.\n\n${text}`],
    ['spaces at the ends of lines', (text: string) => `${text.replaceAll('\n', '  \n')} `],
    ['a blank line in it', (text: string) => text.replace('\n', '\n\n')],
    [
      'the line ends of Windows and blank lines',
      (text: string) => `\r\n${text.replaceAll('\n', '\r\n\r\n')}\r\n`,
    ],
  ])('is read, and it is said, with %s', async (_, change) => {
    const verdict = await verdictOf(change(card));
    expect(verdict).toMatchObject({ state: 'unchanged', isTidied: true });
    expect('cardLines' in verdict ? verdict.cardLines : []).toEqual(card.split('\n').slice(0, -1));
    expect(verdictWords(verdict).explanation).toContain('does not belong to it');
  });

  it('is changed with a greeting before it and a word in it', async () => {
    const changed = `Hello\n${card.replace('2026-12-06', '2027-12-06')}`;
    expect((await verdictOf(changed)).state).toBe('changed');
  });

  it('is changed under a second spelling of its signature', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const spareBit = alphabet.charAt(alphabet.indexOf(card.at(-1) ?? '') ^ 1);
    expect((await verdictOf(card.slice(0, -1) + spareBit)).state).toBe('changed');
  });

  it('is changed under the signature of another card', async () => {
    const other = (await composeTextCard(aCardContent({ allergies: [plainEntry('Nuts')] }), keys))
      .text;
    const swapped = card.replace(/Signature.*/, other.split('\n').at(-1) ?? '');
    expect(await verifyTextCard(swapped)).toBeUndefined();
  });
});
