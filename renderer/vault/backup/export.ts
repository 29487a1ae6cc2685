import { utf8, type Bytes } from '../../../shared/base/bytes.ts';
import { defined } from '../../../shared/base/defined.ts';
import type { EntryCard } from '../../../shared/record/card.ts';
import type { OnParts } from '../api/backup.ts';
import { nameInKey, serverInKey } from '../../../shared/record/entry-key.ts';
import type { StoredEntry } from '../log/event.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { exportDocuments } from './export-documents.ts';
import { exportFolders, type Folders } from './export-folders.ts';
import {
  documentsFile,
  exportFormat,
  exportVersion,
  indexFile,
  sourcesFile,
  type DocumentLine,
  type ExportedSources,
  type IndexLine,
} from './export-format.ts';
import { jsonFile } from './format.ts';
import { asLine } from './ndjson-line.ts';
import { textFiles } from './text-files.ts';
import { segmentBytes } from './write.ts';
import { zipArchive } from './zip.ts';

/** What an export holds. */
export type Exported = {
  readonly entries: number;
  readonly documents: number;
  /** Entries, versions and documents that are damaged. */
  readonly missing: number;
};

type File = { readonly name: string; readonly bytes: Bytes };

/**
 * Everything as a ZIP archive that any program reads: FHIR by source and type, documents as files. What a source said
 * before stands apart, so that nobody takes it for what holds now. This program takes it in again entry by entry.
 * @throws vault-storage-failed
 */
export async function* exportArchive(
  vault: OpenVault,
  now: Date,
  progress: OnParts,
): AsyncGenerator<Bytes, Exported, undefined> {
  const archive = zipArchive(now);
  const counts = { entries: 0, documents: 0, missing: 0 };
  const folders = exportFolders(vault.state);
  const packed = (file: File): Promise<Bytes> => archive.file(file.name, file.bytes);
  yield await packed({ name: 'README.txt', bytes: readme });
  yield await packed({ name: sourcesFile, bytes: jsonFile(sourcesOf(vault, folders)) });
  const index: IndexedLine[] = [];
  for await (const file of fhirFiles(vault, { folders, counts, progress, index }))
    yield await packed(file);
  yield await packed({ name: indexFile, bytes: indexOf(index) });
  const documents: DocumentLine[] = [];
  for await (const { name, bytes, ...about } of exportDocuments(vault, { folders, counts })) {
    documents.push({ file: name, ...about });
    yield await packed({ name, bytes });
  }
  yield await packed({ name: documentsFile, bytes: ndjson(documents) });
  yield archive.end();
  return counts;
}

type Counts = { entries: number; documents: number; missing: number };
/** A line of the index, with the number of its entry and which of its versions it is. */
type IndexedLine = { readonly entry: number; readonly nth: number; readonly line: IndexLine };

function sourcesOf(vault: OpenVault, folders: Folders): ExportedSources {
  const sources = [...vault.state.sources.values()].map(
    ({ id, name, kind, fhirBaseUrl, lastSuccessAt }) =>
      defined({ id, folder: folders.of(id), name, kind, fhirBaseUrl, lastSuccessAt }),
  );
  return { format: exportFormat, version: exportVersion, sources };
}

function ndjson(lines: readonly unknown[]): Bytes {
  return utf8(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** Each entry's oldest version first: whoever takes them in one after the other ends with the newest. */
function indexOf(index: readonly IndexedLine[]): Bytes {
  const inOrder = index.toSorted((a, b) => a.entry - b.entry || a.nth - b.nth);
  return ndjson(inOrder.map(({ line }) => line));
}

type Version = StoredEntry & {
  /** The number of its entry, and which of its versions it is, from the oldest. */
  readonly entry: number;
  readonly nth: number;
  readonly isNewest: boolean;
};

type Writing = {
  readonly folders: Folders;
  readonly counts: Counts;
  readonly progress: OnParts;
  readonly index: IndexedLine[];
};

/** Segment by segment, as a backup does it. */
async function* fhirFiles(
  vault: OpenVault,
  { folders, counts, progress, index }: Writing,
): AsyncGenerator<File> {
  const texts = textFiles();
  const add = (folder: string, type: string, text: Bytes) => {
    const { line, breaks } = asLine(text);
    const { backupFile: file, line: number = 1 } = texts.add(folder, type, line);
    return defined({ file, line: number, breaks });
  };
  const segments = bySegment(vault);
  let done = 0;
  for (const [segment, versions] of segments) {
    const bytes = await segmentBytes(vault.segments, segment);
    for (const { card, place, entry, nth, isNewest } of versions) {
      if (bytes === undefined) {
        counts.missing += 1;
        continue;
      }
      const folder = folders.of(card.sourceId, serverInKey(card.key));
      const shelf = isNewest ? 'fhir' : 'earlier-versions';
      const text = bytes.subarray(place.offset, place.offset + place.length);
      const filed = add(`${shelf}/${folder}`, card.resourceType, text);
      const original = await originalIn(vault, card, { segment, bytes });
      if (card.original !== undefined && original === undefined) counts.missing += 1;
      const written = original && add(`originals/${shelf}/${folder}`, originalType(card), original);
      index.push({ entry, nth, line: lineOf(vault, card, { filed, original: written }) });
      counts.entries += isNewest ? 1 : 0;
      yield* texts.full();
    }
    done += 1;
    progress({ done, total: segments.size });
  }
  yield* texts.rest();
}

type Filed = Pick<IndexLine, 'file' | 'line' | 'breaks'>;

function lineOf(
  { state }: OpenVault,
  { key, sourceId, fullUrl, fetchedAt, original: made }: EntryCard,
  { filed, original }: { readonly filed: Filed; readonly original: Filed | undefined },
): IndexLine {
  const about =
    made && defined({ version: made.version, format: made.format, reference: made.reference });
  return defined({
    ...filed,
    source: sourceId,
    entry: nameInKey(key),
    fullUrl,
    receivedAt: fetchedAt,
    notSuppliedSince: state.notSupplied.get(key),
    setAside: state.setAside.get(key),
    original: about && original && { ...original, ...about },
  });
}

/** What an entry was made from; it lies in the same segment, unless one of the two was mended. */
async function originalIn(
  vault: OpenVault,
  { original }: EntryCard,
  opened: { readonly segment: string; readonly bytes: Bytes },
): Promise<Bytes | undefined> {
  if (original === undefined) return undefined;
  const { segment, offset, length } = original.place;
  const bytes =
    segment === opened.segment ? opened.bytes : await segmentBytes(vault.segments, segment);
  return bytes?.subarray(offset, offset + length);
}

function originalType({ original }: EntryCard): string {
  return original?.format === 'xml' ? 'OriginalXml' : 'OriginalJson';
}

function bySegment(vault: OpenVault): ReadonlyMap<string, readonly Version[]> {
  const segments = new Map<string, Version[]>();
  let entry = 0;
  for (const { earlier, ...newest } of vault.state.entries.values()) {
    const versions = [...earlier, newest];
    for (const [nth, version] of versions.entries()) {
      const inSegment = segments.get(version.place.segment) ?? [];
      segments.set(version.place.segment, inSegment);
      inSegment.push({ ...version, entry, nth, isNewest: nth === earlier.length });
    }
    entry += 1;
  }
  return segments;
}

const readme = utf8(`Your health record

This archive was made by Patient-Held Record. It is not encrypted: whoever has it
can read all of it.

  fhir/              what each source says now, one FHIR resource a line (NDJSON),
                     by source and type. Ask for "FHIR R4" where a program wants it.
  earlier-versions/  what a source said before it said something else
  originals/         what a source wrote, where it was no FHIR R4 in JSON, one a line
  documents/         letters and other attachments, as files
  sources.json       where each folder came from, and when
  index.ndjson       where each entry stands, when it was received, which original it
                     was made from, and since when its source does not supply it
  documents.ndjson   the address by which the entries name each document

A source that gave two entries of the same kind under the same number, from two
servers, has a folder for each server, so that neither overwrites the other.

Entries that a source marked as entered in error are in here too, marked as such.

To put all of it into Patient-Held Record again, add this file as it is.
`);
