import { defined } from '../../shared/base/defined.ts';
import { AppError } from '../../shared/base/error.ts';
import { valueOf } from '../../shared/base/result.ts';
import { readIncoming, type Incoming } from '../../shared/fhir/incoming.ts';
import { idOf, objectOf, textOf } from '../../shared/fhir/resource.ts';
import type { SyncStep } from '../../shared/ipc/contract.ts';
import type { Difference } from './api-files.ts';
import {
  keepAccess,
  readyAnswer,
  store,
  storeAnswer,
  type Download,
  type ReadyAnswer,
} from './download-run.ts';
import type { VaultEvent } from './event.ts';
import type { ReadyEntry } from './ingest.ts';
import { textAt } from './open-vault.ts';
import { differencesBetween, personOf } from './person.ts';
import { isOfJob, isSkipped } from './tally.ts';

/** Thrown inside a download to end it before anything is stored. */
export class LooksLikeAnotherPerson extends Error {
  constructor(readonly differences: readonly Difference[]) {
    super();
  }
}

/** A step of the server; where it is a page that can be read, the answer on it is ready to be stored. */
type ReadyStep = { readonly step: SyncStep; readonly answer?: ReadyAnswer };
type PageStep = Extract<SyncStep, { kind: 'page' }>;

/**
 * While a page is stored, the next one is fetched and made ready.
 * Where storing fails the next one is let go, and the stored checkpoint does not know of it.
 */
export async function pullPages(run: Download): Promise<void> {
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
  step: PageStep,
  answer: ReadyAnswer | undefined,
): Promise<void> {
  if (answer === undefined) {
    run.notWhole.add(typeOfJob(step.job));
    const skipped = [{ type: typeOfJob(step.job), reason: 'server-broken' }] as const;
    await store(run, { skipped }, checkpointEvents(run, step));
    return;
  }
  if (isEmpty(answer)) return;
  if (answer.skipped.length + answer.warnings.length > 0) run.notWhole.add(typeOfJob(step.job));
  await holdOtherPerson(run, step, answer);
  if (answersMore(run, step, answer)) run.source = { ...run.source, sinceSupport: 'no' };
  await storeAnswer(run, answer, { events: checkpointEvents(run, step) });
}

async function takeRefusal(
  run: Download,
  step: Extract<SyncStep, { kind: 'refused' }>,
): Promise<void> {
  run.notWhole.add(typeOfJob(step.job));
  const one = { type: typeOfJob(step.job), reason: step.reason };
  // Categories are needed each time.
  const isKnown = !isOfJob(one) && isSkipped(run.source.skipped, one);
  await store(run, isKnown ? {} : { skipped: [one] }, checkpointEvents(run, step));
}

/** The `Patient` that is asked for again when a download goes on says nothing of where that one stood. */
function checkpointEvents(
  { begun, source }: Download,
  { job, checkpoint }: Exclude<SyncStep, { kind: 'done' }>,
): VaultEvent[] {
  if (begun.isResumed && job === 'Patient') return [];
  const { since, startedAt, whole } = begun;
  const lasting = defined({
    since,
    startedAt,
    whole: since === undefined ? undefined : [...whole],
  });
  return [{ kind: 'checkpoint', sourceId: source.id, checkpoint: { ...lasting, ...checkpoint } }];
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

/** Whether a server that was asked for what changed answers what did not. */
function answersMore(
  { begun: { since, whole } }: Download,
  { job }: PageStep,
  { entries }: ReadyAnswer,
): boolean {
  const type = typeOfJob(job);
  if (since === undefined || type === 'Patient' || whole.includes(type)) return false;
  return entries.some(
    (entry) =>
      entry.resource.resourceType === type && lastUpdatedOf(entry) < new Date(since).getTime(),
  );
}

/** Not a number where the source does not say. */
function lastUpdatedOf({ resource }: ReadyEntry): number {
  return Date.parse(textOf(objectOf(resource['meta'])?.['lastUpdated']) ?? '');
}

/**
 * The `Patient` comes first in every download, so that nothing of another person's record is stored unasked.
 * Who was let in before, and is still the same, is not asked about again.
 */
async function holdOtherPerson(
  run: Download,
  { job }: PageStep,
  { entries }: ReadyAnswer,
): Promise<void> {
  const here = run.vault.state.person?.header;
  const patients = entries.filter(({ resource }) => resource.resourceType === 'Patient');
  // A server may answer under another id than it was asked for.
  const asked = typeOfJob(job) === 'Patient' ? patients[0] : undefined;
  const patient = patients.find(({ resource }) => idOf(resource) === run.patientId) ?? asked;
  if (here === undefined || patient === undefined || run.options.acceptOtherPerson) return;
  const person = personOf(patient.resource);
  const differences = differencesBetween(here, person);
  if (differences.length === 0) return;
  const letIn = await personLetIn(run, patient);
  if (letIn === undefined || differencesBetween(letIn, person).length > 0) {
    throw new LooksLikeAnotherPerson(differences);
  }
}

/** Who this source was about before. */
async function personLetIn({ vault }: Download, { card }: ReadyEntry) {
  const stored = vault.state.entries.get(card.key);
  if (stored === undefined) return undefined;
  const [patient] = readIncoming(await textAt(vault, stored.place)).resources;
  return patient === undefined ? undefined : personOf(patient.resource);
}

/** A job is called by its type, or `Type?category=…`. */
function typeOfJob(job: string): string {
  return job.split('?')[0] ?? job;
}
