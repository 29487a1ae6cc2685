import type { Page } from 'playwright';

/** Milliseconds of something that the vault's worker has timed itself; waits until it has been done. */
export async function workerTiming(window: Page, name: string): Promise<number> {
  const [vault] = window.workers();
  if (vault === undefined) throw new Error('there is no vault');
  return vault.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        // A timing that is there already is told at once.
        new PerformanceObserver((list, observer) => {
          const last = list.getEntriesByName(wanted).at(-1);
          if (last === undefined) return;
          observer.disconnect();
          resolve(last.duration);
        }).observe({ type: 'measure', buffered: true });
      }),
    name,
  );
}
