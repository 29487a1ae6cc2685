import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameHead, readFrames } from '../../../../electron/spare/frames.ts';

const fileOf = (contents: readonly Uint8Array[]) =>
  Buffer.concat(contents.flatMap((content) => [frameHead(content), content]));
const contentsOf = (file: Uint8Array) => readFrames(file).frames.map(({ content }) => [...content]);
const contents = fc.array(fc.uint8Array({ maxLength: 3000 }), { minLength: 1, maxLength: 8 });

describe('the frames of a spare file', () => {
  test('are read as they were written', () => {
    fc.assert(
      fc.property(contents, (all) => {
        expect(contentsOf(fileOf(all))).toEqual(all.map((one) => [...one]));
        expect(readFrames(fileOf(all)).isDamaged).toBe(false);
      }),
    );
  });

  test('that were cut off anywhere leave all that were whole before', () => {
    fc.assert(
      fc.property(contents, fc.double({ min: 0, max: 1, noNaN: true }), (all, part) => {
        const file = fileOf(all);
        const end = Math.floor(file.length * part);
        const whole = all.filter((_, index) => fileOf(all.slice(0, index + 1)).length <= end);
        expect(contentsOf(file.subarray(0, end))).toEqual(whole.map((one) => [...one]));
      }),
    );
  });

  test('lose only the one in which a bit was flipped, wherever that is', () => {
    fc.assert(
      fc.property(contents, fc.nat(), fc.integer({ min: 0, max: 7 }), (all, where, bit) => {
        const file = fileOf(all);
        const at = where % file.length;
        file[at] = (file[at] ?? 0) ^ (1 << bit);
        const struck = all.findIndex((_, index) => fileOf(all.slice(0, index + 1)).length > at);
        const whole = all.filter((_, index) => index !== struck);
        expect(contentsOf(file)).toEqual(whole.map((one) => [...one]));
        expect(readFrames(file).isDamaged).toBe(true);
      }),
    );
  });

  test('are found behind bytes that are none', () => {
    const file = Buffer.concat([Buffer.from('nothing of ours'), fileOf([Uint8Array.of(7, 8)])]);
    expect(contentsOf(file)).toEqual([[7, 8]]);
  });

  test('of a later form are passed over', () => {
    const file = fileOf([Uint8Array.of(1), Uint8Array.of(2)]);
    file[3] = 2;
    expect(contentsOf(file)).toEqual([[2]]);
  });
});
