import { valueOf } from '../../shared/base/result.ts';
import { readIncoming, type Incoming } from '../../shared/fhir/incoming.ts';
import { lookupKeyOf } from '../../shared/fhir/reference.ts';
import { AppError } from '../../shared/base/error.ts';
import type { SkipReason } from '../../shared/record/source.ts';
import { keepAccess, readyAnswer, store, storeAnswer, type Download } from './download-run.ts';
import { rowByReference } from './locate.ts';

/** Types that lie outside a patient's compartment, and without which an entry cannot be read whole. */
const wanted = [
  'Medication',
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'Location',
  'Device',
  'Specimen',
  'HealthcareService',
];
const atOnce = 4;
const longestReference = 2048;

/**
 * Reads what the stored entries point to and the search did not bring, each once, in rounds:
 * a `PractitionerRole` points on to its `Organization`. What the server does not give is named in the source.
 */
export async function downloadReferences(run: Download): Promise<void> {
  const asked = new Set<string>();
  for (let round = missingReferences(run, asked); round.length > 0 && !run.signal.aborted;) {
    await readRound(run, round, asked);
    round = missingReferences(run, asked);
  }
}

async function readRound(
  run: Download,
  references: readonly string[],
  asked: Set<string>,
): Promise<void> {
  for (let at = 0; at < references.length && !run.signal.aborted; at += atOnce) {
    const some = references.slice(at, at + atOnce);
    for (const reference of some) asked.add(lookupKeyOf(reference) ?? reference);
    const answers = await Promise.all(some.map((reference) => readOne(run, reference)));
    const incoming = merged(answers.map((answer) => answer.incoming));
    await storeAnswer(run, await readyAnswer(run, incoming), []);
    const skipped = answers.flatMap((answer) => answer.skipped ?? []);
    if (skipped.length > 0) await store(run, { skipped }, []);
    run.progress({
      doing: typeOf(some[0] ?? ''),
      jobsDone: at + some.length,
      jobsTotal: references.length,
      received: run.seen.size,
    });
  }
}

function missingReferences(run: Download, asked: ReadonlySet<string>): string[] {
  const { state } = run.vault;
  const missing = new Map<string, string>();
  for (const { card } of state.entries.values()) {
    if (card.sourceId !== run.source.id) continue;
    for (const reference of card.references) {
      const address = lookupKeyOf(reference);
      if (address === undefined || address.startsWith('urn:')) continue;
      if (reference.length > longestReference) continue;
      if (!wanted.includes(typeOf(reference)) || asked.has(address)) continue;
      if (rowByReference(state.entries, run.source.id, reference) === undefined) {
        missing.set(address, reference);
      }
    }
  }
  return [...missing.values()];
}

type ReadAnswer = {
  readonly incoming: Incoming;
  readonly skipped?: { readonly type: string; readonly reason: SkipReason };
};

async function readOne(run: Download, reference: string): Promise<ReadAnswer> {
  const answer = valueOf(await run.main('sync:read', { syncId: run.syncId, reference }));
  await keepAccess(run, answer);
  const { text, reason } = answer;
  const nothing: Incoming = { resources: [], skipped: [], warnings: [] };
  const type = typeOf(reference);
  if (text === undefined) {
    return { incoming: nothing, skipped: { type, reason: reason ?? 'not-found' } };
  }
  try {
    return { incoming: readIncoming(text) };
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return { incoming: nothing, skipped: { type, reason: 'server-broken' } };
  }
}

function merged(all: readonly Incoming[]): Incoming {
  return {
    resources: all.flatMap((one) => one.resources),
    skipped: all.flatMap((one) => one.skipped),
    warnings: all.flatMap((one) => one.warnings),
  };
}

function typeOf(reference: string): string {
  return lookupKeyOf(reference)?.split('/')[0] ?? '';
}
