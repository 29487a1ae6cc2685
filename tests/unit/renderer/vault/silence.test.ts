import { describe, expect, test } from 'vitest';
import { watchSilence, type WhyStopped } from '../../../../renderer/vault/silence.ts';

const tick = 500;

/** A worker that answers while `isBusy` is false, and a clock that goes on by ticks. */
function watched() {
  let work: (() => void) | undefined;
  const stops: WhyStopped[] = [];
  const waiting: (() => void)[] = [];
  const worker = { isBusy: false };
  const watch = watchSilence({
    ask: () =>
      new Promise<void>((resolve) => {
        if (worker.isBusy) waiting.push(resolve);
        else resolve();
      }),
    every: (_ms, given) => {
      work = given;
      return () => {
        work = undefined;
      };
    },
    stop: (why) => {
      stops.push(why);
    },
  });
  const pass = async (ms: number) => {
    for (let at = 0; at < ms; at += tick) {
      work?.();
      await Promise.resolve();
    }
  };
  return {
    watch,
    worker,
    stops,
    pass,
    answer: () => {
      waiting.splice(0).forEach((one) => {
        one();
      });
    },
  };
}

describe('the watch over a worker that reads', () => {
  test('leaves one alone that answers, however long it takes', async () => {
    const { watch, stops, pass } = watched();
    await pass(3_600_000);
    expect(stops).toEqual([]);
    expect(watch.silent()).toBe(0);
  });

  test('ends one within three seconds of a Cancel that it does not hear', async () => {
    const { watch, worker, stops, pass } = watched();
    worker.isBusy = true;
    await pass(tick);
    watch.cancel();
    await pass(3000);
    expect(stops).toEqual(['cancelled']);
  });

  test('gives one that still answers time to come to its next step', async () => {
    const { watch, stops, pass } = watched();
    watch.cancel();
    await pass(9000);
    expect(stops).toEqual([]);
    await pass(1500);
    expect(stops).toEqual(['cancelled']);
  });

  test('ends one that gave no sign for two minutes, and not before', async () => {
    const { watch, worker, stops, pass, answer } = watched();
    worker.isBusy = true;
    await pass(110_000);
    worker.isBusy = false;
    answer();
    await pass(tick);
    expect(watch.silent()).toBe(0);
    worker.isBusy = true;
    await pass(119_000);
    expect(stops).toEqual([]);
    await pass(3000);
    expect(stops).toEqual(['silent']);
  });
});
