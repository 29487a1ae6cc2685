import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../shared/base/bytes.ts';
import { signBundle, verifyBundle } from '../../shared/share/bundle-signature.ts';
import { compressPoint, decompressPoint } from '../../shared/share/compressed-point.ts';
import type { SigningKeys } from '../../shared/share/signing-key.ts';
import { composeTextCard, maxCardBytes, verifyTextCard } from '../../shared/share/text-card.ts';
import {
  cardLists,
  moreLine,
  oneLine,
  type TextCardEntry,
  type TextCardListName,
} from '../../shared/share/text-card-content.ts';
import { verifyShare } from '../../shared/share/verify-share.ts';
import { aCardContent, aDocument, madeAt, someKeys } from '../unit/shared/share/fixtures.ts';

let keys: SigningKeys;
beforeAll(async () => {
  keys = await someKeys();
});

const runs = { numRuns: 60 };
const anyText = fc.string({ unit: 'grapheme', maxLength: 80 });
/** Each wording begins with the one before, as those of a real entry do. */
const anyEntry: fc.Arbitrary<TextCardEntry> = fc
  .record({
    name: anyText,
    longer: fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 3 }),
    past: fc.boolean(),
  })
  .map(({ name, longer, past }) => ({
    wordings: [name, ...longer.map((_, index) => [name, ...longer.slice(0, index + 1)].join(' '))],
    past,
  }));
const anyList = fc.oneof(
  fc.array(anyEntry, { maxLength: 3 }),
  fc.array(anyEntry, { maxLength: 30 }),
);
const isWritten = ({ wordings }: TextCardEntry) => oneLine(wordings.at(-1) ?? '') !== '';
const isCurrent = (entry: TextCardEntry) => isWritten(entry) && entry.past !== true;
const wordingOf = ({ wordings }: TextCardEntry, depth: number) =>
  oneLine(wordings[Math.min(depth, wordings.length - 1)] ?? '').normalize('NFC');
/** How many bytes marks and counts take at the most: a mark an entry, a line of counts a list, and the line that explains them. */
const mostRoomOfMarks = (content: Record<TextCardListName, readonly TextCardEntry[]>) =>
  cardLists
    .map(
      ({ name, label }) => utf8(`${label}: ; +99 more and 99 past\n`).length + content[name].length,
    )
    .reduce((sum, bytes) => sum + bytes, moreLine.length + 1);
const anyContent = fc
  .record({
    name: fc.string({ unit: 'grapheme', maxLength: 40 }),
    important: anyList,
    allergies: anyList,
    medicines: anyList,
    problems: anyList,
    wishes: anyList,
    implants: anyList,
    contact: anyList,
    sources: anyList,
  })
  .map((lists) => ({ ...aCardContent(), ...lists }));

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
        const lostOf = (name: string) => leftOut.find((list) => list.name === name);
        for (const { name, label } of cardLists) {
          const entries = content[name].filter(isWritten);
          const { dropped = 0, droppedPast = 0 } = lostOf(name) ?? {};
          const line = text.split('\n').find((one) => one.startsWith(`${label}: `)) ?? '';
          if (dropped > 0) expect(line).toContain(`+${dropped} more`);
          if (droppedPast > 0) expect(line).toMatch(new RegExp(` \\+?${droppedPast} past$`));
          const shown = entries.length - dropped - droppedPast;
          const found = entries.filter((entry) => line.includes(wordingOf(entry, 0)));
          expect(found.length).toBeGreaterThanOrEqual(shown);
          if ((lostOf('allergies')?.dropped ?? 0) > 0 && name !== 'allergies') {
            expect(dropped).toBe(entries.filter(isCurrent).length);
          }
        }
        expect(text.includes(`\n${moreLine}\n`)).toBe(leftOut.length > 0);
      }),
      runs,
    ));

  it('names everything current shortly before anything is said at length', () =>
    fc.assert(
      fc.asyncProperty(anyContent, async (content) => {
        const short = (entries: readonly TextCardEntry[] = []) =>
          entries.filter(isCurrent).map((entry) => ({ wordings: [wordingOf(entry, 1)] as const }));
        const shortOnly = Object.fromEntries(
          cardLists.map(({ name }) => [name, short(content[name])]),
        );
        const { text, leftOut } = await composeTextCard(content, keys);
        const whole = await composeTextCard({ ...content, ...shortOnly }, keys);
        const room = mostRoomOfMarks(content);
        fc.pre(utf8(whole.text).length + room <= maxCardBytes && whole.leftOut.length === 0);
        expect(leftOut.filter(({ dropped }) => dropped > 0)).toEqual([]);
        for (const { name } of cardLists) {
          for (const entry of content[name].filter(isCurrent)) {
            expect(text).toContain(wordingOf(entry, 1));
          }
        }
      }),
      runs,
    ));

  it('names every allergy where their brief wordings fit', () =>
    fc.assert(
      fc.asyncProperty(anyContent, async (content) => {
        const empty = { important: [], medicines: [], problems: [], wishes: [], implants: [] };
        const nothingElse = { ...empty, contact: [], sources: [] };
        const allergies = content.allergies.map((entry) => ({
          wordings: [wordingOf(entry, 0)] as const,
        }));
        const alone = await composeTextCard({ ...content, ...nothingElse, allergies }, keys);
        const room = mostRoomOfMarks(content);
        fc.pre(utf8(alone.text).length + room <= maxCardBytes && alone.leftOut.length === 0);
        const { text } = await composeTextCard(content, keys);
        for (const entry of content.allergies.filter(isCurrent)) {
          expect(text).toContain(wordingOf(entry, 0));
        }
      }),
      runs,
    ));

  it('has no line that an entry made', () =>
    fc.assert(
      fc.asyncProperty(anyContent, async (content) => {
        const { text } = await composeTextCard(content, keys);
        const lines = text.split(/\p{Zl}|\p{Zp}|\p{Cc}/u);
        const labels = lines
          .slice(3, -1)
          .filter((line) => line !== moreLine)
          .map((line) => line.slice(0, line.indexOf(':')));
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
