import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../shared/base/bytes.ts';
import { keyThumbprint, type SigningKeys } from '../../shared/share/signing-key.ts';
import { composeTextCard, maxCardBytes, verifyTextCard } from '../../shared/share/text-card.ts';
import { verifyShare } from '../../shared/share/verify-share.ts';
import { aCardContent, madeAt, someKeys, withFlippedBit } from './share-fixtures.ts';

let keys: SigningKeys;
let card: string;

beforeAll(async () => {
  keys = await someKeys();
  card = (await composeTextCard(aCardContent(), keys)).text;
});

const verdictOf = (text: string) => verifyShare(utf8(text), { now: madeAt });
const many = (what: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${what} number ${index + 1}`);

describe('composeTextCard', () => {
  it('writes plain lines that a person reads without a program', () => {
    expect(card.split('\n').slice(0, -1)).toEqual([
      'HEALTH SUMMARY: Łucja Ó Briain',
      'Born: 1951-05-03. NHS number: 999 000 0018',
      'Made: 2026-11-22. Use until: 2026-12-06',
      'ALLERGIES: Penicillin (SEVERE: anaphylaxis, 2009); Latex (rash)',
      'MEDICINES: Levothyroxine 85 µg once a day; Apixaban 5 mg twice a day',
      'PROBLEMS: Atrial fibrillation; Type 2 diabetes',
      'WISHES: ReSPECT form at home',
      'IMPLANTS: Right hip replacement, 2018',
      'CONTACT: Tom Hale (son) 07700 900123',
      'SOURCES: Millbrook Surgery; Northgate Hospital',
    ]);
    expect(card).toMatch(/\nSignature v1: [\w-]{130}$/);
  });

  it('leaves nothing out where everything fits', async () => {
    expect((await composeTextCard(aCardContent(), keys)).leftOut).toEqual([]);
  });

  it('says "no information" where nothing is known of allergies, medicines or problems', async () => {
    const content = aCardContent({ allergies: [], medicines: [], problems: [], wishes: [] });
    const { text } = await composeTextCard(content, keys);
    expect(text).toContain('\nALLERGIES: no information\nMEDICINES: no information\n');
    expect(text).toContain('\nPROBLEMS: no information\n');
    expect(text).not.toContain('WISHES');
  });

  it('says on the line itself how many were left out', async () => {
    const { text, leftOut } = await composeTextCard(
      aCardContent({ problems: many('Problem', 40) }),
      keys,
    );
    const [problems] = leftOut.filter(({ list }) => list === 'problems');
    expect(problems?.dropped).toBeGreaterThan(0);
    expect(text).toContain(`; +${problems?.dropped} more, see full summary\n`);
    expect(text.match(/Problem number/g)).toHaveLength(40 - (problems?.dropped ?? 0));
    expect(utf8(text).length).toBeLessThanOrEqual(maxCardBytes);
  });

  it('drops everything else before the first allergy', async () => {
    const allergies = many('Severe allergy', 20);
    const { text, leftOut } = await composeTextCard(
      aCardContent({ allergies, medicines: many('Medicine', 9), problems: many('Problem', 9) }),
      keys,
    );
    for (const allergy of allergies) expect(text).toContain(allergy);
    expect(leftOut.map(({ list }) => list)).not.toContain('allergies');
    expect(text).toMatch(/PROBLEMS: 9, see full summary/);
  });

  it('says how many allergies do not fit, where not even they do', async () => {
    const { text, leftOut } = await composeTextCard(
      aCardContent({ allergies: many('Severe allergy', 90) }),
      keys,
    );
    const dropped = leftOut.find(({ list }) => list === 'allergies')?.dropped ?? 0;
    expect(dropped).toBeGreaterThan(0);
    expect(text).toContain(
      `; +${dropped} more, see full summary\nMEDICINES: 2, see full summary\n`,
    );
  });

  it('cuts a long entry between words, with an ellipsis, and reports it', async () => {
    const long = `${'very '.repeat(200)}long`;
    const { text, leftOut } = await composeTextCard(aCardContent({ problems: [long] }), keys);
    expect(text).toMatch(/\nPROBLEMS: (very ){10}very…\n/);
    expect(leftOut).toEqual([{ list: 'problems', dropped: 0, shortened: 1 }]);
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
      const { text } = await composeTextCard(aCardContent({ problems: [entry] }), keys);
      expect(text).toContain('PROBLEMS: Asthma ALLERGIES: none\n');
    },
  );

  it('removes what would turn the direction of writing around', async () => {
    const { text } = await composeTextCard(aCardContent({ problems: ['a\u202eb\u2066c'] }), keys);
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

  it('is changed under a second spelling of its signature', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const spareBit = alphabet.charAt(alphabet.indexOf(card.at(-1) ?? '') ^ 1);
    expect((await verdictOf(card.slice(0, -1) + spareBit)).state).toBe('changed');
  });

  it('is changed under the signature of another card', async () => {
    const other = (await composeTextCard(aCardContent({ allergies: ['Nuts'] }), keys)).text;
    const swapped = card.replace(/Signature.*/, other.split('\n').at(-1) ?? '');
    expect(await verifyTextCard(swapped)).toBeUndefined();
  });
});
