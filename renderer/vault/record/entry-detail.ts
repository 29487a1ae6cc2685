import { AppError } from '../../../shared/base/error.ts';
import { defined } from '../../../shared/base/defined.ts';
import { fromBase64, type Bytes } from '../../../shared/base/bytes.ts';
import { before } from '../../../shared/base/without-end.ts';
import { indentJson, parseFhirJson } from '../../../shared/fhir/json.ts';
import {
  resourceOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../../../shared/fhir/resource.ts';
import type { EntryKey } from '../../../shared/record/card.ts';
import { attachmentTexts } from '../../../shared/record/attachment-texts.ts';
import { attachmentObjects } from '../../../shared/record/make-card.ts';
import { english } from '../../../shared/words/english.ts';
import { statedFacts } from '../../../shared/words/entry-changes.ts';
import { moreDetails } from '../../../shared/words/more-details.ts';
import { writtenOut } from '../../../shared/words/say-quantity.ts';
import { sayKind } from '../../../shared/words/say-head.ts';
import type { AttachmentContent, EntryDetail, EntryLine } from '../api/record.ts';
import { aboutWhom } from './about-whom.ts';
import { lineOf, titleOf } from './entry-line.ts';
import { fileNameOf } from './file-name.ts';
import { entryByReference } from '../catalogue/resolve-reference.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { bytesAt, textAt, type Segments } from '../open-vault/segments.ts';
import { whyAside } from '../catalogue/set-aside.ts';
import type { StoredEntry } from '../log/event.ts';
import type { RecordEntry } from '../catalogue/entry-table.ts';
import { attachmentId } from '../catalogue/state.ts';

/** On an entry's own page numbers have all their digits. */
const everyDigit = writtenOut(english);

/** Everything about one entry. @throws vault-damaged where its text does not open */
export async function entryDetail(vault: OpenVault, key: EntryKey): Promise<EntryDetail> {
  const entry = entryAt(vault, key);
  const resource = await resourceAt(vault.segments, entry);
  const line = lineOf(vault.state, entry.card, everyDigit);
  return {
    line,
    more: moreDetails(resource, linesOf(line), english),
    texts: attachmentTexts(attachmentObjects(resource)),
    ...(await originalOf(vault.segments, entry)),
    related: relatedTo(vault, entry),
    ...defined({ aboutWhom: aboutWhom(vault.state, entry.card, resource) }),
    isOwnDocument:
      entry.card.resourceType === 'DocumentReference' && entry.card.isOwnDocument === true,
  };
}

/** Every line that an entry's page has of what it says. */
function linesOf(line: EntryLine): readonly string[] {
  const titles = line.attachments.flatMap(({ title }) => title ?? []);
  return [...statedFacts(line, english).map(({ value }) => value), ...titles];
}

/** What the source wrote, and what was made of it. @throws vault-damaged */
export async function originalOf(
  segments: Segments,
  { card, place }: StoredEntry,
): Promise<Pick<EntryDetail, 'original' | 'originalForm' | 'made'>> {
  const made = indentJson(await textAt(segments, place));
  if (card.original === undefined) {
    return { original: made, originalForm: { version: 'R4', format: 'json' } };
  }
  const { version, format } = card.original;
  const written = await textAt(segments, card.original.place);
  const original = format === 'json' ? indentJson(written) : written;
  return { original, originalForm: { version, format }, made };
}

/** The resource of an entry as it came, decimals to the letter. @throws vault-damaged */
export async function resourceAt(segments: Segments, entry: RecordEntry): Promise<FhirResource> {
  const resource = resourceOf(parseFhirJson(await textAt(segments, entry.place)));
  if (resource === undefined) throw new AppError('vault-damaged', { where: 'segments' });
  return resource;
}

export function entryAt(vault: OpenVault, key: EntryKey): RecordEntry {
  const entry = vault.state.entries.get(key);
  if (entry === undefined) throw new AppError('unexpected', { where: 'entry' });
  return entry;
}

function relatedTo(vault: OpenVault, { card }: RecordEntry): EntryDetail['related'] {
  const found = new Map<EntryKey, EntryDetail['related'][number]>();
  for (const reference of card.references) {
    const other = entryByReference(vault.state, card, reference)?.card;
    if (other === undefined || other.key === card.key || other.resourceType === 'Patient') continue;
    if (whyAside(vault.state, other.key) !== whyAside(vault.state, card.key)) continue;
    found.set(other.key, {
      key: other.key,
      kind: sayKind(other.kind, english),
      title: titleOf(vault.state, other),
    });
  }
  return [...found.values()];
}

/**
 * An attachment's bytes: from the resource itself, from the `Binary` that came with it, or as it was downloaded.
 * @throws download-incomplete where its server or file did not give it, vault-damaged where it does not open
 */
export async function attachmentContent(
  vault: OpenVault,
  key: EntryKey,
  index: number,
): Promise<AttachmentContent> {
  const entry = entryAt(vault, key);
  const attachment = attachmentObjects(await resourceAt(vault.segments, entry))[index];
  if (attachment === undefined) throw new AppError('unexpected', { where: 'attachment' });
  const found = inlineContent(attachment) ?? (await contentAtUrl(vault, entry, attachment));
  if (found === undefined) throw new AppError('download-incomplete', { where: 'attachment' });
  const contentType =
    found.contentType ?? textOf(attachment['contentType']) ?? 'application/octet-stream';
  const title = textOf(attachment['title']) ?? titleOf(vault.state, entry.card);
  return { bytes: found.bytes, contentType, fileName: fileNameOf(title, contentType) };
}

type Content = { readonly bytes: Bytes; readonly contentType?: string };

/** @see https://hl7.org/fhir/R4/datatypes.html#attachment */
function inlineContent(attachment: JsonObject): Content | undefined {
  const data = textOf(attachment['data']) ?? textOf(attachment['content']);
  const bytes = data === undefined ? undefined : fromBase64(data);
  const contentType = textOf(attachment['contentType']);
  if (bytes === undefined) return undefined;
  return contentType === undefined ? { bytes } : { bytes, contentType };
}

async function contentAtUrl(
  vault: OpenVault,
  { card }: RecordEntry,
  attachment: JsonObject,
): Promise<Content | undefined> {
  const url = textOf(attachment['url']);
  if (url === undefined) return undefined;
  if (url.startsWith('data:')) return dataUrlContent(url);
  const stored = vault.state.attachments.get(attachmentId({ sourceId: card.sourceId, url }));
  if (stored !== undefined) {
    const bytes = await bytesAt(vault.segments, stored.place);
    const { contentType } = stored;
    return contentType === undefined ? { bytes } : { bytes, contentType };
  }
  const binary = entryByReference(vault.state, card, url);
  return binary === undefined ? undefined : inlineContent(await resourceAt(vault.segments, binary));
}

/** @see RFC 2397; the base64 form, which is the only one that carries a document */
function dataUrlContent(url: string): Content | undefined {
  const head = before(url, ',');
  if (!head.startsWith('data:') || !head.endsWith(';base64') || head === url) return undefined;
  const bytes = fromBase64(url.slice(head.length + 1));
  const contentType = textOf(before(head.slice('data:'.length), ';'));
  if (bytes === undefined) return undefined;
  return contentType === undefined ? { bytes } : { bytes, contentType };
}
