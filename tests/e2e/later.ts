import type { Page } from 'playwright';

/**
 * Puts the clock of the vault forward by so many milliseconds, until the page is replaced by the next lock.
 * On a locked record: what happens after it is opened then happens so much later.
 */
export async function letPass(window: Page, ms: number): Promise<void> {
  const later = `{
    const Now = Date;
    globalThis.Date = class extends Now {
      constructor(...given) {
        if (given.length === 0) super(Now.now() + ${String(ms)});
        else super(...given);
      }
      static now() {
        return Now.now() + ${String(ms)};
      }
    };
  }`;
  const workers = window.workers();
  if (workers.length === 0) throw new Error('the page has no worker');
  await Promise.all(workers.map((worker) => worker.evaluate(later)));
}
