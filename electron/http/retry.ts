import { AppError, type ErrorCode } from '../../shared/base/error.ts';
import { BusyError } from './answer-fault.ts';
import { askedWait, spentWait } from './asked-wait.ts';

/** What waiting needs, handed in so that tests wait for nothing. */
export type Waiting = {
  /** Resolves after so many milliseconds; rejects as soon as the signal is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly now: () => Date;
  /** Whether there is patience left for a wait of so many milliseconds; absent: there always is. */
  readonly mayWait?: (ms: number) => boolean;
  /** Lets nobody ask the server before so many milliseconds have gone by, and waits so long; or as long as it is let alone already. */
  readonly pause?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** The pause under way; absent, or `undefined`: there is none. */
  readonly paused?: () => Promise<void> | undefined;
  /** Handed each wait of so many milliseconds that a server asked for, until it is over. */
  readonly whileAsked?: (ms: number, wait: Promise<void>) => Promise<void>;
};

/**
 * The same waiting for all requests to one server, until so many milliseconds have been waited in all: then nothing is
 * asked a second time. When one of them is asked to wait, all do.
 */
export function withPatience(waiting: Waiting, patienceMs: number): Waiting {
  let left = patienceMs;
  let pause: Promise<void> | undefined;
  const sleep = (ms: number, signal?: AbortSignal): Promise<void> => {
    left -= ms;
    return waiting.sleep(ms, signal);
  };
  return {
    ...waiting,
    mayWait: (ms) => pause !== undefined || ms <= left,
    sleep,
    paused: () => pause,
    pause: (ms, signal) => {
      if (pause !== undefined) return pause;
      const slept = sleep(ms, signal).finally(() => {
        pause = undefined;
      });
      pause = waiting.whileAsked === undefined ? slept : waiting.whileAsked(ms, slept);
      return pause;
    },
  };
}

/** A quota can be for a quarter of an hour; until when a wait lasts is said, and it can be called off. */
const longestWaitMs = 15 * 60_000;
const longestBackOffMs = 120_000;

/** Waits by the system's timer. */
export const systemWaiting: Waiting = {
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const cancelled = (): void => {
        clearTimeout(timer);
        reject(new AppError('download-cancelled'));
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', cancelled);
        resolve();
      }, ms);
      if (signal?.aborted) cancelled();
      else signal?.addEventListener('abort', cancelled, { once: true });
    }),
  random: Math.random,
  now: () => new Date(),
};

/**
 * How long to wait before the next attempt, in milliseconds; `undefined` where the server asks for longer than anybody waits.
 * `asked`: for how long it asks itself. Else one, two, four … seconds, the upper half of each by chance, so that clients
 * do not return in step.
 */
export function waitBefore(
  attempt: number,
  asked: number | undefined,
  random: Waiting['random'],
): number | undefined {
  const backOff = 1000 * 2 ** attempt * (0.5 + random() / 2);
  const wait = asked ?? Math.min(backOff, longestBackOffMs);
  return wait <= longestWaitMs ? wait : undefined;
}

/** How often each fault is worth asking: a busy server longest, a slow one least, because each attempt waits in full. */
const attemptsAtMost: Partial<Record<ErrorCode, number>> = {
  // Without a word for how long: half a minute to a minute in all, as most quotas are for a minute.
  'server-busy': 7,
  'server-broken': 3,
  'server-unreachable': 3,
  'server-too-slow': 2,
};

/** Does `work` until it succeeds or there is no sense in another attempt. @throws what the last attempt threw */
export async function persistently<T>(
  work: () => Promise<T>,
  { waiting, signal }: { readonly waiting: Waiting; readonly signal?: AbortSignal | undefined },
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    await waiting.paused?.();
    try {
      return await work();
    } catch (thrown) {
      const wait = waitAfter(thrown, attempt, waiting);
      if (wait === undefined || waiting.mayWait?.(wait) === false) throw thrown;
      const isBusy = thrown instanceof BusyError;
      await ((isBusy ? waiting.pause?.(wait, signal) : undefined) ?? waiting.sleep(wait, signal));
    }
  }
}

/** Milliseconds to wait after a fault, or `undefined` where another attempt makes no sense. */
function waitAfter(thrown: unknown, attempt: number, waiting: Waiting): number | undefined {
  if (!(thrown instanceof AppError)) return undefined;
  if (attempt + 1 >= (attemptsAtMost[thrown.code] ?? 1)) return undefined;
  const asked = thrown instanceof BusyError ? askedWait(thrown.headers, waiting.now()) : undefined;
  return waitBefore(attempt, asked, waiting.random);
}

/**
 * Lets a server alone that answered and said that it takes no more requests for now. Only for as long as a usual quota:
 * there are servers that write so and go on answering, and one that does not will say so.
 */
export function heedQuota(headers: Headers, waiting: Waiting, signal?: AbortSignal): void {
  const wait = spentWait(headers, waiting.now());
  if (wait === undefined || wait > longestBackOffMs || waiting.mayWait?.(wait) === false) return;
  // Whoever asks next waits for it, and is told where it is called off.
  waiting.pause?.(wait, signal).catch(() => undefined);
}
