/** What a worker takes the time of. */
type Timing = 'vault key' | 'catalogue' | 'backup' | 'restore';

/**
 * Does `work` and leaves how long it took as a user timing of this worker, where `npm run bench` reads it.
 * A timing holds a name and a duration, and nothing of the record.
 * @see https://www.w3.org/TR/user-timing/
 */
export async function measured<T>(name: Timing, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    return await work();
  } finally {
    performance.measure(name, { start });
  }
}

/** How long it took the last time, in milliseconds; `undefined` where it was not done yet. */
export function lastMeasured(name: Timing): number | undefined {
  return performance.getEntriesByName(name, 'measure').at(-1)?.duration;
}
