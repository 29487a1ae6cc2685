import { AppError } from '../../../shared/base/error.ts';
import { concatBytes, utf8, type Bytes } from '../../../shared/base/bytes.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import { extensionOf } from '../record/file-name.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { openSegment, type Segments } from '../open-vault/segments.ts';
import { exportSigningKey, type ExportedKey } from '../crypto/signing-keys.ts';
import { chunkLength } from './age.ts';
import {
  documentsFolder,
  eventsPrefix,
  fhirFolder,
  formatFile,
  formatName,
  jsonFile,
  lineBreaksFolder,
  manifestFile,
  readme,
  readmeFile,
  signingKeyFile,
  versionOf,
  type ListedFile,
  type BackupManifest,
} from './format.ts';
import { filedPlace, gather, type Gathered, type Piece } from './gather.ts';
import { lastingEvents } from './lasting-events.ts';
import { backupTag } from './names.ts';
import { nowhere, withPlaces } from './places.ts';
import { listed } from './read.ts';
import { textFiles, type TextFile } from './text-files.ts';
import { zipArchive } from './zip.ts';

/** A file of events grows to about this before the next one is begun. */
const eventsFileBytes = 4 * 1024 * 1024;

const segmentsAhead = 4;

export type BackupOrder = {
  readonly now: Date;
  readonly program: BackupManifest['program'];
  readonly progress: (done: number, total: number) => void;
};

/** An archive's file before it is packed. */
type PlainFile = { readonly name: string; readonly bytes: Bytes };

/**
 * The vault as a ZIP archive in the form of docs/backup-format.md, piece by piece; it returns the manifest.
 * What is damaged is passed over and counted; a fault of the disk is not.
 * @throws vault-storage-failed
 */
export async function* backupArchive(
  vault: OpenVault,
  order: BackupOrder,
): AsyncGenerator<Bytes, BackupManifest, undefined> {
  const gathered = await gather(vault);
  const key = await exportSigningKey(vault.secrets);
  const archive = zipArchive(order.now);
  const files: ListedFile[] = [];
  for await (const file of filesOf(vault, { gathered, key, order })) {
    files.push(await listed(file));
    yield await archive.file(file.name, file.bytes);
  }
  const manifest = manifestOf({ gathered, key, order, files, tag: await backupTag(vault.keys) });
  yield await archive.file(manifestFile, jsonFile(manifest));
  // Whole chunks of age: a cut file is told by its length, and the length tells less.
  yield archive.end(chunkLength);
  return manifest;
}

type Content = {
  readonly gathered: Gathered;
  readonly key: ExportedKey | undefined;
  readonly order: BackupOrder;
};

async function* filesOf(vault: OpenVault, content: Content): AsyncGenerator<PlainFile> {
  const { gathered, key } = content;
  yield { name: formatFile, bytes: jsonFile({ format: formatName, version: versionOf(gathered) }) };
  yield { name: readmeFile, bytes: readme };
  yield* pieceFiles(vault.segments, content);
  yield* eventFiles(vault, gathered);
  const { sources, shares, settings } = vault.state;
  const folders = new Map(gathered.sources.map((id, at) => [id, at + 1]));
  const sourceLines = [...sources.values()].map((one) => ({ folder: folders.get(one.id), ...one }));
  yield { name: 'own/sources.ndjson', bytes: ndjson(sourceLines) };
  yield { name: 'own/share-log.ndjson', bytes: ndjson(shares) };
  yield { name: 'own/settings.json', bytes: jsonFile(settings) };
  if (key !== undefined) yield { name: signingKeyFile, bytes: jsonFile(key.jwk) };
}

/** Every segment once, in the order of the log; texts are sorted into files by source and type on the way. */
async function* pieceFiles(
  segments: Segments,
  { gathered, order }: Content,
): AsyncGenerator<PlainFile> {
  const folders = new Map(gathered.sources.map((id, at) => [id, at + 1]));
  const texts = textFiles();
  let [done, documents] = [0, 0];
  for await (const { pieces, bytes } of openedSegments(segments, gathered)) {
    for (const piece of pieces.values()) {
      done += 1;
      const content = bytes?.subarray(piece.offset, piece.offset + piece.length);
      if (content?.length !== piece.length) continue;
      const folder = folderOf(folders, piece.what.sourceId);
      if (piece.what.kind === 'document') {
        documents += 1;
        const name = `${documentsFolder}${folder}/${String(documents)}.${extensionOf(piece.what.contentType)}`;
        piece.filed = { backupFile: name };
        yield { name, bytes: content };
      } else {
        piece.filed = texts.add(`${fhirFolder}${folder}`, piece.what.resourceType, content);
        yield* texts.full().flatMap(withBreaks);
      }
    }
    order.progress(done, gathered.pieces);
  }
  yield* texts.rest().flatMap(withBreaks);
}

type OpenedSegment = {
  readonly pieces: ReadonlyMap<number, Piece>;
  readonly bytes: Bytes | undefined;
};

/** The next segments are opened while one is looked through. */
async function* openedSegments(
  segments: Segments,
  gathered: Gathered,
): AsyncGenerator<OpenedSegment> {
  const ahead: Promise<OpenedSegment>[] = [];
  for (const [id, pieces] of gathered.segments) {
    const opening = segmentBytes(segments, id).then((bytes) => ({ pieces, bytes }));
    opening.catch(() => undefined); // thrown where it is awaited, if it comes to that
    ahead.push(opening);
    const first = ahead.length > segmentsAhead ? ahead.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const opening of ahead) yield await opening;
}

function folderOf(folders: ReadonlyMap<SourceId, number>, id: SourceId | undefined): string {
  return String((id === undefined ? undefined : folders.get(id)) ?? 0);
}

/** Before its file, so that a reader has the breaks at hand when the lines come. */
function withBreaks({ name, bytes, breaks }: TextFile): PlainFile[] {
  const text = { name, bytes };
  return breaks.length === 0
    ? [text]
    : [{ name: `${lineBreaksFolder}${name}`, bytes: ndjson(breaks) }, text];
}

/** `undefined` where the segment is missing or does not open. */
export async function segmentBytes(segments: Segments, id: string): Promise<Bytes | undefined> {
  try {
    return await openSegment(segments, id);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'vault-damaged') return undefined;
    throw thrown;
  }
}

async function* eventFiles(vault: OpenVault, gathered: Gathered): AsyncGenerator<PlainFile> {
  let lines: Bytes[] = [];
  let [length, events, files] = [0, 0, 0];
  const file = (): PlainFile => {
    files += 1;
    const bytes = concatBytes(...lines);
    [lines, length] = [[], 0];
    return { name: `${eventsPrefix}${String(files)}.ndjson`, bytes };
  };
  for await (const event of lastingEvents(vault)) {
    if (events === gathered.events) break;
    events += 1;
    const filed = withPlaces(event, (place) => filedPlace(gathered, place) ?? nowhere);
    const line = ndjson([filed]);
    lines.push(line);
    length += line.length;
    if (length > eventsFileBytes) yield file();
  }
  if (lines.length > 0) yield file();
}

function manifestOf({
  gathered,
  key,
  order,
  files,
  tag,
}: Content & { readonly files: readonly ListedFile[]; readonly tag: string }): BackupManifest {
  const pieces = [...gathered.segments.values()].flatMap((segment) => [...segment.values()]);
  const filed = pieces.filter((piece) => piece.filed !== undefined);
  const lost = pieces.filter((piece) => piece.filed === undefined);
  return {
    format: formatName,
    version: versionOf(gathered),
    madeAt: order.now.toISOString(),
    program: order.program,
    ...(key === undefined ? {} : { signingKey: key.thumbprint }),
    log: { vault: tag, rows: gathered.rows },
    counts: {
      events: gathered.events,
      entries: gathered.entries,
      texts: filed.filter(({ what }) => what.kind === 'text').length,
      documents: filed.filter(({ what }) => what.kind === 'document').length,
    },
    missing: {
      texts: lostTexts(lost, filed),
      documents: lost.filter(({ what }) => what.kind === 'document').length,
      logRows: gathered.damagedRows,
    },
    files: [...files],
  };
}

/** A text that does not open is not missed where it was put back at another place. */
function lostTexts(lost: readonly Piece[], filed: readonly Piece[]): number {
  if (lost.length === 0) return 0;
  const whole = new Set(filed.map(({ what }) => (what.kind === 'text' ? what.version : '')));
  return lost.filter(({ what }) => what.kind === 'text' && !whole.has(what.version)).length;
}

function ndjson(values: readonly unknown[]): Bytes {
  return utf8(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
}
