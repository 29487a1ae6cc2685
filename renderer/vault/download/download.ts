import { defined } from '../../../shared/base/defined.ts';
import { codeOf } from '../../../shared/base/error.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import type { Source, SourceState } from '../../../shared/record/source.ts';
import type { Ingested } from '../api/files.ts';
import { downloadAttachments } from './attachments.ts';
import { noteNamed, referredTypes } from './named.ts';
import { keepProblem, openDownload, refusedTypes } from './open-download.ts';
import { LooksLikeAnotherPerson, pullPages } from './pages.ts';
import { downloadReferences } from './references.ts';
import { newsOfDownload, sourceEvent, type Download, type DownloadRequest } from './under-way.ts';
import type { NotFetched, VaultEvent } from '../log/event.ts';
import { storedAnswer } from '../sources/ingest.ts';
import { noteNotFetched, notFetchedOf } from '../sources/not-fetched.ts';
import { commit } from '../open-vault/commit.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { lookOver } from '../sources/look-over.ts';
import { withAsideCounted } from '../sources/whose-counts.ts';
import { suppliedEvents } from '../sources/supply-changes.ts';
import { endStateOf, tallied } from '../sources/source-counts.ts';

/**
 * Pulls what the server offers, or what changed there, page by page, each stored before the next is asked for.
 * @throws vault-damaged where the access cannot be read, the codes of `sync:open` and `sync:next`,
 * vault-storage-full, vault-storage-failed; what has been stored stays, and the source says that it is a part
 */
export async function download(
  vault: OpenVault,
  sourceId: SourceId,
  request: DownloadRequest,
): Promise<Ingested> {
  const run = await openDownload(vault, sourceId, request);
  try {
    await pullPages(run);
    if (run.begun.isResumed) noteAllNamed(run);
    await downloadReferences(run);
    await downloadAttachments(run);
    if (run.signal.aborted) await endEarly(run);
    else await finish(run);
  } catch (thrown) {
    if (thrown instanceof LooksLikeAnotherPerson) {
      const { before } = run;
      const isUnknown = thrown.differences.length === 0;
      const lastProblem = isUnknown ? 'download-person-unknown' : 'download-other-person';
      await keepProblem(vault, { ...before, lastProblem });
      return { kind: 'held', differences: thrown.differences };
    }
    const cancelled = run.signal.aborted || codeOf(thrown) === 'download-cancelled';
    await endEarly(run, cancelled ? undefined : thrown).catch(() => {
      // The disk is full or gone: the stored source still says "downloading", which reads as not whole.
    });
    if (!cancelled) throw thrown;
  } finally {
    await run.close();
  }
  return storedAnswer(vault.state.sources.get(sourceId) ?? run.source, run);
}

/** What came before this download went on may name what has not been fetched yet. */
function noteAllNamed({ vault, source, named }: Download): void {
  for (const { card } of vault.state.entries.values()) {
    if (card.sourceId === source.id) noteNamed(named, card);
  }
}

/** All that there was to ask has been asked. The watermark moves in the transaction that says so. */
async function finish(run: Download): Promise<void> {
  const { begun, vault } = run;
  const { id: sourceId, sinceSupport = 'yes' } = run.source;
  // It gave others' entries too: what came before that was seen is not believed to be the person's without a word.
  if (run.whose.known.isMixed) await lookOver(vault, run.source, 'mixed');
  const now = run.clock().toISOString();
  const isWhole = begun.since === undefined;
  const isSure = isWhole && !begun.isResumed;
  const forgotten = noteNotFetched(vault.state, sourceId, isSure ? notNamedAnyMore(run) : []);
  const supplied = isSure ? suppliedNow(run, now) : [];
  const counted = withAsideCounted(run.source, vault.state, []);
  const ended = {
    ...tallied(counted, forgotten.arrived),
    ...newsOfDownload(run, notSuppliedIn(supplied)),
    lastSuccessAt: now,
    lastProblem: undefined,
    ...(isWhole ? { lastFullAt: now } : { sinceSupport }),
  };
  const askedSince = watermark(run, ended);
  const source: Source = defined({ ...ended, askedSince, state: endStateOf(ended) });
  const over: VaultEvent = { kind: 'checkpoint', sourceId };
  const events = [...supplied, ...forgotten.events, sourceEvent(run, source, 'ended'), over];
  await commit(vault, [{ events }]);
}

/**
 * What changed before this is here, but for the types that are asked for whole the next time. It stays where it was
 * when something was refused that was not refused before.
 */
function watermark(
  { begun, vault, before }: Download,
  ended: Pick<Source, 'id' | 'skipped'>,
): string | undefined {
  const refused = refusedTypes(vault.state, ended);
  const isRefusedAnew = refused.some((type) => !begun.whole.includes(type));
  return begun.since !== undefined && isRefusedAnew ? before.askedSince : begun.startedAt;
}

/** What every entry is that the source has, as far as this download can tell. */
function suppliedNow({ vault, source, seen, begun, notWhole }: Download, at: string): VaultEvent[] {
  const certain = begun.types.filter(
    (type) => !notWhole.has(type) && !referredTypes.includes(type),
  );
  const supply = { sourceId: source.id, seen, typesWhole: new Set(certain), at };
  return suppliedEvents(vault.state, supply);
}

function notSuppliedIn(events: readonly VaultEvent[]): number {
  return events.reduce(
    (sum, event) =>
      event.kind === 'not-supplied' && event.at !== undefined ? sum + event.keys.length : sum,
    0,
  );
}

/** Addresses that nothing came from, and that no entry names any more; none where entries may have been left out. */
function notNamedAnyMore({ vault, source, named, notWhole }: Download): NotFetched[] {
  if (notWhole.size > 0) return [];
  return notFetchedOf(vault.state, source.id)
    .filter(({ address }) => !named.references.has(address) && !named.attachments.has(address))
    .map(({ address, type }) => ({ address, type }));
}

/** The checkpoint stays, for the next download. What was whole before is still what it was. */
async function endEarly(run: Download, thrown?: unknown): Promise<void> {
  const { before, vault } = run;
  const isCancelled = thrown === undefined;
  const state = isCancelled
    ? 'cancelled'
    : before.lastFullAt === undefined
      ? stateSoFar(run)
      : endStateOf(before);
  const lastProblem = isCancelled ? undefined : codeOf(thrown);
  const counted = withAsideCounted(run.source, vault.state, []);
  const source: Source = defined({ ...counted, ...newsOfDownload(run), state, lastProblem });
  await commit(vault, [{ events: [sourceEvent(run, source)] }]);
}

function stateSoFar({ source }: Download): SourceState {
  return Object.keys(source.stored).length > 0 ? 'partial' : 'failed';
}
