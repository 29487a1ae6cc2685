import { AppError, codeOf } from '../../shared/base/error.ts';
import { valueOf } from '../../shared/base/result.ts';
import { readIncoming, type Incoming } from '../../shared/fhir/incoming.ts';
import { idOf } from '../../shared/fhir/resource.ts';
import type { SyncStep } from '../../shared/ipc/contract.ts';
import type { SourceId } from '../../shared/record/card.ts';
import type { SourceState } from '../../shared/record/source.ts';
import type { Difference, Ingested } from './api.ts';
import { downloadAttachments } from './download-attachments.ts';
import { downloadReferences } from './download-references.ts';
import {
  keepAccess,
  readyAnswer,
  store,
  storeAnswer,
  type Download,
  type DownloadRequest,
  type ReadyAnswer,
} from './download-run.ts';
import type { VaultEvent } from './event.ts';
import { storedAnswer } from './ingest.ts';
import { commit, type OpenVault } from './open-vault.ts';
import { differencesBetween, personOf } from './person.ts';
import { serverAccess } from './server-source.ts';
import { endStateOf } from './tally.ts';

/** Thrown inside a download to end it before anything is stored. */
class LooksLikeAnotherPerson extends Error {
  constructor(readonly differences: readonly Difference[]) {
    super();
  }
}

/**
 * Pulls everything that the server offers, page by page, each stored before the next is asked for.
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
    await downloadReferences(run);
    await downloadAttachments(run);
    await finish(run, run.signal.aborted ? 'cancelled' : endStateOf(run.source));
  } catch (thrown) {
    if (thrown instanceof LooksLikeAnotherPerson) {
      return { kind: 'held', differences: thrown.differences };
    }
    const cancelled = run.signal.aborted || codeOf(thrown) === 'download-cancelled';
    await finishBadly(run, cancelled);
    if (!cancelled) throw thrown;
  } finally {
    await run.close();
  }
  return storedAnswer(run.source, run);
}

async function openDownload(
  vault: OpenVault,
  sourceId: SourceId,
  request: DownloadRequest,
): Promise<Download> {
  const known = vault.state.sources.get(sourceId);
  if (known?.fhirBaseUrl === undefined || known.patientId === undefined) {
    throw new AppError('unexpected', { where: 'source' });
  }
  const checkpoint = vault.state.checkpoints.get(sourceId);
  const access = await serverAccess(vault, sourceId);
  const { fhirBaseUrl, patientId } = known;
  const input = { fhirBaseUrl, patientId, access };
  const opened = valueOf(
    await request.main('sync:open', checkpoint === undefined ? input : { ...input, checkpoint }),
  );
  const fresh = { received: {}, stored: {}, skipped: [], warnings: [] };
  const source = {
    ...known,
    ...(checkpoint === undefined ? fresh : {}),
    state: 'downloading' as const,
  };
  const close = closeOnce(request, opened.syncId, { vault, source });
  // A request that main is waiting for ends with the rest.
  request.signal.addEventListener('abort', () => void close());
  return {
    ...request,
    vault,
    patientId,
    syncId: opened.syncId,
    close,
    seen: new Set(),
    source,
    added: 0,
    changed: 0,
    rewritten: 0,
    same: 0,
  };
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

/** A step of the server; where it is a page that can be read, the answer on it is ready to be stored. */
type ReadyStep = { readonly step: SyncStep; readonly answer?: ReadyAnswer };

/**
 * While a page is stored, the next one is fetched and made ready.
 * Where storing fails the next one is let go, and the stored checkpoint does not know of it.
 */
async function pullPages(run: Download): Promise<void> {
  if (run.signal.aborted) return;
  let ahead = nextStep(run);
  do {
    const { step, answer } = await ahead;
    if (step.kind === 'done') return;
    ahead = nextStep(run);
    if (step.kind === 'page') await takePage(run, step, answer);
    else await takeRefusal(run, step);
    run.progress({
      doing: typeOfJob(step.job),
      jobsDone: step.jobsDone,
      jobsTotal: step.jobsTotal,
      received: run.seen.size,
    });
  } while (!run.signal.aborted);
}

function nextStep(run: Download): Promise<ReadyStep> {
  const pull = async (): Promise<ReadyStep> => {
    const step = valueOf(await run.main('sync:next', { syncId: run.syncId }));
    await keepAccess(run, step);
    const incoming = step.kind === 'page' ? readPage(step.text) : undefined;
    return incoming === undefined ? { step } : { step, answer: await readyAnswer(run, incoming) };
  };
  const step = pull();
  // Whoever awaits the step sees the fault; until then it is nobody's.
  step.catch(() => undefined);
  return step;
}

/**
 * Page and checkpoint are one transaction: after a crash the page is there and not asked for again, or neither.
 * A page with nothing on it needs none: the next transaction says that it is done, and after a crash it is asked for again.
 */
async function takePage(
  run: Download,
  step: Extract<SyncStep, { kind: 'page' }>,
  answer: ReadyAnswer | undefined,
): Promise<void> {
  const checkpoint: VaultEvent = {
    kind: 'checkpoint',
    sourceId: run.source.id,
    checkpoint: step.checkpoint,
  };
  if (answer === undefined) {
    const skipped = [{ type: typeOfJob(step.job), reason: 'server-broken' }] as const;
    await store(run, { skipped }, [checkpoint]);
    return;
  }
  if (isEmpty(answer)) return;
  holdOtherPerson(run, answer);
  await storeAnswer(run, answer, [checkpoint]);
}

async function takeRefusal(
  run: Download,
  step: Extract<SyncStep, { kind: 'refused' }>,
): Promise<void> {
  const skipped = [{ type: typeOfJob(step.job), reason: step.reason }];
  await store(run, { skipped }, [
    { kind: 'checkpoint', sourceId: run.source.id, checkpoint: step.checkpoint },
  ]);
}

function readPage(text: string): Incoming | undefined {
  try {
    return readIncoming(text);
  } catch (thrown) {
    if (thrown instanceof AppError) return undefined;
    throw thrown;
  }
}

function isEmpty({ entries, skipped, warnings }: ReadyAnswer): boolean {
  return entries.length + skipped.length + warnings.length === 0;
}

/** The `Patient` comes first in every download, so that nothing of another person's record is stored unasked. */
function holdOtherPerson(run: Download, answer: ReadyAnswer): void {
  const here = run.vault.state.person?.header;
  const patient = answer.entries.find(
    ({ resource }) => resource.resourceType === 'Patient' && idOf(resource) === run.patientId,
  );
  if (here === undefined || patient === undefined || run.options.acceptOtherPerson) return;
  const differences = differencesBetween(here, personOf(patient.resource));
  if (differences.length > 0) throw new LooksLikeAnotherPerson(differences);
}

/** A cancelled download keeps its checkpoint; one that ran to its end needs none. */
async function finish(run: Download, state: SourceState): Promise<void> {
  const { id } = run.source;
  const now = run.clock().toISOString();
  const ended = state !== 'cancelled';
  const source = { ...run.source, state, ...(ended ? { lastSuccessAt: now } : {}) };
  const over: VaultEvent[] = ended ? [{ kind: 'checkpoint', sourceId: id }] : [];
  await commit(run.vault, [{ events: [{ kind: 'source', source }, ...over] }]);
  run.source = source;
}

async function finishBadly(run: Download, cancelled: boolean): Promise<void> {
  const hasSome = Object.keys(run.source.stored).length > 0;
  const state = cancelled ? 'cancelled' : hasSome ? 'partial' : 'failed';
  const source = { ...run.source, state } as const;
  try {
    await commit(run.vault, [{ events: [{ kind: 'source', source }] }]);
    run.source = source;
  } catch {
    // The disk is full or gone: the stored source still says "downloading", which reads as not whole.
  }
}

/** A job is called by its type, or `Type?category=…`. */
function typeOfJob(job: string): string {
  return job.split('?')[0] ?? job;
}
