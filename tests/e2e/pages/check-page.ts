import type { Page } from 'playwright';
import { see } from './see.ts';

/** Checking a summary that somebody handed over: the screen of the program, and the clinician's page alike. */
export function checkPage(window: Page) {
  const verdict = window.getByRole('heading', {
    level: 2,
    name: /unchanged|changed|end|read|not a summary/i,
  });
  return {
    async choose(file: string): Promise<void> {
      await window.getByLabel('Summary to check').setInputFiles(file);
      await see(window, verdict);
    },
    /** Drops a file on the page, as from another window. */
    async drop(name: string, bytes: Uint8Array): Promise<void> {
      const transfer = await window.evaluateHandle(
        ([fileName, base64]) => {
          const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
          const held = new DataTransfer();
          held.items.add(new File([content], fileName));
          return held;
        },
        [name, Buffer.from(bytes).toString('base64')] as const,
      );
      await window
        .getByText('Summary to check', { exact: true })
        .dispatchEvent('drop', { dataTransfer: transfer });
      await see(window, verdict);
    },
    verdict: () => verdict.innerText(),
    text: () => window.getByRole('main').innerText(),
    another: () => window.getByRole('button', { name: 'Check another summary' }).click(),
  };
}
