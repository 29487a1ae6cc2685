import type { Page } from 'playwright';

/** What starts the time, and what must be on the screen for it to stop. */
export type Span = {
  readonly from: 'click' | 'input';
  /** A CSS selector, and words that one of its elements holds. Not on the screen before. */
  readonly until: string;
  readonly saying?: string;
};

/**
 * Milliseconds from the next click or input in the window until its outcome is painted, measured inside the page,
 * so that what drives the window costs nothing.
 */
export async function timed(window: Page, span: Span, act: () => Promise<void>): Promise<number> {
  await knowNames(window);
  const stopwatch = await window.evaluateHandle(readStopwatch, span);
  await act();
  return stopwatch.evaluate(({ elapsed }) => elapsed);
}

/** tsx marks inner functions by `__name`, which a page does not have: without it they could not run there. */
export async function knowNames(window: Page): Promise<void> {
  await window.evaluate('globalThis.__name ??= (named) => named');
}

/** Runs inside the page. */
function readStopwatch({ from, until, saying = '' }: Span): { readonly elapsed: Promise<number> } {
  const isThere = () =>
    [...document.querySelectorAll(until)].some(({ textContent }) => textContent.includes(saying));
  const elapsed = new Promise<number>((resolve) => {
    const start = ({ timeStamp }: Event) => {
      const observer = new MutationObserver(() => {
        if (!isThere()) return;
        observer.disconnect();
        // A message sent from a frame's callback arrives after that frame was painted.
        const painted = new MessageChannel();
        painted.port1.onmessage = () => {
          resolve(performance.now() - timeStamp);
        };
        requestAnimationFrame(() => {
          painted.port2.postMessage('painted');
        });
      });
      observer.observe(document, { childList: true, subtree: true, characterData: true });
    };
    document.addEventListener(from, start, { capture: true, once: true });
  });
  return { elapsed };
}
