/** A file that a person chose or dropped. `name` has its folders, where a folder was dropped. */
export type ChosenFile = { readonly name: string; readonly file: File };

/** The files of a file field, by their folders where a folder was chosen. */
export function chosenFiles(files: FileList | null): ChosenFile[] {
  return Array.from(files ?? []).map((file) => ({
    name: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
    file,
  }));
}

/** The files that were dropped, those in dropped folders too. What cannot be read is left out. */
export async function droppedFiles(transfer: DataTransfer): Promise<ChosenFile[]> {
  // The list of items is empty as soon as the drop is over: their entries are taken first, all at once.
  const entries = Array.from(transfer.items).flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return chosenFiles(transfer.files);
  const found = await Promise.all(entries.map(filesIn));
  return found.flat();
}

async function filesIn(entry: FileSystemEntry): Promise<ChosenFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => {
      entry.file(resolve, reject);
    });
    return [{ name: entry.fullPath.replace(/^\//, ''), file }];
  }
  if (!isFolder(entry)) return [];
  const found = await Promise.all((await entriesIn(entry)).map(filesIn));
  return found.flat();
}

/** A folder gives its entries a hundred at a time, until it gives none. */
async function entriesIn(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
