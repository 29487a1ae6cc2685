import { mkdir, mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSpares } from '../../../../electron/spare/spares.ts';
import { vaultSpare, type SpareFiles } from '../../../../electron/spare/vault-spare.ts';
import {
  longestPiece,
  piecesOf,
  readPieces,
  rowJoiner,
  writePieces,
} from '../../../../shared/ipc/spare-rows.ts';

const id = 'a'.repeat(32);
const segment = (letter: string) => `segments/${letter.repeat(32)}`;
const secret = (letter: string) => `secrets/${letter.repeat(64)}`;

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'phr-spare-'));
  folder = path.join(parent, id);
});
afterEach(() => rm(parent, { recursive: true, force: true }));

type Rows = Readonly<Record<string, string | Uint8Array>>;

async function add(spare: SpareFiles, rows: Rows): Promise<void> {
  for (const [key, row] of Object.entries(rows)) {
    for (const piece of piecesOf(key, Buffer.from(row))) await spare.append(writePieces([piece]));
  }
}

async function addTogether(spare: SpareFiles, rows: Rows): Promise<void> {
  const pieces = Object.entries(rows).flatMap(([key, row]) => piecesOf(key, Buffer.from(row)));
  await spare.append(writePieces(pieces));
}

/** The rows of these keys that come back. */
async function rowsOf(spare: SpareFiles, ...keys: string[]): Promise<Record<string, string>> {
  const joiner = rowJoiner();
  const found: Record<string, string> = {};
  let [left, from] = [keys, 0];
  while (left.length > 0) {
    const answer = await spare.read(left, from);
    for (const piece of readPieces(answer.bytes)) {
      const whole = joiner.take(piece);
      if (whole !== undefined) found[whole.key] = Buffer.from(whole.row).toString('latin1');
    }
    left = left.slice(answer.done);
    from = answer.from;
  }
  return found;
}

/** Another start of the program on the same files. */
async function again(spare: SpareFiles): Promise<SpareFiles> {
  await spare.settle();
  return vaultSpare(folder);
}

async function everyByte(): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'latin1')));
  return files.join('\n');
}

const rowFile = () => path.join(folder, '00000001.rows');

describe('the spare of a vault', () => {
  test('gives back over a restart what was added, the newest of what is replaced', async () => {
    const spare = vaultSpare(folder);
    await addTogether(spare, { 'log/1': 'one', [segment('a')]: 'texts', head: 'first head' });
    await addTogether(spare, { 'log/2': 'two', head: 'second head', header: 'old' });
    await add(spare, { header: 'new', [secret('b')]: 'token' });
    const next = await again(spare);
    const all = ['log/1', 'log/2', segment('a'), 'head', 'header', secret('b')];
    expect(await rowsOf(next, ...all)).toEqual({
      'log/1': 'one',
      'log/2': 'two',
      [segment('a')]: 'texts',
      head: 'second head',
      header: 'new',
      [secret('b')]: 'token',
    });
    const has = await next.have();
    expect(has).toMatchObject({ log: [1, 2], segments: ['a'.repeat(32)] });
    expect(Object.keys(has.digests).sort()).toEqual(['head', 'header', secret('b')]);
  });

  test('adds to its last file after a restart', async () => {
    let spare = vaultSpare(folder);
    for (const seq of [1, 2, 3]) {
      await add(spare, { [`log/${String(seq)}`]: 'row' });
      spare = await again(spare);
    }
    expect(await readdir(folder)).toEqual(['00000001.rows']);
    expect((await spare.have()).log).toEqual([1, 2, 3]);
  });

  test('gives long rows back in answers of a few pieces', async () => {
    const long = new Uint8Array(6 * longestPiece + 3).fill(65);
    const spare = vaultSpare(folder);
    await add(spare, { [segment('a')]: long, 'log/1': 'one' });
    const first = await spare.read([segment('a'), 'log/1'], 0);
    expect(first.bytes.length).toBeLessThan(6 * longestPiece);
    expect(first).toMatchObject({ done: 0 });
    const rows = await rowsOf(await again(spare), segment('a'), 'log/1');
    expect(rows[segment('a')]).toHaveLength(long.length);
    expect(rows['log/1']).toBe('one');
  });

  test('refuses what is no row, and keeps nothing of it', async () => {
    const spare = vaultSpare(folder);
    const bad = writePieces([{ key: '../x', total: 1, offset: 0, bytes: Uint8Array.of(1) }]);
    await expect(spare.append(bad)).rejects.toMatchObject({ code: 'message-invalid' });
    await expect(spare.append(Uint8Array.of(200, 1))).rejects.toMatchObject({
      code: 'message-invalid',
    });
    await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

test('a spare that cannot be read once is read the next time', async () => {
  const spare = vaultSpare(folder);
  await mkdir(path.join(folder, 'header.row.old', 'in the way'), { recursive: true });
  await mkdir(path.join(folder, 'header.row'));
  await expect(spare.have()).rejects.toMatchObject({ code: 'vault-storage-failed' });
  await rm(folder, { recursive: true });
  await add(spare, { 'log/1': 'one' });
  expect((await spare.have()).log).toEqual([1]);
});

test('a message that says a row often replaces it once, with the last one', async () => {
  const spare = vaultSpare(folder);
  const pieces = Array.from({ length: 30_000 }, (_, nth) =>
    piecesOf('header', Buffer.from(`header ${String(nth)}`)),
  );
  await spare.append(writePieces(pieces.flat()));
  expect(await rowsOf(spare, 'header')).toEqual({ header: 'header 29999' });
});

test('a file full of what looks like frames is read in a moment, and its whole frames count', async () => {
  const spare = vaultSpare(folder);
  await add(spare, { 'log/1': 'one' });
  await spare.settle();
  const fake = Buffer.from([0xf7, 0x53, 0x70, 1, 0, 0, 4, 0, 0, 0, 0, 0]);
  const whole = await readFile(rowFile());
  await writeFile(rowFile(), Buffer.concat([whole, ...Array<Buffer>(400_000).fill(fake)]));
  expect(await rowsOf(vaultSpare(folder), 'log/1')).toEqual({ 'log/1': 'one' });
});

test('a spare to which something did not come is not complete any more', async () => {
  const spare = vaultSpare(folder);
  await add(spare, { 'log/1': 'one', header: 'ways in' });
  await spare.complete();
  expect(await spare.isComplete()).toBe(true);
  // A folder where a file should be: it cannot be written.
  await mkdir(path.join(folder, `secrets-${'a'.repeat(64)}.row.part`));
  await expect(add(spare, { [secret('a')]: 'token' })).rejects.toMatchObject({
    code: 'vault-storage-failed',
  });
  expect(await spare.isComplete()).toBe(false);
});

describe('damage to a spare', () => {
  async function filled(): Promise<SpareFiles> {
    const spare = vaultSpare(folder);
    await add(spare, { 'log/1': 'one', 'log/2': 'two', 'log/3': 'three', header: 'ways in' });
    return spare;
  }

  test('of a torn end costs the last row only, and what comes after is kept', async () => {
    await (await filled()).settle();
    await truncate(rowFile(), (await readFile(rowFile())).length - 2);
    const torn = vaultSpare(folder);
    expect((await torn.have()).log).toEqual([1, 2]);
    await add(torn, { 'log/3': 'three again', 'log/4': 'four' });
    expect(await rowsOf(await again(torn), 'log/3', 'log/4')).toEqual({
      'log/3': 'three again',
      'log/4': 'four',
    });
  });

  test('of one row costs that row, also where it comes while the program runs', async () => {
    const spare = await filled();
    await spare.have();
    const bytes = await readFile(rowFile());
    const at = bytes.indexOf('two');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(rowFile(), bytes);
    const whole = { 'log/1': 'one', 'log/3': 'three' };
    expect(await rowsOf(spare, 'log/1', 'log/2', 'log/3')).toEqual(whole);
    expect((await (await again(spare)).have()).log).toEqual([1, 3]);
  });

  test('of the header costs the header', async () => {
    await (await filled()).settle();
    await truncate(path.join(folder, 'header.row'), 20);
    const spare = vaultSpare(folder);
    expect((await spare.have()).digests).toEqual({});
    await add(spare, { header: 'once more' });
    expect(await rowsOf(spare, 'header')).toEqual({ header: 'once more' });
  });

  test('a long row that was begun and not ended leaves the whole one before it', async () => {
    const spare = vaultSpare(folder);
    await add(spare, { [segment('a')]: 'whole' });
    const [first] = piecesOf(segment('a'), new Uint8Array(3 * longestPiece));
    if (first !== undefined) await spare.append(writePieces([first]));
    expect(await rowsOf(await again(spare), segment('a'))).toEqual({ [segment('a')]: 'whole' });
  });
});

describe('what is to go', () => {
  test('of a removed source no byte stays, and the rest does', async () => {
    const spare = vaultSpare(folder);
    await addTogether(spare, { [segment('a')]: 'his letter', [segment('b')]: 'her letter' });
    await add(spare, { 'log/1': 'one', [secret('c')]: 'his token' });
    const before = await open(rowFile());
    await spare.remove([segment('a'), secret('c')]);
    const bytes = await everyByte();
    expect(bytes).not.toContain('his');
    expect(await rowsOf(spare, segment('a'), segment('b'), 'log/1', secret('c'))).toEqual({
      [segment('b')]: 'her letter',
      'log/1': 'one',
    });
    expect(String(await before.readFile())).toMatch(/^\0+$/);
    await before.close();
    await add(spare, { 'log/2': 'two' });
    expect((await (await again(spare)).have()).log).toEqual([1, 2]);
  });

  test('of a removed source no byte stays where a frame of it was torn', async () => {
    const spare = vaultSpare(folder);
    await add(spare, { [segment('b')]: 'her letter', [segment('a')]: 'his letter' });
    await spare.settle();
    await truncate(rowFile(), (await readFile(rowFile())).length - 3);
    const next = await again(spare);
    await next.remove([segment('a')]);
    expect(await everyByte()).not.toContain('his');
    expect(await rowsOf(await again(next), segment('a'), segment('b'))).toEqual({
      [segment('b')]: 'her letter',
    });
  });

  test('of a removed source nothing comes back that a replacement had left beside', async () => {
    const spare = vaultSpare(folder);
    await add(spare, { [secret('c')]: 'his token', [segment('a')]: 'his letter' });
    await spare.settle();
    const { rename } = await import('node:fs/promises');
    for (const name of [`secrets-${'c'.repeat(64)}.row`, '00000001.rows']) {
      const file = path.join(folder, name);
      await writeFile(`${file}.part`, await readFile(file));
      await rename(file, `${file}.old`);
    }
    const next = vaultSpare(folder);
    await next.remove([segment('a'), secret('c')]);
    expect(await everyByte()).not.toContain('his');
    expect(await rowsOf(await again(next), segment('a'), secret('c'))).toEqual({});
  });

  test('of a deleted vault no file stays where an earlier deletion was interrupted too', async () => {
    const spare = await filledVault();
    await mkdir(`${folder}.gone`);
    await writeFile(path.join(`${folder}.gone`, '00000001.rows'), 'earlier');
    await spare.destroy();
    expect(await readdir(parent)).toEqual([]);
  });

  test('of an earlier header no byte stays', async () => {
    const spare = vaultSpare(folder);
    await add(spare, { header: 'the old passphrase opens this' });
    const before = await open(path.join(folder, 'header.row'));
    await add(spare, { header: 'only the new one does' });
    expect(await everyByte()).not.toContain('old');
    expect(String(await before.readFile())).toMatch(/^\0+$/);
    await before.close();
  });

  test('of a deleted vault no file stays, and nothing that comes late makes one', async () => {
    const spare = vaultSpare(folder);
    await add(spare, { 'log/1': 'one', header: 'ways in' });
    const before = await open(path.join(folder, 'header.row'));
    await spare.destroy();
    await add(spare, { 'log/2': 'late' });
    await spare.settle();
    expect(await readdir(parent)).toEqual([]);
    expect(String(await before.readFile())).toMatch(/^\0+$/);
    await before.close();
  });

  test('a deletion that was interrupted is gone on with at the next start', async () => {
    await (await filledVault()).settle();
    await rm(`${folder}.gone`, { recursive: true, force: true });
    const { rename } = await import('node:fs/promises');
    await rename(folder, `${folder}.gone`);
    const spares = await openSpares(parent);
    expect(await spares.ids()).toEqual([]);
    expect(await readdir(parent)).toEqual([]);
  });

  async function filledVault(): Promise<SpareFiles> {
    const spare = vaultSpare(folder);
    await add(spare, { 'log/1': 'one' });
    return spare;
  }
});

describe('a replacement that was interrupted', () => {
  const files: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['while the new one was written', { 'header.row': 'old', 'header.row.part': 'ne' }, 'old'],
    [
      'before the new one had its name',
      { 'header.row.old': 'old', 'header.row.part': 'new' },
      'new',
    ],
    ['before the old one was destroyed', { 'header.row': 'new', 'header.row.old': 'old' }, 'new'],
    ['while only the old one was there', { 'header.row.old': 'old' }, 'old'],
    ['while the first one was written', { 'header.row.part': 'ne' }, ''],
  ];
  test.each(files)('%s leaves one whole', async (_when, all, expected) => {
    const spare = vaultSpare(folder);
    await add(spare, { 'log/1': 'one' });
    await spare.settle();
    for (const [name, content] of Object.entries(all)) {
      await writeFile(path.join(folder, name), content);
    }
    await vaultSpare(folder).have();
    const names = (await readdir(folder)).filter((name) => name.startsWith('header'));
    expect(names).toEqual(expected === '' ? [] : ['header.row']);
    if (expected !== '')
      expect(await readFile(path.join(folder, 'header.row'), 'utf8')).toBe(expected);
  });
});
