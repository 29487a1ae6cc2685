import { statfs } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { withFilesInMemory } from '../../../../electron/print/files-in-memory.ts';

/** What Linux calls a folder that lies in memory (`TMPFS_MAGIC` of `linux/magic.h`). */
const tmpfs = 0x01021994;

describe.runIf(process.platform === 'linux')('temporary files of a print job', () => {
  test('lie in memory while it runs, and where they were before it afterwards', async () => {
    const before = process.env['TMPDIR'];
    const kind = await withFilesInMemory(async () => {
      const { type } = await statfs(process.env['TMPDIR'] ?? '/');
      return type;
    });
    expect(kind).toBe(tmpfs);
    expect(process.env['TMPDIR']).toBe(before);
  });

  test('lie where they were before it, also when it fails', async () => {
    const before = process.env['TMPDIR'];
    await expect(withFilesInMemory(() => Promise.reject(new Error('no paper')))).rejects.toThrow();
    expect(process.env['TMPDIR']).toBe(before);
  });
});
