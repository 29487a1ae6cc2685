import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupName } from '../../../../shared/ipc/backup.ts';
import { groupToLookAt } from '../../../../renderer/program/problem.ts';
import { backupFilesOf, sizeWords } from '../../../../renderer/program/backup-files.ts';
import { britishWords } from '../../../../renderer/program/ways-in/british-words.ts';
import { estimatePassphrase } from '../../../../renderer/program/ways-in/estimate-passphrase.ts';
import {
  estimateByLength,
  fewestGuesses,
  holdsWords,
  isStrongEnough,
  strengthOf,
} from '../../../../renderer/program/ways-in/passphrase-strength.ts';
import {
  inListOrder,
  isNameTaken,
  personName,
} from '../../../../renderer/program/ways-in/person-name.ts';
import { secondsUntil, spokenWait, waitWords } from '../../../../renderer/app/gate/wait-words.ts';
import type { PersonChoice } from '../../../../renderer/vault/api/people.ts';

const strength = (passphrase: string) => strengthOf(estimatePassphrase(passphrase));
const person = (id: string, nickname?: string): PersonChoice => ({
  id,
  ways: ['passphrase', 'recovery'],
  state: 'ready',
  ...(nickname === undefined ? {} : { nickname }),
});

describe('the strength of a passphrase', () => {
  it.each([
    ['password', 'people use most'],
    ['12345678', 'people use most'],
    ['Margaret1951', 'close to one that many people use'],
    ['09051951', 'Dates and years'],
    ['aaaaaaaaaaaaaaaaaaaa', 'Repeating'],
    ['asdfghjkl;', 'beside each other'],
    ['eastenders', 'One word alone'],
    ['herons', 'people use most'],
    ['cuppatea', 'It is short'],
    ['a', 'It is short'],
  ])('refuses "%s" and says why', (passphrase, why) => {
    const found = strength(passphrase);
    expect(isStrongEnough(found)).toBe(false);
    expect(found.why).toContain(why);
    expect(found.suggestion).toMatch(/words/);
  });

  it.each([
    ['k7Fd92Lq', 'fair'],
    ['Coronation Street', 'fair'],
    ['herons wading', 'good'],
    ['four quiet herons wading', 'very good'],
    ['correct horse battery staple', 'very good'],
    ['ein Reiher, ein Teich und viel Zeit', 'very good'],
    ['🦉🐢🦉🦔🐝🦡🐌🦊🐙🦀', 'very good'],
  ])('takes "%s" as %s, whatever its characters are', (passphrase, level) => {
    const found = strength(passphrase);
    expect(isStrongEnough(found)).toBe(true);
    expect(found.level).toBe(level);
  });

  it('knows the everyday words of Britain', () => {
    for (const word of britishWords) expect(isStrongEnough(strength(word)), word).toBe(false);
  });

  it('suggests one thing, and nothing where nothing needs doing', () => {
    expect(strength('Coronation Street').suggestion).toMatch(/^Another word .* makes it about/);
    expect(strength('four quiet herons wading').suggestion).toBeUndefined();
  });

  it('is judged within a moment, however long the passphrase', () => {
    expect(strength('the rain in Spain stays mainly in the plain '.repeat(200)).level).toBe(
      'very good',
    );
  });

  it('falls back to the length where the word lists cannot be read', () => {
    expect(isStrongEnough(strengthOf(estimateByLength('1234567')))).toBe(false);
    expect(isStrongEnough(strengthOf(estimateByLength('12345678')))).toBe(true);
  });

  it('never holds for a shorter time with more guesses', () => {
    const inSeconds = (words: string) => {
      if (words === 'less than a second') return 0;
      if (words === 'more than a hundred years') return Infinity;
      const [, count = '', unit = ''] = /^about (\d+) ([a-z]+?)s?$/.exec(words) ?? [];
      const lengths = {
        second: 1,
        minute: 60,
        hour: 3600,
        day: 86400,
        month: 2592e3,
        year: 31536e3,
      };
      return Number(count) * lengths[unit as keyof typeof lengths]; // the units of holdsWords
    };
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 20, noNaN: true }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (power, more) => {
          const shorter = inSeconds(holdsWords(10 ** power));
          expect(inSeconds(holdsWords(10 ** (power + more)))).toBeGreaterThanOrEqual(shorter);
        },
      ),
    );
    expect(holdsWords(fewestGuesses)).toBe('about 2 hours');
  });
});

describe('the names of people before a record is open', () => {
  const people = [person('a'), person('b', 'Mum'), person('c')];

  it('are the nicknames that they chose, else their places', () => {
    expect(people.map((one) => personName(one, people))).toEqual(['Record 1', 'Mum', 'Record 2']);
  });

  it('stand in the order of the alphabet, those without a nickname at the end', () => {
    const order = inListOrder([...people, person('d', 'aunt'), person('e', 'Éva')]);
    expect(order.map(({ id }) => id)).toEqual(['d', 'e', 'b', 'a', 'c']);
  });

  it('are not given twice, whatever the capitals', () => {
    expect(isNameTaken(' mUM ', people)).toBe(true);
    expect(isNameTaken('record 2', people)).toBe(true);
    expect(isNameTaken('Dad', people)).toBe(false);
  });
});

describe('the wait after wrong guesses', () => {
  const until = '2026-05-03T12:00:10.000Z';

  it('counts whole seconds, and none after the end', () => {
    expect(secondsUntil(until, new Date('2026-05-03T12:00:00.001Z'))).toBe(10);
    expect(secondsUntil(until, new Date('2026-05-03T12:00:10.000Z'))).toBe(0);
    expect(secondsUntil(until, new Date('2026-05-03T13:00:00.000Z'))).toBe(0);
  });

  it('is written to the second', () => {
    expect(waitWords(1)).toBe('1 second');
    expect(waitWords(60)).toBe('1 minute');
    expect(waitWords(125)).toBe('2 minutes 5 seconds');
    expect(waitWords(0)).toBe('0 seconds');
  });

  it('is spoken only now and then', () => {
    const spoken = new Set(Array.from({ length: 121 }, (_, second) => spokenWait(second)));
    expect(spoken.size).toBe(5);
  });
});

describe('the place of a mistake in a recovery code', () => {
  const words = (where?: string) =>
    groupToLookAt({ code: 'vault-wrong-recovery-code', ...(where === undefined ? {} : { where }) });

  it('is a group where the check can tell, and nothing else', () => {
    expect(words('group 3')).toBe('third');
    expect(words('check')).toBeUndefined();
    expect(words()).toBeUndefined();
  });
});

describe('the backups of a folder', () => {
  const name = (time: string) => `phr-backup-${time}-0123abcd.age`;

  it('are listed newest first, by the time in their names', () => {
    const listed = [name('20260503T140500Z'), name('20261101T080000Z'), name('20250101T000000Z')];
    expect(listed.every((one) => backupName.test(one))).toBe(true);
    const files = backupFilesOf(listed.map((one) => ({ name: one, bytes: 1 })));
    expect(files.map(({ madeAt }) => madeAt)).toEqual([
      '2026-11-01T08:00:00Z',
      '2026-05-03T14:05:00Z',
      '2025-01-01T00:00:00Z',
    ]);
  });

  it('leave out what has no such name', () => {
    expect(backupFilesOf([{ name: 'holiday.jpg', bytes: 1 }])).toEqual([]);
  });

  it('have sizes that a person can read', () => {
    expect([200, 640_000, 12_400_000, 123_400_000].map(sizeWords)).toEqual([
      '1 kB',
      '640 kB',
      '12.4 MB',
      '123 MB',
    ]);
  });
});
