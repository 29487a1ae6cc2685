import path from 'node:path';
import { readableOfFile } from '../../renderer/vault/files/readable.ts';
import { headLength, recognise } from '../../renderer/vault/files/recognise.ts';

export type FileOnDisk = { readonly path: string; readonly open: () => Promise<Blob> };

/** Files that are read together. `name`: of the file, or of the folder where several are one export, from `root`. */
export type Export = { readonly name: string; readonly files: readonly FileOnDisk[] };

/** Each file by itself; files of lines (NDJSON) that lie together are one export. */
export async function exportsIn(files: readonly FileOnDisk[], root: string): Promise<Export[]> {
  const groups = new Map<string, FileOnDisk[]>();
  for (const file of files) {
    const head = await readableOfFile(await file.open()).read(0, headLength);
    const isLines = recognise(head) === 'ndjson' || /\.ndjson(\.gz)?$/.test(file.path);
    const group = isLines ? path.dirname(file.path) : file.path;
    groups.set(group, [...(groups.get(group) ?? []), file]);
  }
  return [...groups].map(([group, together]) => {
    const [only] = together;
    const named = together.length === 1 && only !== undefined ? only.path : group;
    return { name: path.relative(root, named) || path.basename(root), files: together };
  });
}
