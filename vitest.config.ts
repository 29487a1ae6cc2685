import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/{unit,property,conformance}/**/*.test.ts'],
    setupFiles: ['tests/seed.ts'],
    // One fewer than there are processors is the usual: here one of two would stand idle.
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
