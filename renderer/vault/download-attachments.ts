import { valueOf } from '../../shared/base/result.ts';
import type { AttachmentCard, EntryCard } from '../../shared/record/card.ts';
import { store, type Download } from './download-run.ts';
import type { VaultEvent } from './event.ts';
import { entryByReference } from './locate.ts';
import { newSegmentId } from './open-vault.ts';
import { attachmentId } from './state.ts';

type Wanted = {
  readonly card: EntryCard;
  readonly attachment: AttachmentCard;
  readonly url: string;
};

/** Fetches and seals the attachments that entries name by address. What the server does not give is named in the source. */
export async function downloadAttachments(run: Download): Promise<void> {
  const wanted = wantedAttachments(run);
  for (const [at, one] of wanted.entries()) {
    if (run.signal.aborted) return;
    await fetchOne(run, one);
    run.progress({
      doing: 'Binary',
      jobsDone: at + 1,
      jobsTotal: wanted.length,
      received: run.seen.size,
    });
  }
}

async function fetchOne(run: Download, { card, attachment, url }: Wanted): Promise<void> {
  const { contentType: declared } = attachment;
  const { bytes, contentType, reason } = valueOf(
    await run.main('sync:attachment', {
      syncId: run.syncId,
      url,
      ...(declared === undefined ? {} : { contentType: declared }),
    }),
  );
  if (bytes === undefined) {
    const skipped = [{ type: card.resourceType, reason: reason ?? 'attachment-missing' } as const];
    await store(run, { skipped }, []);
    return;
  }
  const segment = { id: newSegmentId(), bytes };
  const type = contentType ?? declared;
  const event: VaultEvent = {
    kind: 'attachment',
    attachment: {
      sourceId: run.source.id,
      url,
      place: { segment: segment.id, offset: 0, length: bytes.length },
      ...(type === undefined ? {} : { contentType: type }),
    },
  };
  await store(run, {}, [event], [segment]);
}

/** Attachments by address that are not in hand, neither fetched before nor come as a `Binary`. */
function wantedAttachments(run: Download): Wanted[] {
  const { state } = run.vault;
  const sourceId = run.source.id;
  const wanted = new Map<string, Wanted>();
  for (const { card } of state.entries.values()) {
    if (card.sourceId !== sourceId) continue;
    for (const attachment of card.attachments) {
      const { url } = attachment;
      if (url === undefined || url.startsWith('#') || url.startsWith('urn:')) continue;
      if (state.attachments.has(attachmentId({ sourceId, url }))) continue;
      if (entryByReference(state, sourceId, url) === undefined) {
        wanted.set(url, { card, attachment, url });
      }
    }
  }
  return [...wanted.values()];
}
