import { hex, sha256, type Bytes } from '../../shared/base/bytes.ts';
import type { Clock } from '../../shared/base/clock.ts';
import type { Incoming } from '../../shared/fhir/incoming.ts';
import type { SourceId } from '../../shared/record/card.ts';
import type { Source } from '../../shared/record/source.ts';
import type { Difference, IncomingFile, Ingested, IngestOptions, OnProgress } from './api.ts';
import type { VaultEvent } from './event.ts';
import { personOfFile, readFile } from './file.ts';
import {
  entriesChange,
  personEvent,
  readyEntries,
  sortEntries,
  storedAnswer,
  type ReadyEntry,
} from './ingest.ts';
import { commit, type Change, type OpenVault } from './open-vault.ts';
import { differencesBetween } from './person.ts';
import { endStateOf, tallied } from './tally.ts';

/** How many resources share a segment: enough to squeeze well, few enough to open fast. */
const segmentSize = 100;
const cardsAtOnce = 250;

/** A page of a longer answer, saved as a file, is a part: the person is told so. */
const onePageOnly = 'This file is one page of a longer answer: the rest is not in it.';

export type FileIntake = {
  readonly file: IncomingFile;
  readonly options: IngestOptions;
  readonly progress: OnProgress;
  readonly clock: Clock;
};

/**
 * Takes in a file: all of it in one transaction, or none of it.
 * The same file opened again is the same source, so nothing is doubled.
 * @throws the codes of `readFile`, vault-storage-full, vault-storage-failed
 */
export async function addFile(vault: OpenVault, intake: FileIntake): Promise<Ingested> {
  const incoming = await readFile(intake.file.bytes);
  const differences = differencesFromRecord(vault, incoming);
  if (differences.length > 0 && !intake.options.acceptOtherPerson) {
    return { kind: 'held', differences };
  }
  const now = intake.clock().toISOString();
  const id = await sourceIdOfFile(intake.file.bytes);
  const ready = await withProgress(incoming, id, now, intake.progress);
  const sorted = sortEntries(vault.state, ready);
  const source = sourceOfFile(
    vault.state.sources.get(id),
    { id, name: intake.file.name, now },
    incoming,
  );
  await commit(
    vault,
    changesOf(sorted.fresh, [
      { kind: 'source', source },
      ...personEvent(vault.state, sorted.fresh),
    ]),
  );
  return storedAnswer(source, sorted);
}

function differencesFromRecord(vault: OpenVault, incoming: Incoming): readonly Difference[] {
  const there = personOfFile(incoming);
  const here = vault.state.person?.header;
  return here === undefined || there === undefined ? [] : differencesBetween(here, there);
}

async function sourceIdOfFile(bytes: Bytes): Promise<SourceId> {
  return `file-${hex(await sha256(bytes)).slice(0, 32)}` as SourceId; // a source id is made here and in add-server
}

async function withProgress(
  incoming: Incoming,
  sourceId: SourceId,
  now: string,
  progress: OnProgress,
): Promise<ReadyEntry[]> {
  const ready: ReadyEntry[] = [];
  const { resources } = incoming;
  for (let at = 0; at < resources.length; at += cardsAtOnce) {
    ready.push(...(await readyEntries(resources.slice(at, at + cardsAtOnce), sourceId, now)));
    progress({
      doing: resources[at]?.resource.resourceType ?? '',
      jobsDone: ready.length,
      jobsTotal: resources.length,
      received: ready.length,
    });
  }
  return ready;
}

function sourceOfFile(
  before: Source | undefined,
  file: { readonly id: SourceId; readonly name: string; readonly now: string },
  incoming: Incoming,
): Source {
  const types = incoming.resources.map((one) => one.resource.resourceType);
  const isPart = incoming.next !== undefined;
  const source = tallied(
    {
      id: file.id,
      kind: 'file',
      name: file.name,
      addedAt: before?.addedAt ?? file.now,
      lastSuccessAt: file.now,
      state: 'complete',
      received: {},
      stored: {},
      skipped: [],
      warnings: [],
    },
    {
      received: types,
      stored: types,
      skipped: incoming.skipped,
      warnings: isPart ? [...incoming.warnings, onePageOnly] : incoming.warnings,
    },
  );
  return { ...source, state: isPart ? 'partial' : endStateOf(source) };
}

/** One log row a segment, and one for what stands beside them. */
function changesOf(fresh: readonly ReadyEntry[], events: readonly VaultEvent[]): Change[] {
  const changes: Change[] = [];
  for (let at = 0; at < fresh.length; at += segmentSize) {
    changes.push(entriesChange(fresh.slice(at, at + segmentSize)));
  }
  return [...changes, { events }];
}
