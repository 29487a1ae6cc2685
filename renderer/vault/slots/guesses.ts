import { z } from 'zod';
import { AppError } from '../../../shared/base/error.ts';
import type { Clock } from '../../../shared/base/clock.ts';
import { readHeader } from './header.ts';
import type { VaultStore } from '../store/store.ts';

/*
 * Wrong guesses are counted beside the header, in the clear, since they are made before anything is open. They keep a
 * person at the keyboard from trying names and birthdays. Against somebody with a copy of the disk, who can put the
 * count back, Argon2id stands.
 *   wrong   how many guesses in a row were wrong, the one that is being tried included
 *   last    when the last one was made, ISO 8601
 */
const guessesRow = z.object({
  id: z.literal('guesses'),
  wrong: z.int().min(0).max(1_000_000),
  last: z.iso.datetime(),
});
type Guesses = z.infer<typeof guessesRow>;

const freeGuesses = 3;
const firstDelayMs = 2000;
const longestDelayMs = 15 * 60_000;

/** How long to wait after so many wrong guesses in a row, in milliseconds. */
export function delayAfter(wrong: number): number {
  if (wrong < freeGuesses) return 0;
  return Math.min(longestDelayMs, firstDelayMs * 2 ** (wrong - freeGuesses));
}

/**
 * When the next guess is taken; `undefined` where it is taken now. Where the clock was set back, so that the last guess
 * lies in the future, the delay counts anew from now, once: setting the clock back neither shortens nor prolongs it.
 */
export async function waitUntil(store: VaultStore, now: Date): Promise<Date | undefined> {
  const guesses = readGuesses(await store.guesses());
  if (guesses === undefined) return undefined;
  const { wrong } = guesses;
  let last = new Date(guesses.last);
  if (last > now) {
    last = now;
    await keep(store, wrong, now);
  }
  const until = new Date(last.getTime() + delayAfter(wrong));
  return until > now ? until : undefined;
}

/**
 * Tries a passphrase or a recovery code. The guess is counted on disk before it is tried, so that ending the program
 * in between wins nothing; it is taken back where it was right, and where it was none.
 * @throws vault-wait where it is too early for another guess; the codes of `readHeader` and of `attempt`
 */
export async function guess<T>(
  store: VaultStore,
  clock: Clock,
  attempt: () => Promise<T>,
): Promise<T> {
  readHeader(await store.header()); // a vault that this program cannot read is left alone
  const now = clock();
  if ((await waitUntil(store, now)) !== undefined) throw new AppError('vault-wait');
  const before = readGuesses(await store.guesses());
  const wrong = (before?.wrong ?? 0) + 1;
  await keep(store, wrong, now);
  try {
    const right = await attempt();
    await keep(store, 0, now);
    return right;
  } catch (thrown) {
    if (!isWrongGuess(thrown)) await keep(store, before?.wrong ?? 0, before?.last ?? now);
    throw thrown;
  }
}

/** A code whose check does not agree was mistyped: nobody guesses so. It carries where it was mistyped. */
function isWrongGuess(thrown: unknown): boolean {
  if (!(thrown instanceof AppError)) return false;
  const isCode = thrown.code === 'vault-wrong-recovery-code' && thrown.where === undefined;
  return thrown.code === 'vault-wrong-passphrase' || isCode;
}

/** A row that is none was written by nobody of ours; it counts as no guesses, as if somebody had taken it away. */
function readGuesses(stored: unknown): Guesses | undefined {
  return guessesRow.safeParse(stored).data;
}

function keep(store: VaultStore, wrong: number, last: Date | string): Promise<void> {
  const row: Guesses = { id: 'guesses', wrong, last: new Date(last).toISOString() };
  return store.write({ guesses: row });
}
