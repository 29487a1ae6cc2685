import fc from 'fast-check';

/**
 * The seed of everything that is drawn by chance: the same on each run, so that a test which fails fails by a change
 * and not by the day. `SEED=7 npx vitest run tests/property` draws other cases.
 */
export const seed = Number(process.env['SEED'] ?? 2026);

// Sooner than the test's own limit, so that a case that takes long to make smaller is shown as it is.
// eslint-disable-next-line @typescript-eslint/no-deprecated -- its plugin cannot be set for all tests at once
fc.configureGlobal({ seed, interruptAfterTimeLimit: 150_000 });
