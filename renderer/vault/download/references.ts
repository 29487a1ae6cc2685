import { AppError } from '../../../shared/base/error.ts';
import { valueOf } from '../../../shared/base/result.ts';
import { readIncoming, type Incoming } from '../../../shared/fhir/incoming.ts';
import { keepAccess, readyAnswer, storeAnswer, type Download } from './under-way.ts';
import type { NotFetched } from '../log/event.ts';
import { rowByReference } from '../catalogue/resolve-reference.ts';
import { noteNotFetched } from '../sources/not-fetched.ts';
import { attachmentId } from '../catalogue/state.ts';

const atOnce = 4;

/**
 * Reads what the entries point to and the search did not bring, each once, in rounds: a `PractitionerRole` points on
 * to its `Organization`. What the server does not give is named in the source, and asked for again when everything is.
 */
export async function downloadReferences(run: Download): Promise<void> {
  const asked = new Set<string>();
  for (let round = missingReferences(run, asked); round.length > 0 && !run.signal.aborted;) {
    await readRound(run, round, asked);
    round = missingReferences(run, asked);
  }
}

/** `address`: `Type/id`. `reference`: as it was written. */
type Missing = { readonly address: string; readonly reference: string };

async function readRound(
  run: Download,
  missing: readonly Missing[],
  asked: Set<string>,
): Promise<void> {
  for (let at = 0; at < missing.length && !run.signal.aborted; at += atOnce) {
    const some = missing.slice(at, at + atOnce);
    for (const { address } of some) asked.add(address);
    const answers = await Promise.all(some.map((one) => readOne(run, one)));
    const incoming = merged(answers.map((answer) => answer.incoming));
    const noted = noteNotFetched(
      run.vault.state,
      run.source.id,
      answers.map(({ outcome }) => outcome),
    );
    await storeAnswer(run, await readyAnswer(run, incoming), noted);
    run.progress({
      doing: typeOf(some[0]?.address ?? ''),
      jobsDone: at + some.length,
      jobsTotal: missing.length,
      received: run.seen.size,
    });
  }
}

function missingReferences(
  { vault: { state }, source, named, begun }: Download,
  asked: ReadonlySet<string>,
): Missing[] {
  return [...named.references].flatMap(([address, reference]) => {
    if (asked.has(address)) return [];
    if (rowByReference(state.entries, { sourceId: source.id }, reference) !== undefined) return [];
    const isKnown = state.notFetched.has(attachmentId({ sourceId: source.id, url: address }));
    return isKnown && begun.since !== undefined ? [] : [{ address, reference }];
  });
}

type ReadAnswer = { readonly incoming: Incoming; readonly outcome: NotFetched };

async function readOne(run: Download, { address, reference }: Missing): Promise<ReadAnswer> {
  const answer = valueOf(await run.main('sync:read', { syncId: run.syncId, reference }));
  await keepAccess(run, answer);
  const { text, reason = 'not-found' } = answer;
  const nothing: Incoming = { resources: [], skipped: [], warnings: [] };
  const came = { address, type: typeOf(address) };
  if (text === undefined) return { incoming: nothing, outcome: { ...came, reason } };
  try {
    return { incoming: readIncoming(text), outcome: came };
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return { incoming: nothing, outcome: { ...came, reason: 'server-broken' } };
  }
}

function merged(all: readonly Incoming[]): Incoming {
  return {
    resources: all.flatMap((one) => one.resources),
    skipped: all.flatMap((one) => one.skipped),
    warnings: all.flatMap((one) => one.warnings),
  };
}

function typeOf(address: string): string {
  return address.split('/')[0] ?? '';
}
