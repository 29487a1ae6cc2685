import type { Bytes } from '../../../shared/base/bytes.ts';
import { defined } from '../../../shared/base/defined.ts';
import { codeOf } from '../../../shared/base/error.ts';
import type { EntryCard } from '../../../shared/record/card.ts';
import { attachmentContent } from '../record/entry-detail.ts';
import type { StoredAttachment } from '../log/event.ts';
import { fileNameOf } from '../record/file-name.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { bytesAt } from '../open-vault/segments.ts';
import { attachmentId } from '../catalogue/state.ts';
import type { Folders } from './export-folders.ts';
import type { DocumentLine } from './export-format.ts';

type Exporting = {
  readonly folders: Folders;
  readonly counts: { documents: number; missing: number };
};
type Document = Omit<DocumentLine, 'file'> & { readonly name: string; readonly bytes: Bytes };

/**
 * Attachments that are here, each once: those that entries name now, under their titles, then those that only an earlier
 * version names. One that its source never gave is no file.
 */
export async function* exportDocuments(
  vault: OpenVault,
  { folders, counts }: Exporting,
): AsyncGenerator<Document> {
  const written = new Set<string>();
  const named = (sourceId: EntryCard['sourceId'], fileName: string): string => {
    counts.documents += 1;
    return `documents/${folders.of(sourceId)}/${String(counts.documents)} ${fileName}`;
  };
  for (const { card } of vault.state.entries.values()) {
    for (const { index, url } of card.attachments) {
      const { sourceId } = card;
      const id = url === undefined ? undefined : attachmentId({ sourceId, url });
      const stored = id === undefined ? undefined : vault.state.attachments.get(id);
      if (id !== undefined && written.has(id)) continue;
      const content = await openedOr(() => attachmentContent(vault, card.key, index));
      if (content === 'damaged' && stored === undefined) counts.missing += 1;
      if (typeof content === 'string') continue;
      if (stored !== undefined && id !== undefined) written.add(id);
      const { bytes, contentType, fileName } = content;
      const name = named(sourceId, fileName);
      yield defined({ name, bytes, contentType, source: sourceId, address: stored?.url });
    }
  }
  for (const [id, stored] of vault.state.attachments) {
    if (written.has(id)) continue;
    const bytes = await openedOr(() => bytesAt(vault.segments, stored.place));
    if (typeof bytes === 'string') {
      counts.missing += 1;
      continue;
    }
    yield { ...aboutEarlier(stored, named), bytes };
  }
}

function aboutEarlier(
  { sourceId, url, contentType = 'application/octet-stream' }: StoredAttachment,
  named: (sourceId: EntryCard['sourceId'], fileName: string) => string,
): Omit<Document, 'bytes'> {
  const fileName = fileNameOf('earlier document', contentType);
  return { name: named(sourceId, fileName), contentType, source: sourceId, address: url };
}

/** What there is, or why there is nothing. */
async function openedOr<T>(open: () => Promise<T>): Promise<T | 'damaged' | 'not here'> {
  try {
    return await open();
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === 'vault-damaged') return 'damaged';
    if (code === 'download-incomplete') return 'not here';
    throw thrown;
  }
}
