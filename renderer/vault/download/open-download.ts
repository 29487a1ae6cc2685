import { defined } from '../../../shared/base/defined.ts';
import { AppError, codeOf } from '../../../shared/base/error.ts';
import { valueOf } from '../../../shared/base/result.ts';
import type { Checkpoint } from '../../../shared/ipc/sync.ts';
import type { EntryKey, SourceId } from '../../../shared/record/card.ts';
import type { Source } from '../../../shared/record/source.ts';
import { askSince } from './ask-since.ts';
import { nothingNamed } from './named.ts';
import { downloadWhose } from './whose.ts';
import { withWaits } from './waits.ts';
import { keepAccess, type Begun, type Download, type DownloadRequest } from './under-way.ts';
import { entryKey, isOfSource } from '../../../shared/record/entry-key.ts';
import { notFetchedOf, notFetchedSkips, withoutNotFetched } from '../sources/not-fetched.ts';
import { commit } from '../open-vault/commit.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { serverAccess } from '../sources/server-source.ts';
import type { VaultState } from '../catalogue/state.ts';
import { emptyTally, isOfJob, tallyOf } from '../sources/source-counts.ts';

/**
 * Opens the way to a source's server and plans what is asked for. Why that fails is kept in the source.
 * @throws unexpected where the source is no server, vault-damaged, sign-in-expired, the codes of `sync:open`
 */
export async function openDownload(
  vault: OpenVault,
  sourceId: SourceId,
  request: DownloadRequest,
): Promise<Download> {
  const known = vault.state.sources.get(sourceId);
  if (known?.fhirBaseUrl === undefined || known.patientId === undefined) {
    throw new AppError('unexpected', { where: 'source' });
  }
  const tried = { ...known, lastTriedAt: request.clock().toISOString() };
  try {
    return await openAt(vault, tried, request);
  } catch (thrown) {
    const lastProblem = codeOf(thrown);
    // That the person stopped says nothing of the server.
    await keepProblem(
      vault,
      lastProblem === 'download-cancelled' ? tried : { ...tried, lastProblem },
    );
    throw thrown;
  }
}

/** Keeps why a try came to nothing, where that can be kept. */
export async function keepProblem(vault: OpenVault, source: Source): Promise<void> {
  try {
    await commit(vault, [{ events: [{ kind: 'source', source }] }]);
  } catch {
    // The disk is full or gone, or the vault has been locked: whoever asked for the download hears of it.
  }
}

async function openAt(
  vault: OpenVault,
  known: Source,
  request: DownloadRequest,
): Promise<Download> {
  const { fhirBaseUrl = '', patientId = '' } = known;
  const asked = whatToAsk(vault.state, known, request);
  const { checkpoint, since, whole } = asked;
  const access = await serverAccess(vault.secrets, known.id);
  const syncId = crypto.randomUUID();
  const close = closeOnce(request, syncId, { vault, source: known });
  if (request.signal.aborted) throw new AppError('download-cancelled');
  // A request that main is waiting for ends with the rest, those of the opening too.
  request.signal.addEventListener('abort', () => void close());
  const opening = request.main('sync:open', {
    ...{ syncId, fhirBaseUrl, patientId, access },
    ...(checkpoint === undefined ? {} : { checkpoint: withPatientAgain(checkpoint) }),
    ...(since === undefined || checkpoint !== undefined ? {} : { since, whole: [...whole] }),
  });
  const progress = withWaits(request, syncId);
  const opened = valueOf(await opening);
  const begun: Begun = defined({
    isResumed: checkpoint !== undefined,
    types: opened.jobs,
    whole,
    fhirVersion: opened.fhirVersion,
    since,
    startedAt: opened.startedAt,
  });
  const isNarrowed = opened.since || whole.length > 0 || since === undefined;
  const source: Source = defined({
    ...known,
    underWay: undefined,
    ...tallyToStartWith(vault.state, known, begun),
    state: 'downloading' as const,
    ...(isNarrowed ? {} : { sinceSupport: 'no' as const }),
  });
  return {
    ...request,
    ...{ vault, syncId, patientId, progress, close, begun, source },
    before: known,
    seen: new Set(countedBefore(vault.state, known, begun)),
    named: nothingNamed(),
    whose: await downloadWhose(vault, known),
    notWhole: new Set(),
    earlierNews: earlierNews(vault.state.sources.get(known.id), begun),
    added: 0,
    changed: 0,
    rewritten: 0,
    same: 0,
  };
}

type Asked = {
  /** Where an earlier download stopped that is gone on with. */
  readonly checkpoint?: Checkpoint;
  readonly since?: string;
  readonly whole: readonly string[];
};

/** A download that was interrupted is gone on with, unless more is wanted than it asked for. */
function whatToAsk(state: VaultState, known: Source, { options, clock }: DownloadRequest): Asked {
  const checkpoint = state.checkpoints.get(known.id);
  const isEnough = options.mode !== 'everything' || checkpoint?.since === undefined;
  if (checkpoint !== undefined && isEnough) {
    const { since, whole = [] } = checkpoint;
    return defined({ checkpoint, whole, since });
  }
  const since = askSince(known, options.mode, clock());
  if (since === undefined) return { whole: [] };
  return { since, whole: refusedTypes(state, known) };
}

/** Types of which the last download that came to its end did not get all. */
export function refusedTypes(
  state: VaultState,
  source: Pick<Source, 'id' | 'skipped'>,
): readonly string[] {
  const skipped = withoutNotFetched(source.skipped, notFetchedOf(state, source.id));
  return [...new Set(skipped.filter(isOfJob).map(({ type }) => type))];
}

/** Who it is about is asked each time, so that nothing is added to another person's record. */
function withPatientAgain(checkpoint: Checkpoint): Checkpoint {
  return { ...checkpoint, done: checkpoint.done.filter((key) => key !== 'Patient') };
}

function tallyToStartWith(state: VaultState, known: Source, { isResumed, since }: Begun) {
  if (isResumed) return known.underWay ?? tallyOf(known);
  const notFetched = notFetchedOf(state, known.id);
  if (since === undefined) return { ...emptyTally, skipped: notFetchedSkips(notFetched) };
  const others = withoutNotFetched(known.skipped, notFetched).filter((one) => !isOfJob(one));
  const together = [...others, ...notFetchedSkips(notFetched)];
  return { ...tallyOf(known), skipped: together };
}

/** Of a first download that is gone on with, what it brought has been counted; of a later one, whom it is about. */
function* countedBefore(
  { entries }: VaultState,
  { id, patientId = '', lastFullAt, underWay }: Source,
  { isResumed }: Begun,
): Generator<EntryKey> {
  if (!isResumed) return;
  if (lastFullAt !== undefined) {
    if (underWay?.received['Patient'] !== undefined) yield entryKey(id, 'Patient', patientId);
    return;
  }
  for (const key of entries.keys()) if (isOfSource(key, id)) yield key;
}

/** What the same download brought before it was interrupted. */
function earlierNews(known: Source | undefined, { isResumed }: Begun): Download['earlierNews'] {
  const isOfThisRun = isResumed && known?.news !== undefined && known.news.at === known.lastTriedAt;
  return isOfThisRun ? known.news : undefined;
}

function closeOnce(
  { main }: DownloadRequest,
  syncId: string,
  kept: Pick<Download, 'vault' | 'source'>,
): () => Promise<void> {
  let closed: Promise<void> | undefined;
  const close = async () => {
    const answer = await main('sync:close', { syncId });
    if (answer.ok) await keepAccess(kept, answer.value);
  };
  return () => (closed ??= close());
}
