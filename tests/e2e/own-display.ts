/** Gives each file of end-to-end tests a screen of its own: two that run at once share no window, focus or clipboard. */
import { afterAll } from 'vitest';
import { startVirtualDisplay } from '../../scripts/display.mjs';

if (process.platform === 'linux') {
  const display = await startVirtualDisplay();
  Object.assign(process.env, display.env);
  afterAll(display.stop);
}
