import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginBackup } from '../../../../electron/backup/folders.ts';
import { backupFault } from '../../../../electron/backup/fault.ts';
import { backupHandlers } from '../../../../electron/backup/handlers.ts';
import { keepStreams, type Streams } from '../../../../electron/backup/streams.ts';
import { AppError } from '../../../../shared/base/error.ts';
import { contract } from '../../../../shared/ipc/contract.ts';
import { capture } from '../../../../scripts/run.mjs';
import { mountFullDisk } from '../../../e2e/small-disk.ts';
import { undisturbed } from '../fixtures.ts';

const fileName = 'phr-backup-20261122T090000Z-1a2b3c4d.age';
const later = 'phr-backup-20261122T090001Z-1a2b3c4d.age';
const others = 'phr-backup-20261122T090000Z-ffffffff.age';
const bytes = new Uint8Array([1, 2, 3]);

let root: string;
let folder: string;
let streams: Streams;
let handlers: ReturnType<typeof backupHandlers>;
let exportTo: string | undefined;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'phr-folders-'));
  folder = path.join(root, 'chosen');
  await mkdir(folder);
  streams = keepStreams();
  exportTo = undefined;
  const surroundings = {
    ...undisturbed(path.join(root, 'own')),
    chooseExport: () => Promise.resolve(exportTo),
  };
  handlers = backupHandlers(surroundings, streams);
});

afterEach(async () => {
  await streams.closeAll();
  await chmod(folder, 0o700).catch(() => undefined);
  await rm(root, { recursive: true });
});

async function codeOf(work: () => unknown): Promise<string> {
  return Promise.resolve()
    .then(work)
    .then(
      () => 'done',
      (thrown: unknown) => (thrown instanceof AppError ? thrown.code : String(thrown)),
    );
}

async function written(name: string, into = folder): Promise<void> {
  const { id } = await handlers['backup:write-begin']({ folder: into, fileName: name });
  await handlers['stream:write']({ id, bytes });
  await handlers['stream:finish']({ id });
}

describe('a backup in its folder', () => {
  it('is there when it is finished, and not before', async () => {
    const { id } = await handlers['backup:write-begin']({ folder, fileName });
    await handlers['stream:write']({ id, bytes });
    expect(await handlers['backup:list']({ folder })).toEqual([]);
    await handlers['stream:write']({ id, bytes });
    await handlers['stream:finish']({ id });
    expect(await readdir(folder)).toEqual([fileName]);
    expect([...(await readFile(path.join(folder, fileName)))]).toEqual([1, 2, 3, 1, 2, 3]);
    expect(await handlers['backup:list']({ folder })).toEqual([{ name: fileName, bytes: 6 }]);
  });

  it('leaves nothing when it is cancelled, or the page has gone', async () => {
    const { id } = await handlers['backup:write-begin']({ folder, fileName });
    await handlers['stream:write']({ id, bytes });
    await handlers['stream:cancel']({ id });
    const second = await handlers['backup:write-begin']({ folder, fileName });
    await handlers['stream:write']({ id: second.id, bytes });
    await streams.closeAll();
    expect(await readdir(folder)).toEqual([]);
    expect(await codeOf(() => handlers['stream:write']({ id: second.id, bytes }))).toBe(
      'message-invalid',
    );
  });

  it('never takes the place of another file', async () => {
    await written(fileName);
    const { id } = await handlers['backup:write-begin']({ folder, fileName });
    await handlers['stream:write']({ id, bytes: new Uint8Array([9]) });
    expect(await codeOf(() => handlers['stream:finish']({ id }))).toBe('backup-failed');
    expect(await readdir(folder)).toEqual([fileName]);
    expect([...(await readFile(path.join(folder, fileName)))]).toEqual([1, 2, 3]);
  });

  it('sweeps what a killed program left of the same vault, and nothing else', async () => {
    const mine = `.${fileName}.part`;
    const foreign = [`.${others}.part`, '.letter.part', 'letter.age', others];
    for (const name of [mine, ...foreign]) await writeFile(path.join(folder, name), 'x');
    await written(later);
    expect((await readdir(folder)).sort()).toEqual([...foreign, later].sort());
  });

  it('lets two backups of one vault be written at once', async () => {
    const first = await beginBackup(root, { folder, fileName }, new Set());
    const second = await beginBackup(root, { folder, fileName: later }, new Set([first.part]));
    await first.finish();
    await second.finish();
    expect((await readdir(folder)).sort()).toEqual([fileName, later]);
  });

  it('is read piece by piece, from any place', async () => {
    await written(fileName);
    const opened = await handlers['backup:read-begin']({ folder, fileName });
    expect(opened).toMatchObject({ name: fileName, bytes: 3 });
    const read = (at: number, length: number) =>
      handlers['stream:read']({ id: opened.id, at, length });
    expect([...(await read(1, 10))]).toEqual([2, 3]);
    expect([...(await read(0, 1))]).toEqual([1]);
    expect([...(await read(3, 10))]).toEqual([]);
    await handlers['stream:close']({ id: opened.id });
    expect(await codeOf(() => read(0, 1))).toBe('message-invalid');
  });

  it('goes to the program’s own folder unless one was chosen', async () => {
    const { id } = await handlers['backup:write-begin']({ fileName });
    await handlers['stream:finish']({ id });
    expect(await readdir(path.join(root, 'own'))).toEqual([fileName]);
    await handlers['backup:remove']({ fileName });
    expect(await readdir(path.join(root, 'own'))).toEqual([]);
  });
});

describe('a folder that takes no backup', () => {
  it('is missing', async () => {
    const gone = path.join(root, 'stick');
    expect(await codeOf(() => handlers['backup:write-begin']({ folder: gone, fileName }))).toBe(
      'backup-folder-missing',
    );
    expect(await codeOf(() => handlers['backup:list']({ folder: gone }))).toBe(
      'backup-folder-missing',
    );
    expect(await readdir(root)).toEqual(['chosen']);
  });

  it('is a file', async () => {
    const file = path.join(root, 'file');
    await writeFile(file, '');
    expect(await codeOf(() => handlers['backup:list']({ folder: file }))).toBe(
      'backup-folder-missing',
    );
  });

  it('is not named from the root', async () => {
    expect(await codeOf(() => handlers['backup:list']({ folder: 'chosen' }))).toBe(
      'message-invalid',
    );
  });

  it.each([
    ['EACCES', 'backup-folder-read-only'],
    ['EROFS', 'backup-folder-read-only'],
    ['ENOSPC', 'backup-disk-full'],
    ['EDQUOT', 'backup-disk-full'],
    ['ENOENT', 'backup-folder-missing'],
    ['EIO', 'backup-failed'],
  ])('answers %s with %s', (code, meaning) => {
    expect(backupFault(Object.assign(new Error(), { code }))).toBe(meaning);
  });

  it('is full: the earlier backups stay, and nothing half is left', async ({ skip }) => {
    const disk = await mountFullDisk();
    if ('reason' in disk) return skip(disk.reason);
    try {
      await written(fileName, disk.folder);
      const { id } = await handlers['backup:write-begin']({ folder: disk.folder, fileName: later });
      const fill = () => handlers['stream:write']({ id, bytes: new Uint8Array(100_000) });
      expect(await codeOf(fill)).toBe('backup-disk-full');
      expect((await readdir(disk.folder)).sort()).toEqual(['filling', fileName]);
    } finally {
      await disk.remove();
    }
  });
});

describe('a read-only folder', () => {
  it('takes no backup, and says so', async ({ skip }) => {
    const { code } = await capture('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', folder]);
    if (code !== 0) return skip('no read-only disk can be mounted here');
    try {
      const begin = () => handlers['backup:write-begin']({ folder, fileName });
      expect(await codeOf(begin)).toBe('backup-folder-read-only');
      expect(await handlers['backup:list']({ folder })).toEqual([]);
    } finally {
      await capture('umount', [folder]);
    }
  });
});

describe('messages about backups', () => {
  it.each([
    { fileName: '../phr-backup-20261122T090000Z-1a2b3c4d.age' },
    { fileName: 'letter.pdf' },
    { fileName: `${fileName}\n` },
    { fileName: `x${fileName}` },
  ])('name no other file: %j', (message) => {
    for (const channel of ['backup:write-begin', 'backup:read-begin', 'backup:remove'] as const) {
      expect(contract[channel].input.safeParse(message).success).toBe(false);
      expect(contract[channel].input.safeParse({ fileName }).success).toBe(true);
    }
  });

  it('carry no more than a piece', () => {
    const message = { id: 'x', bytes: new Uint8Array(4 * 1024 * 1024 + 1) };
    expect(contract['stream:write'].input.safeParse(message).success).toBe(false);
  });
});

describe('an export of everything', () => {
  it('is written under a name in plain sight until it is whole', async () => {
    exportTo = path.join(folder, 'health-record.zip');
    const { file } = await handlers['export:begin']({ suggestedName: 'health-record.zip' });
    const id = file?.id ?? '';
    await handlers['stream:write']({ id, bytes });
    const [part = ''] = await readdir(folder);
    expect(part).toMatch(/^health-record\.zip\.[0-9a-f]{8}\.part$/);
    await handlers['stream:finish']({ id });
    expect(await readdir(folder)).toEqual(['health-record.zip']);
  });

  it('does not begin where the person changed their mind', async () => {
    expect(await handlers['export:begin']({ suggestedName: 'x.zip' })).toEqual({});
  });

  it('speaks of exports when it fails', async () => {
    exportTo = path.join(folder, 'none', 'health-record.zip');
    expect(await codeOf(() => handlers['export:begin']({ suggestedName: 'x.zip' }))).toBe(
      'export-failed',
    );
  });
});
