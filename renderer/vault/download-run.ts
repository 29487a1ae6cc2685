import type { Clock } from '../../shared/base/clock.ts';
import type { Incoming } from '../../shared/fhir/incoming.ts';
import type { Access } from '../../shared/ipc/contract.ts';
import type { EntryKey } from '../../shared/record/card.ts';
import type { Source } from '../../shared/record/source.ts';
import type { IngestOptions, MainBridge, OnProgress } from './api.ts';
import type { VaultEvent } from './event.ts';
import {
  entriesChange,
  personEvent,
  readyEntries,
  sortEntries,
  type ReadyEntry,
} from './ingest.ts';
import { commit, keepSecret, type OpenVault, type Segment } from './open-vault.ts';
import { accessSecret } from './server-source.ts';
import { tallied, type Arrived } from './tally.ts';

export type DownloadRequest = {
  readonly main: MainBridge;
  readonly clock: Clock;
  readonly options: IngestOptions;
  readonly progress: OnProgress;
  /** Ends the download between two steps; what has been stored stays, and the next download goes on from there. */
  readonly signal: AbortSignal;
};

/** A download under way: the source as it stands, and what this run has brought so far. */
export type Download = DownloadRequest & {
  readonly vault: OpenVault;
  readonly syncId: string;
  /** Ends the requests under way and keeps the access that they may have renewed; the second time it does nothing. */
  readonly close: () => Promise<void>;
  readonly patientId: string;
  /** Entries that this run has seen: two jobs may bring the same one, and it counts once. */
  readonly seen: Set<EntryKey>;
  source: Source;
  added: number;
  changed: number;
  rewritten: number;
  same: number;
};

/** One answer, its cards made: all that can be done before what came earlier is stored. */
export type ReadyAnswer = Pick<Incoming, 'skipped' | 'warnings'> & {
  readonly entries: readonly ReadyEntry[];
};

/** Makes the cards of one answer. */
export async function readyAnswer(
  run: Download,
  { resources, skipped, warnings }: Incoming,
): Promise<ReadyAnswer> {
  const now = run.clock().toISOString();
  return { entries: await readyEntries(resources, run.source.id, now), skipped, warnings };
}

/** Stores the entries of one answer with their count, and these events, in one transaction. */
export async function storeAnswer(
  run: Download,
  { entries: ready, skipped, warnings }: ReadyAnswer,
  events: readonly VaultEvent[],
): Promise<void> {
  const sorted = sortEntries(run.vault.state, ready);
  const unseen = ready.filter(({ card }) => !run.seen.has(card.key));
  const types = unseen.map(({ card }) => card.resourceType);
  for (const { card } of ready) run.seen.add(card.key);
  const { segments, events: entries } = entriesChange(sorted.fresh);
  await store(
    run,
    { received: types, stored: types, skipped, warnings },
    [...entries, ...personEvent(run.vault.state, sorted.fresh), ...events],
    segments,
  );
  run.added += sorted.added;
  run.changed += sorted.changed;
  run.rewritten += sorted.rewritten;
  run.same += sorted.same;
}

/** Stores events together with the source's new counts. */
export async function store(
  run: Download,
  arrived: Arrived,
  events: readonly VaultEvent[],
  segments: readonly Segment[] = [],
): Promise<void> {
  const source = tallied(run.source, arrived);
  await commit(run.vault, [{ segments, events: [...events, { kind: 'source', source }] }]);
  run.source = source;
}

/** Tokens that were renewed on the way are kept at once: the old ones may be dead already. */
export async function keepAccess(
  run: Pick<Download, 'vault' | 'source'>,
  { access }: { readonly access?: Access },
): Promise<void> {
  if (access !== undefined) await keepSecret(run.vault, accessSecret(run.source.id), access);
}
