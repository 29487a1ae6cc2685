/**
 * Does `work` and leaves how long it took as a user timing of this worker, where `npm run bench` reads it.
 * A timing holds a name and a duration, and nothing of the record.
 * @see https://www.w3.org/TR/user-timing/
 */
export async function measured<T>(name: 'vault key', work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    return await work();
  } finally {
    performance.measure(name, { start });
  }
}
