import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError, type ErrorCode } from '../shared/base/error.ts';
import { withoutEnd, withoutStart } from '../shared/base/without-end.ts';
import type { Input } from '../shared/ipc/contract.ts';
import type { Saved } from '../shared/ipc/saving.ts';
import { systemCodeOf } from './system-code.ts';

export type ExportKind = Input<'file:save'>['kind'];

/** The kinds of file that are exported: the words in the dialog and the ending of the name. */
export const exportKinds: Readonly<
  Record<ExportKind, { readonly name: string; readonly extension: string }>
> = {
  pdf: { name: 'PDF document', extension: 'pdf' },
  json: { name: 'Summary for hospital computers (FHIR)', extension: 'json' },
  png: { name: 'Picture', extension: 'png' },
  text: { name: 'Plain text', extension: 'txt' },
  any: { name: 'Document', extension: '*' },
};

/** A name without folders and without characters that a file system refuses. */
export function safeFileName(suggested: string): string {
  // Of what has no shape of its own, some signs turn the direction of writing: "fdp.exe" would be read as "exe.pdf".
  const flat = suggested.replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu, ' ').slice(0, 150);
  const name = withoutStart(withoutEnd(flat, '. '), '. ');
  if (name === '') return 'summary';
  return reserved.test(name) ? `_${name}` : name;
}

/** Names that Windows keeps for devices, whatever stands behind a point. */
const reserved =
  /^(?:con|prn|aux|nul|com[\d\u00b9\u00b2\u00b3]|lpt[\d\u00b9\u00b2\u00b3])\s*(?:\.|$)/i;

/** Asks where, then writes there. `choosePath` answers `undefined` where the person changed their mind. */
export async function saveFile(
  { suggestedName, bytes }: Pick<Input<'file:save'>, 'suggestedName' | 'bytes'>,
  choosePath: (fileName: string) => Promise<string | undefined>,
): Promise<Saved> {
  const path = await choosePath(safeFileName(suggestedName));
  if (path === undefined) return { saved: false };
  await writeWhole(path, bytes);
  return { saved: true, fileName: basename(path) };
}

/**
 * Writes a file whole or not at all: a temporary sibling, forced to disk, takes the name in one step.
 * @throws export-disk-full, export-not-allowed, export-failed; the earlier file of that name is then as it was
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const sibling = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomUUID()}.part`);
  try {
    await writeThrough(sibling, bytes);
    await rename(sibling, path);
  } catch (thrown) {
    await rm(sibling, { force: true }).catch(() => undefined);
    throw new AppError(exportFault(thrown), { cause: thrown });
  }
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

const faults: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'export-disk-full',
  EDQUOT: 'export-disk-full',
  EFBIG: 'export-disk-full',
  EACCES: 'export-not-allowed',
  EPERM: 'export-not-allowed',
  EROFS: 'export-not-allowed',
};

/** What an error of the file system means to a person who saves a copy. */
export function exportFault(thrown: unknown): ErrorCode {
  return faults[systemCodeOf(thrown)] ?? 'export-failed';
}
