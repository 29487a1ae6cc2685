import { defineConfig } from 'vitest/config';

const all = 'tests/{unit,property,conformance}/**/*.test.ts';

/** Tests that ask programs of the system (qpdf, age, unzip, zbarimg …), which `npm test -- tools` has made ready. */
const askPrograms = [
  'tests/unit/renderer/vault/backup/back-up.test.ts',
  'tests/unit/renderer/vault/backup/zip.test.ts',
  'tests/unit/renderer/vault/calls/backup-calls.test.ts',
  'tests/unit/renderer/vault/kit/recovery-kit.test.ts',
  'tests/unit/shared/share/pdf.test.ts',
  'tests/unit/shared/share/qr.test.ts',
];

export default defineConfig({
  test: {
    setupFiles: ['tests/seed.ts'],
    // One fewer than there are processors is the usual: here one of two would stand idle.
    maxWorkers: 2,
    // Files share what they import, which takes longer than most of them; no test leaves anything behind in it.
    isolate: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    projects: [
      { extends: true, test: { name: 'unit', include: [all], exclude: askPrograms } },
      { extends: true, test: { name: 'tools', include: askPrograms } },
    ],
  },
});
