import { defined } from '../../../shared/base/defined.ts';
import { AppError } from '../../../shared/base/error.ts';
import { valueOf } from '../../../shared/base/result.ts';
import { readIncoming, type Incoming } from '../../../shared/fhir/incoming.ts';
import { idOf } from '../../../shared/fhir/resource.ts';
import type { SyncStep } from '../../../shared/ipc/sync.ts';
import type { Difference } from '../api/files.ts';
import {
  keepAccess,
  readyAnswer,
  store,
  storeAnswer,
  type Download,
  type ReadyAnswer,
} from './under-way.ts';
import { isOfSource } from '../../../shared/record/entry-key.ts';
import type { VaultEvent } from '../log/event.ts';
import { isPatient, type ReadyEntry } from '../sources/ingest.ts';
import { textAt } from '../open-vault/segments.ts';
import { differencesBetween, personOf } from '../record/person.ts';
import { readAhead } from './read-ahead.ts';
import { hasSupplied } from '../sources/supply-changes.ts';
import { isOfJob, isSkipped } from '../sources/source-counts.ts';

/** Thrown inside a download to end it before anything is stored. No differences: nothing tells who it is about. */
export class LooksLikeAnotherPerson extends Error {
  constructor(readonly differences: readonly Difference[]) {
    super();
  }
}

type Step = Exclude<SyncStep, { kind: 'done' }>;
type PageStep = Extract<SyncStep, { kind: 'page' }>;

/** A step of the server; where it is a page that can be read, the answer on it is ready to be stored. */
type ReadyStep = { readonly step: Step; readonly answer?: ReadyAnswer };
type ReadyPage = { readonly step: PageStep; readonly answer: ReadyAnswer };

/** So much is read beside what is being stored. */
const stepsAhead = 8;
const charactersAhead = 16_000_000;

/**
 * While pages are stored, the next ones are fetched and made ready; those that are ready by then are stored together.
 * Where storing fails they are let go, and the stored checkpoint does not know of them.
 */
export async function pullPages(run: Download): Promise<void> {
  const isEnded = () => run.signal.aborted;
  if (isEnded()) return;
  // Until it is known whose record it is, one step ahead is enough.
  let isKnown = false;
  const ahead = readAhead(
    () => nextStep(run),
    (waiting) => !isEnded() && (isKnown ? hasRoom(waiting) : waiting.length === 0),
  );
  do {
    const steps = await ahead.take();
    const last = steps.at(-1)?.step;
    if (last === undefined) return;
    await storeSteps(run, steps);
    isKnown = true;
    run.progress({
      doing: typeOfJob(last.job),
      jobsDone: last.jobsDone,
      jobsTotal: last.jobsTotal,
      received: run.seen.size,
    });
  } while (!isEnded());
}

function hasRoom(waiting: readonly ReadyStep[]): boolean {
  const characters = waiting.reduce(
    (sum, { step }) => sum + (step.kind === 'page' ? step.text.length : 0),
    0,
  );
  return waiting.length < stepsAhead && characters < charactersAhead;
}

async function nextStep(run: Download): Promise<ReadyStep | undefined> {
  const step = valueOf(await run.main('sync:next', { syncId: run.syncId }));
  await keepAccess(run, step);
  if (step.kind === 'done') return undefined;
  const incoming = step.kind === 'page' ? readPage(step.text) : undefined;
  if (incoming === undefined) return { step };
  const asked = typeOfJob(step.job) === 'Patient' ? run.patientId : undefined;
  return { step, answer: await readyAnswer(run, incoming, asked) };
}

/** Pages that follow one another are stored together, but for those that say whom the record is about. */
async function storeSteps(run: Download, steps: readonly ReadyStep[]): Promise<void> {
  let pages: ReadyPage[] = [];
  const storeGathered = async (): Promise<void> => {
    const together = pages;
    pages = [];
    await storePages(run, together);
  };
  for (const { step, answer } of steps) {
    if (step.job === 'Patient' && answer?.entries.some(isPatient) !== true) holdUnknownPerson(run);
    if (step.kind === 'page' && answer !== undefined) {
      const saysWho = answer.entries.some(isPatient);
      if (saysWho) await storeGathered();
      pages.push({ step, answer });
      if (saysWho) await storeGathered();
      continue;
    }
    await storeGathered();
    await (step.kind === 'page' ? storeUnreadable(run, step) : storeRefusal(run, step));
  }
  await storeGathered();
}

/**
 * Pages and the checkpoint behind them are one transaction: after a crash they are there and not asked for again, or none
 * of them is. A page with nothing on it needs none: the next transaction says that it is done, and after a crash it is
 * asked for again.
 */
async function storePages(run: Download, pages: readonly ReadyPage[]): Promise<void> {
  const full = pages.filter(({ answer }) => !isEmpty(answer));
  const last = full.at(-1);
  if (last === undefined) return;
  for (const { step, answer } of full) {
    if (answer.skipped.length + answer.warnings.length > 0) run.notWhole.add(typeOfJob(step.job));
    await holdOtherPerson(run, step, answer);
    if (answersMore(run, step, answer)) run.source = { ...run.source, sinceSupport: 'no' };
  }
  await storeAnswer(run, joined(full), { events: checkpointEvents(run, last.step) });
}

function joined(pages: readonly ReadyPage[]): ReadyAnswer {
  return {
    aside: pages.flatMap(({ answer }) => answer.aside),
    others: pages.flatMap(({ answer }) => answer.others),
    entries: pages.flatMap(({ answer }) => answer.entries),
    skipped: pages.flatMap(({ answer }) => answer.skipped),
    warnings: pages.flatMap(({ answer }) => answer.warnings),
  };
}

async function storeUnreadable(run: Download, step: PageStep): Promise<void> {
  run.notWhole.add(typeOfJob(step.job));
  const skipped = [{ type: typeOfJob(step.job), reason: 'server-broken' }] as const;
  await store(run, { skipped }, checkpointEvents(run, step));
}

async function storeRefusal(
  run: Download,
  step: Extract<SyncStep, { kind: 'refused' }>,
): Promise<void> {
  const type = typeOfJob(step.job);
  run.notWhole.add(type);
  const asked = { sourceId: run.source.id, type, release: run.begun.fhirVersion };
  const isNotThere = step.mayNotBeOffered === true && !hasSupplied(run.vault.state, asked);
  const one = { type, reason: isNotThere ? 'not-offered' : step.reason } as const;
  // Categories are needed each time.
  const isKnown = !isOfJob(one) && isSkipped(run.source.skipped, one);
  await store(run, isKnown ? {} : { skipped: [one] }, checkpointEvents(run, step));
}

/** The `Patient` that is asked for again when a download goes on says nothing of where that one stood. */
function checkpointEvents({ begun, source }: Download, { job, checkpoint }: Step): VaultEvent[] {
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

function isEmpty({ entries, aside, others, skipped, warnings }: ReadyAnswer): boolean {
  const arrived = entries.length + aside.length + others.length;
  return arrived + skipped.length + warnings.length === 0;
}

/** Whether a server that was asked for what changed answers what did not. */
function answersMore(
  { begun: { since, whole } }: Download,
  { job }: PageStep,
  { entries }: ReadyAnswer,
): boolean {
  const type = typeOfJob(job);
  if (since === undefined || type === 'Patient' || whole.includes(type)) return false;
  // Where the source does not say when, it is not a number, which is before nothing.
  return entries.some(
    ({ card, lastUpdated = '' }) =>
      card.resourceType === type && Date.parse(lastUpdated) < new Date(since).getTime(),
  );
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
  const patients = entries.filter(isPatient);
  // A server may answer under another id than it was asked for.
  const asked = typeOfJob(job) === 'Patient' ? patients[0] : undefined;
  const entry = patients.find(({ patient }) => idOf(patient) === run.patientId) ?? asked;
  if (here === undefined || entry === undefined || run.options.acceptOtherPerson) return;
  const person = personOf(entry.patient);
  const differences = differencesBetween(here, person);
  if (differences.length === 0) return;
  const letIn = await personLetIn(run, entry);
  if (letIn === undefined || differencesBetween(letIn, person).length > 0) {
    throw new LooksLikeAnotherPerson(differences);
  }
}

/**
 * Where the server does not give the Patient, only the owner can say that the record is theirs. They are asked once: a
 * source that something came from was let in.
 */
function holdUnknownPerson({ vault, source, options }: Download): void {
  const { person, entries } = vault.state;
  if (person === undefined || options.acceptOtherPerson) return;
  if ([...entries.keys()].some((key) => isOfSource(key, source.id))) return;
  throw new LooksLikeAnotherPerson([]);
}

/** Who this source was about before. */
async function personLetIn({ vault }: Download, { card }: ReadyEntry) {
  const stored = vault.state.entries.get(card.key);
  if (stored === undefined) return undefined;
  const [patient] = readIncoming(await textAt(vault.segments, stored.place)).resources;
  return patient === undefined ? undefined : personOf(patient.resource);
}

/** A job is called by its type, or `Type?category=…`. */
function typeOfJob(job: string): string {
  return job.split('?')[0] ?? job;
}
