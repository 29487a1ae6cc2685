import { PDFDocument } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../../../shared/base/bytes.ts';
import { signBundle } from '../../../../shared/share/bundle-signature.ts';
import type { SigningKeys } from '../../../../shared/share/signing-key.ts';
import { composeTextCard } from '../../../../shared/share/text-card.ts';
import { verdictWords } from '../../../../shared/share/verdict-words.ts';
import type { Verdict } from '../../../../shared/share/verdict.ts';
import { verifyShare } from '../../../../shared/share/verify-share.ts';
import {
  aCardContent,
  aDocument,
  aSignedPdf,
  madeAt,
  someKeys,
  withFlippedBit,
} from './fixtures.ts';

let keys: SigningKeys;
let file: string;

beforeAll(async () => {
  keys = await someKeys();
  file = await signBundle(aDocument(), keys);
});

const verdictOf = (text: string) => verifyShare(utf8(text), { now: madeAt });

describe('a signed FHIR file', () => {
  it('is unchanged, and tells who made it, when and until when', async () => {
    expect(await verdictOf(file)).toMatchObject({
      state: 'unchanged',
      kind: 'fhir-json',
      madeBy: 'Łucja Ó Briain',
      issued: '2026-11-22T09:30:00Z',
      until: '2026-12-06',
      bundleText: file,
    });
  });

  it('is noticed as changed wherever one bit is flipped', async () => {
    const bytes = utf8(file);
    const unnoticed: string[] = [];
    for (let offset = 0; offset < bytes.length - 1; offset += 3) {
      const flipped = withFlippedBit(bytes, offset, offset % 8);
      const { state } = await verifyShare(flipped, { now: madeAt });
      if (state !== 'changed') unnoticed.push(file.slice(offset - 10, offset + 10));
    }
    expect(unnoticed).toEqual([]);
  });

  it.each([
    ['with another value', '"text":"Nuts","text":"Penicillin"'],
    ['with the same value', '"text":"Penicillin","text":"Penicillin"'],
    ['under a name that is written otherwise', '"\\u0074ext":"Penicillin","text":"Penicillin"'],
  ])('is changed where a member stands twice, %s', async (_, doubled) => {
    const changed = file.replace('"text":"Penicillin"', doubled);
    expect(changed).not.toBe(file);
    expect((await verdictOf(changed)).state).toBe('changed');
  });

  it.each([
    ['with its end missing', () => file.slice(0, -200), 'cut-short'],
    ['without a signature', () => aDocument(), 'no-signature'],
    ['empty', () => '', 'empty'],
    ['of other content', () => 'Dear Sir or Madam', 'not-a-share'],
    ['of other JSON', () => '{"resourceType":"Patient"}', 'no-signature'],
    [
      'nested beyond reason',
      () => `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
      'not-a-share',
    ],
  ])('%s is not readable', async (_, text, reason) => {
    expect(await verdictOf(text())).toMatchObject({ state: 'not-readable', reason });
  });
});

describe('the fingerprint of the key', () => {
  it('is the same for a PDF, a file and a card of one key', async () => {
    const card = (await composeTextCard(aCardContent(), keys)).text;
    const verdicts = [
      await verifyShare(await aSignedPdf(keys), { now: madeAt }),
      await verdictOf(file),
      await verdictOf(card),
    ];
    const fingerprints = verdicts.map(
      (verdict) =>
        verdictWords(verdict).facts.find(({ name }) => name === 'Key that signed it')?.value,
    );
    expect(new Set(fingerprints).size).toBe(1);
    expect(fingerprints[0]).toMatch(/^([0-9a-f]{4} ){3}[0-9a-f]{4}$/);
  });
});

describe('the words of a verdict', () => {
  const everyWord = (verdict: Verdict) => JSON.stringify(verdictWords(verdict));

  it('never claim that somebody verified, certified or authenticated a share', async () => {
    const past = await verifyShare(utf8(file), { now: new Date('2027-01-01T00:00:00Z') });
    for (const verdict of [await verdictOf(file), past, await verdictOf(aDocument())]) {
      expect(everyWord(verdict)).not.toMatch(/verified|certified|authentic|genuine|trusted/i);
    }
  });

  it('say what the signature proves and what it does not', async () => {
    const words = verdictWords(await verdictOf(file));
    expect(words.proves).toContain('nothing in it was altered');
    expect(words.doesNotProve).toContain('anybody can make a key and write any name');
  });

  it('name in the headline what is known and what is not', async () => {
    expect(verdictWords(await verdictOf(file)).headline).toBe(
      'Unchanged since it was made. Who made it cannot be known from the file',
    );
    const card = (await composeTextCard(aCardContent(), keys)).text;
    expect(verdictWords(await verdictOf(card)).headline).toContain('from the card');
  });

  it('say of a PDF that its pages were not compared with the data inside', async () => {
    const pdf = await verifyShare(await aSignedPdf(keys), { now: madeAt });
    expect(verdictWords(pdf).doesNotProve).toContain('The printed pages were not compared');
    expect(verdictWords(await verdictOf(file)).doesNotProve).not.toContain('printed pages');
  });

  it('name both dates where a share was made after the clock that it is checked by', async () => {
    const before = new Date(madeAt.getTime() - 3 * 86_400_000);
    const words = verdictWords(await verifyShare(utf8(file), { now: before }));
    expect(words.explanation).toContain('after today by this computer’s clock');
    expect(words.facts.map(({ name }) => name)).toContain('Today, by this computer’s clock');
    const soon = new Date(madeAt.getTime() - 60_000);
    expect(verdictWords(await verifyShare(utf8(file), { now: soon })).explanation).not.toContain(
      'clock',
    );
  });

  it('call the PDF of another program what it is', async () => {
    const letter = await PDFDocument.create();
    letter.addPage();
    const other = await verifyShare(new Uint8Array(await letter.save()), { now: madeAt });
    expect(other).toMatchObject({ state: 'not-readable', reason: 'not-a-share' });
    expect(verdictWords(other).headline).toBe('Not a summary of this program');
  });

  it('name the last day of a share that is past its end', async () => {
    const past = await verifyShare(utf8(file), { now: new Date('2027-01-01T00:00:00Z') });
    expect(verdictWords(past).explanation).toContain('6 December 2026');
  });
});
