import { defineConfig } from 'vitest/config';

/** End-to-end tests drive one window after the other: each needs the screen and the processor to itself. */
export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.e2e.ts'],
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
