import { codeOf } from '../../../shared/base/error.ts';
import { utf8, type Bytes } from '../../../shared/base/bytes.ts';
import type { EntryCard, SourceId } from '../../../shared/record/card.ts';
import type { OnParts } from '../api-backup.ts';
import { attachmentContent } from '../entry-detail.ts';
import type { StoredEntry } from '../event.ts';
import type { OpenVault } from '../open-vault.ts';
import { fileNameOf } from '../file-name.ts';
import { jsonFile } from './format.ts';
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
 * before stands apart, so that nobody takes it for what holds now.
 * @throws vault-storage-failed
 */
export async function* exportArchive(
  vault: OpenVault,
  now: Date,
  progress: OnParts,
): AsyncGenerator<Bytes, Exported, undefined> {
  const archive = zipArchive(now);
  const counts = { entries: 0, documents: 0, missing: 0 };
  const folders = sourceFolders(vault);
  const packed = (file: File): Promise<Bytes> => archive.file(file.name, file.bytes);
  yield await packed({ name: 'README.txt', bytes: readme });
  yield await packed({ name: 'sources.json', bytes: jsonFile(sourcesOf(vault, folders)) });
  for await (const file of fhirFiles(vault, { folders, counts, progress }))
    yield await packed(file);
  for await (const file of documentFiles(vault, { folders, counts })) yield await packed(file);
  yield archive.end();
  return counts;
}

type Folders = ReadonlyMap<SourceId, string>;
type Counts = { entries: number; documents: number; missing: number };

function sourceFolders(vault: OpenVault): Folders {
  const sources = [...vault.state.sources.values()];
  return new Map(sources.map(({ id, name }, at) => [id, `${String(at + 1)} ${plainName(name)}`]));
}

function plainName(name: string): string {
  return fileNameOf(name, 'text/plain').replace(/\.txt$/, '');
}

function sourcesOf(vault: OpenVault, folders: Folders): readonly unknown[] {
  return [...vault.state.sources.values()].map(
    ({ id, name, kind, fhirBaseUrl, lastSuccessAt }) => ({
      folder: folders.get(id),
      name,
      kind,
      fhirBaseUrl,
      lastSuccessAt,
    }),
  );
}

type Version = StoredEntry & { readonly isNewest: boolean };

/** Segment by segment, as a backup does it. */
async function* fhirFiles(
  vault: OpenVault,
  {
    folders,
    counts,
    progress,
  }: { readonly folders: Folders; readonly counts: Counts; readonly progress: OnParts },
): AsyncGenerator<File> {
  const texts = textFiles();
  const segments = bySegment(vault);
  let done = 0;
  for (const [segment, versions] of segments) {
    const bytes = await segmentBytes(vault, segment);
    for (const { card, place, isNewest } of versions) {
      if (bytes === undefined) counts.missing += 1;
      else {
        const shelf = isNewest ? 'fhir' : 'earlier-versions';
        const folder = `${shelf}/${folders.get(card.sourceId) ?? '0'}`;
        const text = bytes.subarray(place.offset, place.offset + place.length);
        texts.add(folder, card.resourceType, text);
        const original = await originalIn(vault, card, { segment, bytes });
        if (original !== undefined) {
          texts.add(`originals/${folder}`, originalType(card), original);
        }
        counts.entries += isNewest ? 1 : 0;
        yield* texts.full();
      }
    }
    done += 1;
    progress({ done, total: segments.size });
  }
  yield* texts.rest();
}

/** What an entry was made from; it lies in the same segment, unless one of the two was mended. */
async function originalIn(
  vault: OpenVault,
  { original }: EntryCard,
  opened: { readonly segment: string; readonly bytes: Bytes },
): Promise<Bytes | undefined> {
  if (original === undefined) return undefined;
  const { segment, offset, length } = original.place;
  const bytes = segment === opened.segment ? opened.bytes : await segmentBytes(vault, segment);
  return bytes?.subarray(offset, offset + length);
}

function originalType({ original }: EntryCard): string {
  return original?.format === 'xml' ? 'OriginalXml' : 'OriginalJson';
}

function bySegment(vault: OpenVault): ReadonlyMap<string, readonly Version[]> {
  const segments = new Map<string, Version[]>();
  for (const entry of vault.state.entries.values()) {
    const versions = [{ ...entry, isNewest: true }, ...entry.earlier.map(asEarlier)];
    for (const version of versions) {
      const inSegment = segments.get(version.place.segment) ?? [];
      segments.set(version.place.segment, inSegment);
      inSegment.push(version);
    }
  }
  return segments;
}

function asEarlier(version: StoredEntry): Version {
  return { ...version, isNewest: false };
}

/** Attachments that are here; one that its source never gave is no file. */
async function* documentFiles(
  vault: OpenVault,
  { folders, counts }: { readonly folders: Folders; readonly counts: Counts },
): AsyncGenerator<File> {
  for (const { card } of vault.state.entries.values()) {
    for (const { index } of card.attachments) {
      const content = await contentOf(vault, card, index);
      if (content === 'damaged') counts.missing += 1;
      if (typeof content === 'string') continue;
      counts.documents += 1;
      const folder = `documents/${folders.get(card.sourceId) ?? '0'}`;
      const name = `${folder}/${String(counts.documents)} ${content.fileName}`;
      yield { name, bytes: content.bytes };
    }
  }
}

async function contentOf(vault: OpenVault, card: EntryCard, index: number) {
  try {
    return await attachmentContent(vault, card.key, index);
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === 'vault-damaged') return 'damaged';
    if (code === 'download-incomplete') return 'not here';
    throw thrown;
  }
}

const readme = utf8(`Your health record

This archive was made by Patient-Held Record. It is not encrypted: whoever has it
can read all of it.

  fhir/              what each source says now, one FHIR resource a line (NDJSON),
                     by source and type. Ask for "FHIR R4" where a program wants it.
  earlier-versions/  what a source said before it said something else
  originals/         what a source wrote, where it was no FHIR R4 in JSON, one a line, in the same order
  documents/         letters and other attachments, as files
  sources.json       where each folder came from, and when

Entries that a source marked as entered in error are in here too, marked as such.
`);
