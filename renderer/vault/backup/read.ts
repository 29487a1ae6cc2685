import { z } from 'zod';
import { AppError } from '../../../shared/base/error.ts';
import { hex, sha256, type Bytes } from '../../../shared/base/bytes.ts';
import type { VaultEvent } from '../log/event.ts';
import { readEvent as readCards } from '../log/read-event.ts';
import { decrypted, type Pieces } from './age.ts';
import {
  checkFormat,
  documentsFolder,
  eventsPrefix,
  fhirFolder,
  formatFile,
  readJsonFile,
  lineBreaksFolder,
  manifestFile,
  readBackupManifest,
  signingKeyFile,
  type ListedFile,
  type BackupManifest,
} from './format.ts';
import { fromLine, linesOf, type LineBreaks } from './ndjson-line.ts';
import { filesOf, type UnzippedFile } from './unzip.ts';

/** What is done with each part of a backup, in the order in which it lies there: texts, documents, events, key. */
export type BackupReader = {
  /** A resource to the letter, and where it stands: lines count from 1. */
  readonly text?: (file: string, line: number, bytes: Bytes) => Promise<void> | void;
  readonly document?: (file: string, bytes: Bytes) => Promise<void> | void;
  /** An event whose places are places in the backup. */
  readonly event?: (event: FiledEvent) => Promise<void> | void;
  readonly signingKey?: (jwk: unknown) => Promise<void> | void;
};

/** An event as a backup holds it: of any kind, with `FilePlace` for `Place`. */
export type FiledEvent = { readonly kind: string };

/** The file of a backup, and who opens it. */
export type OpenedBackup = {
  readonly cipher: Pieces;
  readonly identity: string;
};

/**
 * Reads a backup from its first byte to its last. What is handed to `reader` is only known to be whole when this returns:
 * every file is there with the length and hash that the manifest names, and no other.
 * @throws backup-not-readable, backup-wrong-code, backup-newer-version, backup-truncated, backup-damaged
 */
export async function readBackup(
  backup: OpenedBackup,
  reader: BackupReader,
): Promise<BackupManifest> {
  const files: ListedFile[] = [];
  const breaks = new Map<string, ReadonlyMap<number, LineBreaks>>();
  let manifest: BackupManifest | undefined;
  for await (const file of filesOf(decrypted(backup.identity, backup.cipher))) {
    if (files.length === 0 && file.name !== formatFile) throw new AppError('backup-not-readable');
    if (file.name === manifestFile) manifest = readBackupManifest(file.bytes);
    else files.push(await listed(file));
    await takeFile(file, breaks, reader);
  }
  if (manifest === undefined) throw new AppError('backup-not-readable');
  checkFiles(manifest, files);
  return manifest;
}

export async function listed({ name, bytes }: UnzippedFile): Promise<ListedFile> {
  return { name, bytes: bytes.length, sha256: hex(await sha256(bytes)) };
}

function checkFiles(manifest: BackupManifest, files: readonly ListedFile[]): void {
  const same =
    manifest.files.length === files.length &&
    manifest.files.every((file, at) => {
      const found = files[at];
      return (
        found?.name === file.name && found.bytes === file.bytes && found.sha256 === file.sha256
      );
    });
  if (!same) throw new AppError('backup-damaged', { where: manifestFile });
}

async function takeFile(
  { name, bytes }: UnzippedFile,
  breaks: Map<string, ReadonlyMap<number, LineBreaks>>,
  reader: BackupReader,
): Promise<void> {
  if (name === formatFile) checkFormat(bytes);
  else if (name.startsWith(lineBreaksFolder)) {
    breaks.set(name.slice(lineBreaksFolder.length), readBreaks(bytes));
  } else if (name.startsWith(fhirFolder)) {
    const fileBreaks = breaks.get(name);
    breaks.delete(name);
    let line = 0;
    for (const text of linesOf(bytes)) {
      line += 1;
      await reader.text?.(name, line, fromLine(text, fileBreaks?.get(line)));
    }
  } else if (name.startsWith(documentsFolder)) await reader.document?.(name, bytes);
  else if (name.startsWith(eventsPrefix)) {
    for (const line of linesOf(bytes)) await reader.event?.(readEvent(line));
  } else if (name === signingKeyFile) await reader.signingKey?.(readJsonFile(bytes));
}

const gaps = z.array(z.int().min(0));
const breaksLine = z.object({ line: z.int().min(1), lf: gaps, cr: gaps });

function readBreaks(bytes: Bytes): ReadonlyMap<number, LineBreaks> {
  const lines = [...linesOf(bytes)].map((line) => breaksLine.safeParse(readJsonFile(line)));
  return new Map(
    lines.map((read) => {
      if (!read.success) throw new AppError('backup-damaged', { where: lineBreaksFolder });
      return [read.data.line, read.data];
    }),
  );
}

const anyEvent = z.looseObject({ kind: z.string() });

function readEvent(line: Bytes): FiledEvent {
  const read = anyEvent.safeParse(readJsonFile(line));
  if (!read.success) throw new AppError('backup-damaged', { where: eventsPrefix });
  return read.data;
}

/** The event for a vault, once its places are places there: our own, or of a kind that a later program reads. */
export function asVaultEvent(event: unknown): VaultEvent {
  // The manifest's hashes vouch that this program, an earlier or a later one wrote it.
  return readCards(event as VaultEvent);
}
