import { defined } from '../../../shared/base/defined.ts';
import { valueOf } from '../../../shared/base/result.ts';
import { usualAttachmentLimit, type SkipReason } from '../../../shared/record/source.ts';
import type { NamedAttachment } from './named.ts';
import { keepAccess, store, type Download } from './under-way.ts';
import type { NotFetched, VaultEvent } from '../log/event.ts';
import { rowByReference } from '../catalogue/resolve-reference.ts';
import { hostOfDocument } from '../sources/document-hosts.ts';
import { noteNotFetched, notFetchedOf } from '../sources/not-fetched.ts';
import { newSegmentId } from '../open-vault/segments.ts';
import { attachmentId } from '../catalogue/state.ts';

const longestUrl = 4096;
const longestContentType = 256;

/** What may come another time; a larger limit has what was too large fetched. */
const triedAgain: readonly SkipReason[] = ['attachment-missing', 'attachment-refused'];

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

async function fetchOne(run: Download, { url, type, contentType: declared }: NamedAttachment) {
  const address = { address: url, type };
  if (url.length > longestUrl) {
    await storeOutcome(run, { ...address, reason: 'attachment-missing' });
    return;
  }
  const limit = limitOf(run);
  const answer = valueOf(
    await run.main(
      'sync:attachment',
      defined({
        syncId: run.syncId,
        url,
        largest: limit,
        contentType: declared?.slice(0, longestContentType),
        hosts: hostsOf(run),
      }),
    ),
  );
  await keepAccess(run, answer);
  const { bytes, contentType = declared } = answer;
  if (bytes === undefined) {
    const reason = reasonOf(answer.reason);
    const tooLarge = reason === 'attachment-too-large' ? { limit } : {};
    await storeOutcome(run, { ...address, reason, ...tooLarge });
    return;
  }
  const segment = { id: newSegmentId(), bytes };
  const event: VaultEvent = {
    kind: 'attachment',
    attachment: defined({
      sourceId: run.source.id,
      url,
      place: { segment: segment.id, offset: 0, length: bytes.length },
      contentType,
    }),
  };
  const noted = noteNotFetched(run.vault.state, run.source.id, [address]);
  const change = { segments: [segment], events: [event] };
  await store(run, noted.arrived, noted.events, [change]);
}

/** A letter that is refused is not the list of letters refused. */
function reasonOf(reason: SkipReason | undefined): SkipReason {
  return reason === 'server-refused' ? 'attachment-refused' : (reason ?? 'attachment-missing');
}

async function storeOutcome(run: Download, outcome: NotFetched): Promise<void> {
  const { arrived, events } = noteNotFetched(run.vault.state, run.source.id, [outcome]);
  if (events.length > 0) await store(run, arrived, events);
}

function limitOf({ vault, source }: Download): number {
  return vault.state.sources.get(source.id)?.attachmentLimit ?? usualAttachmentLimit;
}

/** The other hosts that the person allowed. */
function hostsOf({ vault, source }: Download): string[] {
  const known = vault.state.sources.get(source.id)?.documentHosts ?? [];
  return known.flatMap(({ host, isAllowed }) => (isAllowed ? [host] : []));
}

/**
 * Attachments by address that are not in hand, neither fetched before nor come as a `Binary`: those that entries of
 * this run name, and those that could not be had before.
 */
function wantedAttachments(run: Download): NamedAttachment[] {
  const { state } = run.vault;
  const sourceId = run.source.id;
  const wanted = new Map(run.named.attachments);
  for (const one of notFetchedOf(state, sourceId)) {
    const { address: url, type } = one;
    if (isWorthTrying(run, one) && !wanted.has(url)) wanted.set(url, { url, type });
  }
  return [...wanted.values()].filter(({ url }) => {
    const id = attachmentId({ sourceId, url });
    const before = state.notFetched.get(id);
    if (state.attachments.has(id)) return false;
    if (before?.limit !== undefined && before.limit >= limitOf(run)) return false;
    return rowByReference(state.entries, { sourceId }, url) === undefined;
  });
}

function isWorthTrying(run: Download, { address, reason, limit }: NotFetched): boolean {
  if (reason === 'off-origin-link') return hostsOf(run).includes(hostOfDocument(address) ?? '');
  if (limit !== undefined) return limit < limitOf(run);
  return reason !== undefined && triedAgain.includes(reason);
}
