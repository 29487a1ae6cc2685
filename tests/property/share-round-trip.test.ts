import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../shared/base/bytes.ts';
import { signBundle, verifyBundle } from '../../shared/share/bundle-signature.ts';
import { compressPoint, decompressPoint } from '../../shared/share/compressed-point.ts';
import type { SigningKeys } from '../../shared/share/signing-key.ts';
import { composeTextCard, maxCardBytes, verifyTextCard } from '../../shared/share/text-card.ts';
import { cardLists, oneLine } from '../../shared/share/text-card-content.ts';
import { verifyShare } from '../../shared/share/verify-share.ts';
import { aCardContent, aDocument, madeAt, someKeys } from '../unit/share-fixtures.ts';

let keys: SigningKeys;
beforeAll(async () => {
  keys = await someKeys();
});

const runs = { numRuns: 60 };
const anyText = fc.string({ unit: 'grapheme', maxLength: 80 });
const anyList = fc.array(anyText, { maxLength: 30 });
const anyContent = fc
  .record({
    name: fc.string({ unit: 'grapheme', maxLength: 40 }),
    allergies: anyList,
    medicines: anyList,
    problems: anyList,
    wishes: anyList,
    implants: anyList,
    contact: anyList,
    sources: anyList,
  })
  .map((lists) => aCardContent(lists));

describe('a text card of any content', () => {
  it('fits, and is unchanged when it comes back', () =>
    fc.assert(
      fc.asyncProperty(anyContent, async (content) => {
        const { text } = await composeTextCard(content, keys);
        expect(utf8(text).length).toBeLessThanOrEqual(maxCardBytes);
        expect(await verifyTextCard(text)).toMatchObject({ until: content.until });
      }),
      runs,
    ));

  it('loses no entry without saying so, and no allergy before anything else', () =>
    fc.assert(
      fc.asyncProperty(anyContent, async (content) => {
        const { text, leftOut } = await composeTextCard(content, keys);
        const droppedOf = (name: string) => leftOut.find(({ list }) => list === name)?.dropped ?? 0;
        for (const { name, label } of cardLists) {
          const given = (content[name] ?? []).map(oneLine).filter((entry) => entry !== '');
          const line = text.split('\n').find((one) => one.startsWith(`${label}: `)) ?? '';
          if (droppedOf(name) > 0) expect(line).toContain(`${droppedOf(name)}`);
          if (droppedOf(name) > 0) expect(line.endsWith('see full summary')).toBe(true);
          if (droppedOf('allergies') > 0 && name !== 'allergies') {
            expect(droppedOf(name)).toBe(given.length);
          }
        }
      }),
      runs,
    ));

  it('has no line that an entry made', () =>
    fc.assert(
      fc.asyncProperty(anyContent, async (content) => {
        const { text } = await composeTextCard(content, keys);
        const lines = text.split(/\p{Zl}|\p{Zp}|\p{Cc}/u);
        const labels = lines.slice(3, -1).map((line) => line.slice(0, line.indexOf(':')));
        expect(new Set(labels).size).toBe(labels.length);
        expect(cardLists.map(({ label }) => label)).toEqual(expect.arrayContaining(labels));
      }),
      runs,
    ));
});

describe('a signed document of any content', () => {
  it('is unchanged when it comes back, and changed under another word', () =>
    fc.assert(
      fc.asyncProperty(anyText, anyText, async (allergy, other) => {
        const signed = await signBundle(aDocument({ allergy }), keys);
        expect(await verifyBundle(signed)).toBeDefined();
        fc.pre(allergy !== other);
        const changed = signed.replace(
          `{"text":${JSON.stringify(allergy)}}`,
          () => `{"text":${JSON.stringify(other)}}`,
        );
        expect(await verifyBundle(changed)).toBeUndefined();
      }),
      runs,
    ));
});

describe('a point of P-256', () => {
  it('is the same after compression', () =>
    fc.assert(
      fc.asyncProperty(fc.constant(null), async () => {
        const { publicKey } = await someKeys();
        const point = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
        expect(decompressPoint(compressPoint(point))).toEqual(point);
      }),
      { numRuns: 20 },
    ));
});

describe('rubbish', () => {
  it('is never unchanged, and never throws', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          '',
          '%PDF-1.7\n',
          '{',
          '\u0089PNG',
          'HEALTH SUMMARY: ',
          '{"resourceType":"Bundle"',
        ),
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('', '%%EOF', '}', '\nSignature v1: AAAA', '/ByteRange [ 0 1 2 3 ]'),
        async (start, middle, end) => {
          const bytes = new Uint8Array([...utf8(start), ...middle, ...utf8(end)]);
          const { state } = await verifyShare(bytes, { now: madeAt });
          expect(['changed', 'not-readable']).toContain(state);
        },
      ),
      { numRuns: 300 },
    ));
});
