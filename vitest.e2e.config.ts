import { defineConfig } from 'vitest/config';

/** End-to-end tests drive real windows, two at once, each on a screen of its own. */
export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.e2e.ts'],
    setupFiles: ['tests/e2e/own-display.ts'],
    maxWorkers: 2,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // A second is the usual; what a slow computer shows later is right as well.
    expect: { poll: { timeout: 60_000, interval: 50 } },
  },
});
