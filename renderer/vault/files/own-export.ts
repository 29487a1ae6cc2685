import { fromUtf8, hex, sha256, utf8, type Bytes } from '../../../shared/base/bytes.ts';
import { defined } from '../../../shared/base/defined.ts';
import { AppError } from '../../../shared/base/error.ts';
import { parseFhirJson } from '../../../shared/fhir/json.ts';
import { resourceOf } from '../../../shared/fhir/resource.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import { keyTypeOf } from '../../../shared/record/make-card.ts';
import {
  documentLine,
  documentsFile,
  exportedSources,
  exportFormat,
  indexFile,
  indexLine,
  sourcesFile,
  type DocumentLine,
  type ExportedSource,
  type IndexLine,
} from '../backup/export-format.ts';
import type { SetAside, Source } from '../../../shared/record/source.ts';
import { fromLine, linesOf } from '../backup/ndjson-line.ts';
import { contentHasher } from '../crypto/content-hash.ts';
import { namedKey, typeInName } from '../../../shared/record/entry-key.ts';
import type { Arriving } from '../sources/ingest.ts';
import type { VaultState } from '../catalogue/state.ts';
import { emptyPart } from './document-part.ts';
import { grouped } from './grouped.ts';
import type { Part, PartAttachment } from './part.ts';
import type { Readable } from './readable.ts';
import { openMember, zipMembers, type ZipMember } from './zip.ts';

/** Beyond it a list of sources is none of ours. */
const largestSources = 16 * 1024 * 1024;

/** Whether a ZIP is what this program gave as "everything". Any other with files of these names is read as files are. */
export async function isOwnExport(zip: Readable, members: readonly ZipMember[]): Promise<boolean> {
  const named = (name: string) => members.find(({ path }) => path === name);
  const sources = named(sourcesFile);
  if (sources === undefined || named(indexFile) === undefined) return false;
  if (sources.size > largestSources) return false;
  const text = await openMember(zip, sources).then(fromUtf8, () => '');
  return text.includes(`"${exportFormat}"`);
}

/** A source of an export, ready to be stored under the keys that its entries had. */
export type ExportedPart = Part & {
  /** What it was called in the vault that it came from. */
  readonly sourceId: string;
  readonly keys: readonly string[];
};

/**
 * The sources of an export, one after the other, each with all versions of its entries, the oldest first.
 * @throws file-damaged, file-truncated, file-unreadable where it is not of the form that this program writes
 */
export async function* ownExportParts(path: string, zip: Readable): AsyncGenerator<ExportedPart> {
  const open = await openerOf(zip);
  const described = await open(sourcesFile);
  const { sources } = read(() => exportedSources.parse(JSON.parse(fromUtf8(described))));
  const index = grouped(await linesIn(open, indexFile, indexLine), ({ source }) => source);
  const documents = grouped(
    await linesIn(open, documentsFile, documentLine),
    ({ source }) => source,
  );
  for (const source of sources) {
    const lines = index.get(source.id) ?? [];
    if (lines.length === 0) continue;
    const resources = await resourcesOf(open, lines);
    yield {
      ...emptyPart(`${path}/${source.folder}`, 'own-export', await hashOf(source)),
      ...{ name: source.name, sourceId: source.id, keys: lines.map(({ entry }) => entry) },
      resources,
      aside: asideOf(lines, resources),
      attachments: await attachmentsOf(open, documents.get(source.id) ?? []),
    };
  }
}

/** The source of this record that an export was made of, where all that the export says is in it. */
export async function sourceWithAll(
  { sources, entries }: VaultState,
  { sourceId, keys, resources }: ExportedPart,
): Promise<Source | undefined> {
  const source = sources.get(sourceId as SourceId); // found, it is one
  if (source === undefined) return undefined;
  const textHash = await contentHasher();
  const areHere = resources.every(({ text }, at) => {
    const hash = textHash(utf8(text));
    return entries
      .versionsOf(namedKey(source.id, keys[at] ?? ''))
      .map((row) => entries.storedAt(row).card)
      .some((card) => (card.textHash ?? card.contentHash) === hash);
  });
  return areHere ? source : undefined;
}

/** What stood apart there, or was said to be the person's own. */
function asideOf(
  lines: readonly IndexLine[],
  resources: readonly Arriving[],
): NonNullable<Part['aside']> {
  const aside = new Map<Arriving, SetAside | 'mine'>();
  for (const [at, { setAside }] of lines.entries()) {
    const resource = resources[at];
    if (resource !== undefined && setAside !== undefined) aside.set(resource, setAside);
  }
  return aside;
}

type Open = (name: string) => Promise<Bytes>;

async function openerOf(zip: Readable): Promise<Open> {
  const members = new Map((await zipMembers(zip)).map((member) => [member.path, member]));
  return (name) => {
    const member = members.get(name);
    if (member === undefined) throw unreadable();
    return openMember(zip, member);
  };
}

/** The same for each export of one vault, so that a later one adds to what an earlier one brought. */
async function hashOf({ id }: ExportedSource): Promise<string> {
  return hex(await sha256(utf8(`${exportFormat} ${id}`)));
}

async function linesIn<Line>(
  open: Open,
  name: string,
  form: { readonly parse: (value: unknown) => Line },
): Promise<readonly Line[]> {
  const bytes = await open(name);
  return read(() => [...linesOf(bytes)].map((line) => form.parse(JSON.parse(fromUtf8(line)))));
}

async function resourcesOf(open: Open, lines: readonly IndexLine[]): Promise<readonly Arriving[]> {
  const textAt = await textsOf(
    open,
    lines.flatMap(({ file, original }) => [
      file,
      ...(original === undefined ? [] : [original.file]),
    ]),
  );
  return lines.map((line) => {
    const { fullUrl, entry, original } = line;
    const text = textAt(line);
    const resource = read(() => resourceOf(parseFhirJson(text)));
    const type = resource && keyTypeOf(resource, original?.reference);
    if (resource === undefined || typeInName(entry) !== type) throw unreadable();
    return defined({ resource, text, fullUrl, original: original && originalOf(original, textAt) });
  });
}

function originalOf(
  original: NonNullable<IndexLine['original']>,
  textAt: TextAt,
): NonNullable<Arriving['original']> {
  const { version, format, reference } = original;
  return defined({ text: textAt(original), version, format, reference });
}

type TextAt = (place: Pick<IndexLine, 'file' | 'line' | 'breaks'>) => string;

/** The texts of these files, each opened once. */
async function textsOf(open: Open, names: readonly string[]): Promise<TextAt> {
  const files = new Map<string, readonly Bytes[]>();
  for (const name of new Set(names)) files.set(name, [...linesOf(await open(name))]);
  return ({ file, line, breaks }) => {
    const bytes = files.get(file)?.[line - 1];
    if (bytes === undefined) throw unreadable();
    return read(() => fromUtf8(fromLine(bytes, breaks)));
  };
}

/** What stands in its entry needs no place beside it. */
async function attachmentsOf(
  open: Open,
  documents: readonly DocumentLine[],
): Promise<readonly PartAttachment[]> {
  const attachments: PartAttachment[] = [];
  for (const { file, contentType, address: url } of documents) {
    if (url !== undefined) attachments.push({ url, contentType, bytes: await open(file) });
  }
  return attachments;
}

function read<T>(reading: () => T): T {
  try {
    return reading();
  } catch (cause) {
    throw cause instanceof AppError ? cause : unreadable(cause);
  }
}

function unreadable(cause?: unknown): AppError {
  return new AppError('file-unreadable', { cause, where: 'everything' });
}
