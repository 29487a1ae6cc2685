import type { Page } from 'playwright';

/**
 * Tells of each change of the page's words as it is drawn, so that nothing that a person could have read before the
 * program was ended is missed.
 */
export async function watchWords(window: Page, hear: (words: string) => void): Promise<void> {
  await window.exposeBinding('heardWords', (_source, words: string) => {
    hear(words);
  });
  // No function in it has a name of its own: the tool that runs us would call a helper that the page lacks.
  await window.evaluate(() => {
    new MutationObserver(() => {
      const heard: unknown = Reflect.get(window, 'heardWords');
      if (typeof heard === 'function') Reflect.apply(heard, window, [document.body.innerText]);
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
}
