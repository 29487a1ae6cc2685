import { expect, it } from 'vitest';
import { failed, succeeded } from '../../../../../shared/base/result.ts';
import { AppError } from '../../../../../shared/base/error.ts';
import type { Progress } from '../../../../../renderer/vault/api/files.ts';
import type { MainBridge } from '../../../../../renderer/vault/api/vault-api.ts';
import { withWaits } from '../../../../../renderer/vault/download/waits.ts';

const page: Progress = { doing: 'Observation', jobsDone: 1, jobsTotal: 4, received: 200 };
const until = '2026-11-22T14:05:00.000Z';
const { signal } = new AbortController();

/** Main that answers with these ends of waits, and then that the download is over. */
function waitingMain(untils: readonly (string | undefined)[]) {
  const asked: unknown[] = [];
  let over: () => void = () => undefined;
  const isOver = new Promise<void>((resolve) => (over = resolve));
  const main = ((_channel, input) => {
    asked.push(input);
    const at = asked.length - 1;
    if (at >= untils.length) {
      over();
      return Promise.resolve(failed(new AppError('message-invalid')));
    }
    const one = untils[at];
    return Promise.resolve(succeeded(one === undefined ? {} : { until: one }));
  }) as MainBridge; // only waits are asked for here
  return { main, asked, isOver };
}

it('a wait that the service asked for is told with how far the download is, and that it is over', async () => {
  const told: Progress[] = [];
  const { main, asked, isOver } = waitingMain([until, undefined]);
  const progress = withWaits({ main, signal, progress: (now) => told.push(now) }, 's1');
  progress(page);
  await isOver;
  expect(told).toEqual([page, { ...page, waitsUntil: until }, page]);
  expect(asked).toEqual([{ syncId: 's1' }, { syncId: 's1', known: until }, { syncId: 's1' }]);
});

it('what comes while the service is waited for says so too', async () => {
  const told: Progress[] = [];
  const { main, isOver } = waitingMain([until]);
  const progress = withWaits({ main, signal, progress: (now) => told.push(now) }, 's1');
  await isOver;
  progress(page);
  expect(told.at(-1)).toEqual({ ...page, waitsUntil: until });
});

it('nothing is asked any more after the same answer', async () => {
  const { main, asked } = waitingMain([undefined, undefined, undefined]);
  withWaits({ main, signal, progress: () => undefined }, 's1');
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toHaveLength(1);
});
