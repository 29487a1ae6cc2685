import { expect, it } from 'vitest';
import { atMostEvery } from '../../../../../renderer/vault/download/throttle.ts';

/** A clock that the test moves: `pass` ends the rest that was asked for last. */
function rests() {
  const asked: { readonly ms: number; readonly over: () => void }[] = [];
  return {
    asked,
    after: (ms: number, over: () => void) => {
      asked.push({ ms, over });
      return () => undefined;
    },
    pass: () => asked.at(-1)?.over(),
  };
}

it('the first is given at once, and the newest of those that follow when the rest is over', () => {
  const given: number[] = [];
  const { after, asked, pass } = rests();
  const give = atMostEvery(200, (value: number) => given.push(value), after);
  give(1);
  give(2);
  give(3);
  expect(given).toEqual([1]);
  pass();
  expect(given).toEqual([1, 3]);
  expect(asked.map(({ ms }) => ms)).toEqual([200, 200]);
});

it('nothing is given twice, and what comes after a rest is given at once', () => {
  const given: string[] = [];
  const { after, pass } = rests();
  const give = atMostEvery(200, (value: string) => given.push(value), after);
  give('a');
  pass();
  expect(given).toEqual(['a']);
  give('b');
  give('c');
  expect(given).toEqual(['a', 'b']);
  pass();
  pass();
  expect(given).toEqual(['a', 'b', 'c']);
});
