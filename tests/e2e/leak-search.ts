import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { layersOf } from './unpack.ts';

export type Leak = { readonly file: string; readonly secret: string; readonly as: string };

type Pattern = { readonly secret: string; readonly as: string; readonly bytes: Buffer };

/**
 * Looks for each secret in every file of the folders, in its name, and in what is compressed in it: as UTF-8, as UTF-16
 * and inside base64.
 */
export async function findLeaks(
  secrets: readonly string[],
  folders: readonly string[],
): Promise<{ readonly leaks: readonly Leak[]; readonly filesRead: number }> {
  const patterns = secrets.flatMap(patternsOf);
  const leaks: Leak[] = [];
  let filesRead = 0;
  for (const { file, name } of (await Promise.all(folders.map(filesIn))).flat()) {
    for (const secret of secrets) {
      if (name.includes(secret)) leaks.push({ file, secret, as: 'name of a file' });
    }
    const content = await readFile(file).catch(() => undefined);
    if (content === undefined) continue;
    filesRead += 1;
    for (const layer of layersOf(file, content)) {
      for (const { secret, as, bytes } of patterns) {
        if (layer.includes(bytes)) leaks.push({ file, secret, as });
      }
    }
  }
  return { leaks, filesRead };
}

/** Every form in which a secret is looked for. */
export function patternsOf(secret: string): readonly Pattern[] {
  const utf8 = Buffer.from(secret, 'utf8');
  const utf16 = Buffer.from(secret, 'utf16le');
  return [
    { secret, as: 'UTF-8', bytes: utf8 },
    { secret, as: 'UTF-16', bytes: utf16 },
    ...[0, 1, 2].map((offset) => ({
      secret,
      as: `base64 at offset ${String(offset)}`,
      bytes: Buffer.from(insideBase64(utf8, offset)),
    })),
  ];
}

/** What base64 makes of the bytes where they begin `offset` bytes into a group of three, without the shared ends. */
function insideBase64(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const before = Math.ceil((offset * 8) / 6);
  const whole = Math.floor(((offset + bytes.length) * 8) / 6);
  return text.slice(before, whole);
}

type Found = {
  readonly file: string;
  /** With the folders that it lies in, below the one that is searched. */
  readonly name: string;
};

async function filesIn(folder: string): Promise<Found[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ file, name: path.relative(folder, file) }));
}
