import { valueOf } from '../../shared/base/result.ts';
import type { AttachmentCard, EntryCard } from '../../shared/record/card.ts';
import type { SkipReason } from '../../shared/record/source.ts';
import { keepAccess, store, type Download } from './download-run.ts';
import type { VaultEvent } from './event.ts';
import { rowByReference } from './locate.ts';
import { newSegmentId } from './open-vault.ts';
import { attachmentId } from './state.ts';

const longestUrl = 4096;
const longestContentType = 256;
/** These lead to no server. */
const notFetched = /^(#|urn:|data:)/;

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
  if (url.length > longestUrl) {
    await storeMissing(run, card, 'attachment-missing');
    return;
  }
  const { contentType: declared } = attachment;
  const answer = valueOf(
    await run.main('sync:attachment', {
      syncId: run.syncId,
      url,
      ...(declared === undefined ? {} : { contentType: declared.slice(0, longestContentType) }),
    }),
  );
  await keepAccess(run, answer);
  const { bytes, contentType, reason } = answer;
  if (bytes === undefined) {
    await storeMissing(run, card, reason ?? 'attachment-missing');
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

async function storeMissing(run: Download, card: EntryCard, reason: SkipReason): Promise<void> {
  await store(run, { skipped: [{ type: card.resourceType, reason }] }, []);
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
      if (url === undefined || notFetched.test(url)) continue;
      if (state.attachments.has(attachmentId({ sourceId, url }))) continue;
      if (rowByReference(state.entries, sourceId, url) === undefined) {
        wanted.set(url, { card, attachment, url });
      }
    }
  }
  return [...wanted.values()];
}
