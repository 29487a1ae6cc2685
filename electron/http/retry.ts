import { AppError, type ErrorCode } from '../../shared/base/error.ts';
import { BusyError } from './answer-fault.ts';

/** What waiting needs, handed in so that tests wait for nothing. */
export type Waiting = {
  /** Resolves after so many milliseconds; rejects as soon as the signal is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly now: () => Date;
  /** Whether there is patience left for a wait of so many milliseconds; absent: there always is. */
  readonly mayWait?: (ms: number) => boolean;
  /** Handed each wait of so many milliseconds that a server asked for, until it is over. */
  readonly whileAsked?: (ms: number, wait: Promise<void>) => Promise<void>;
};

/** The same waiting, until so many milliseconds have been waited in all: then nothing is asked a second time. */
export function withPatience(waiting: Waiting, patienceMs: number): Waiting {
  let left = patienceMs;
  return {
    ...waiting,
    mayWait: (ms) => ms <= left,
    sleep: (ms, signal) => {
      left -= ms;
      return waiting.sleep(ms, signal);
    },
  };
}

const longestWaitMs = 120_000;

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
 * Without `Retry-After`: one, two, four … seconds, the upper half of each by chance, so that clients do not return in step.
 * @see RFC 9110 section 10.2.3
 */
export function waitBefore(
  attempt: number,
  retryAfter: string | null,
  { random, now }: Pick<Waiting, 'random' | 'now'>,
): number | undefined {
  const asked = retryAfter === null ? undefined : retryAfterMs(retryAfter, now());
  const backOff = 1000 * 2 ** attempt * (0.5 + random() / 2);
  const wait = asked ?? Math.min(backOff, longestWaitMs);
  return wait <= longestWaitMs ? wait : undefined;
}

/**
 * Milliseconds; `undefined` where the header says nothing of use, such as a moment that has passed by our clock.
 * Fractions are not in the standard, but in the wild.
 */
function retryAfterMs(text: string, now: Date): number | undefined {
  const written = text.trim();
  if (/^\d+(\.\d+)?$/.test(written)) return Number(written) * 1000;
  if (!httpDate.test(written)) return undefined;
  // The oldest of the three forms names no zone, and means UTC all the same.
  const at = Date.parse(written.endsWith('GMT') ? written : `${written} GMT`);
  return at > now.getTime() ? at - now.getTime() : undefined;
}

/** The three forms of a date in HTTP. `Date.parse` alone reads much else as one: "-1" as a day in 2001. @see RFC 9110 section 5.6.7 */
const httpDate =
  /^[A-Z][a-z]{2,8}(, \d{2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT| [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4})$/;

/** How often each fault is worth asking: a busy server longest, a slow one least, because each attempt waits in full. */
const attemptsAtMost: Partial<Record<ErrorCode, number>> = {
  'server-busy': 5,
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
    try {
      return await work();
    } catch (thrown) {
      const wait = waitAfter(thrown, attempt, waiting);
      if (wait === undefined || waiting.mayWait?.(wait) === false) throw thrown;
      const slept = waiting.sleep(wait, signal);
      const isAsked = thrown instanceof BusyError && waiting.whileAsked !== undefined;
      await (isAsked ? waiting.whileAsked(wait, slept) : slept);
    }
  }
}

/** Milliseconds to wait after a fault, or `undefined` where another attempt makes no sense. */
function waitAfter(thrown: unknown, attempt: number, waiting: Waiting): number | undefined {
  if (!(thrown instanceof AppError)) return undefined;
  if (attempt + 1 >= (attemptsAtMost[thrown.code] ?? 1)) return undefined;
  return waitBefore(attempt, thrown instanceof BusyError ? thrown.retryAfter : null, waiting);
}
