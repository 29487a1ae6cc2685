/**
 * Answers that take a while: with `PHR_SLOW_ANSWERS=300`, each answer of the vault's worker and of the main process
 * takes up to 300 ms longer. The tests must pass all the same.
 */
import path from 'node:path';
import type { ElectronApplication } from 'playwright';
import { root } from '../../scripts/run.mjs';

const longest = Number(process.env['PHR_SLOW_ANSWERS'] ?? 0);

/** What Electron is told so that the main process answers slowly. */
export const slowMainFlags: readonly string[] =
  longest > 0 ? ['-r', path.join(root, 'tests', 'e2e', 'slow-answers.cjs')] : [];

/** Makes the workers of each page that is loaded from now on answer slowly, one answer after the other. */
export async function slowWorkers(app: ElectronApplication): Promise<void> {
  if (longest === 0) return;
  await app.context().addInitScript((most: number) => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- each call below says whose it is
    const listen = Worker.prototype.addEventListener;
    Worker.prototype.addEventListener = function slowly(
      this: Worker,
      type: string,
      listener: EventListenerOrEventListenerObject,
      options?: boolean | AddEventListenerOptions,
    ): void {
      if (type !== 'message' || typeof listener !== 'function') {
        listen.call(this, type, listener, options);
        return;
      }
      let last = Promise.resolve();
      const late = (event: Event) => {
        const wait = new Promise((resolve) => setTimeout(resolve, Math.random() * most));
        last = Promise.all([last, wait]).then(() => {
          listener.call(this, event);
        });
      };
      listen.call(this, type, late, options);
    };
  }, longest);
}
