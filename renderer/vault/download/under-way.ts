import type { Clock } from '../../../shared/base/clock.ts';
import { defined } from '../../../shared/base/defined.ts';
import type { Incoming } from '../../../shared/fhir/incoming.ts';
import { resourcesInR4 } from '../../../shared/fhir/read-record.ts';
import type { FhirVersion } from '../../../shared/fhir/version.ts';
import type { Access } from '../../../shared/ipc/access.ts';
import type { EntryCard, EntryKey } from '../../../shared/record/card.ts';
import type { News, Source } from '../../../shared/record/source.ts';
import type { IngestOptions, OnProgress } from '../api/files.ts';
import type { MainBridge } from '../api/vault-api.ts';
import { noteNamed, type Named } from './named.ts';
import { countedOthers, judgeAnswer, type DownloadWhose, type JudgedEntries } from './whose.ts';
import type { VaultEvent } from '../log/event.ts';
import { entriesChanges, personEvent, readyEntries, sortEntries } from '../sources/ingest.ts';
import { commit, type Change } from '../open-vault/commit.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { keepSecret } from '../open-vault/secrets.ts';
import { accessSecret } from '../sources/server-source.ts';
import { setAsideEvents } from '../catalogue/set-aside.ts';
import { suppliedAgain } from '../sources/supply-changes.ts';
import { isOfJob, isSkipped, tallied, tallyOf, type Arrived } from '../sources/source-counts.ts';

export type DownloadRequest = {
  readonly main: MainBridge;
  readonly clock: Clock;
  readonly options: IngestOptions;
  readonly progress: OnProgress;
  /** Ends the download between two steps; what has been stored stays, and the next download goes on from there. */
  readonly signal: AbortSignal;
};

/** How a download was begun. */
export type Begun = {
  /** Only what changed since then is asked for, ISO 8601; absent: everything. */
  readonly since?: string;
  /** By the server's clock, ISO 8601: what changed before will have been fetched. Absent where nobody knows. */
  readonly startedAt?: string;
  /** An earlier one is gone on with: what that one saw is not known. */
  readonly isResumed: boolean;
  /** The types that are asked for, as the server calls them. */
  readonly types: readonly string[];
  /** Those of them that are asked for whole, because the server refused them before. */
  readonly whole: readonly string[];
  readonly fhirVersion: FhirVersion;
};

/** A download under way: the source as it stands, and what this run has brought so far. */
export type Download = DownloadRequest & {
  readonly vault: OpenVault;
  readonly syncId: string;
  /** Ends the requests under way and keeps the access that they may have renewed; the second time it does nothing. */
  readonly close: () => Promise<void>;
  readonly patientId: string;
  readonly begun: Begun;
  /** Entries that this run has seen: two jobs may bring the same one, and it counts once. */
  readonly seen: Set<EntryKey>;
  /** What the entries that it has seen name by address. */
  readonly named: Named;
  /** Types of which something may be missing in what it brings. */
  readonly notWhole: Set<string>;
  /** Whose its entries are. */
  readonly whose: DownloadWhose;
  /** The source as the last download that came to its end left it. */
  readonly before: Source;
  /** What the same download brought before it was interrupted. */
  readonly earlierNews: News | undefined;
  /** The source with the tally of this download. */
  source: Source;
  added: number;
  changed: number;
  rewritten: number;
  same: number;
};

/** One answer, its cards made: all that can be done before what came earlier is stored. */
export type ReadyAnswer = Pick<Incoming, 'skipped' | 'warnings'> & JudgedEntries;

/**
 * Makes the cards of one answer, in R4's words where the server speaks an older version.
 * `patientId`: it is the answer to who the patient of this id is.
 */
export async function readyAnswer(
  run: Pick<Download, 'source' | 'clock' | 'begun' | 'whose' | 'vault'>,
  { resources, skipped, warnings }: Incoming,
  patientId?: string,
): Promise<ReadyAnswer> {
  const { source, clock, begun, whose, vault } = run;
  const { fhirVersion } = begun;
  const read = fhirVersion === 'R4' ? resources : resourcesInR4(resources, fhirVersion);
  const now = clock().toISOString();
  const ready = await readyEntries(read, source.id, now);
  const judged = judgeAnswer({ whose, state: vault.state }, { arrived: read, ready }, patientId);
  return { ...judged, skipped, warnings };
}

/** Stores the entries of one answer with their count, and these events, in one transaction. */
export async function storeAnswer(
  run: Download,
  answer: ReadyAnswer,
  more: { readonly events: readonly VaultEvent[]; readonly arrived?: Arrived },
): Promise<void> {
  const { state } = run.vault;
  const { id } = run.source;
  const { skipped, warnings, others } = answer;
  const ready = [...answer.entries, ...answer.aside.map(({ entry }) => entry)];
  const sorted = sortEntries(state, answer.entries);
  const apart = sortEntries(
    state,
    answer.aside.map(({ entry }) => entry),
  );
  const types: string[] = [];
  for (const { card } of ready) {
    if (counts(run, card)) types.push(card.resourceType);
    noteNamed(run.named, card);
    run.seen.add(card.key);
  }
  // What was another's from the first is not here; what became another's is still what it was.
  const nowOthers = others.filter((key) => state.entries.has(key));
  for (const key of nowOthers) run.seen.add(key);
  run.added += sorted.added;
  run.changed += sorted.changed;
  run.rewritten += sorted.rewritten;
  run.same += sorted.same;
  await store(
    run,
    {
      ...{ received: types, stored: types, warnings, unskipped: more.arrived?.unskipped ?? [] },
      skipped: [
        ...skipped.filter((one) => isNews(run, one)),
        ...countedOthers(run.whose, answer, othersBefore(run)),
        ...(more.arrived?.skipped ?? []),
      ],
    },
    [
      ...personEvent(state, sorted.fresh),
      ...suppliedAgain(
        state,
        id,
        ready.map(({ card }) => card.key),
      ),
      ...setAsideEvents(state, id, [
        ...answer.entries.map(({ card }) => [card.key, undefined] as const),
        ...answer.aside.map(({ entry, why }) => [entry.card.key, why] as const),
        ...nowOthers.map((key) => [key, 'other'] as const),
      ]),
      ...more.events,
    ],
    entriesChanges([...sorted.fresh, ...apart.fresh]),
  );
}

/** Where only changes are asked for, what is here already has been counted. */
function counts({ begun, seen, vault }: Download, card: EntryCard): boolean {
  if (seen.has(card.key)) return false;
  return begun.since === undefined || !vault.state.entries.has(card.key);
}

/** Nonsense on a page comes again with each overlap, and nobody can tell it from other nonsense. */
function isNews({ begun, before }: Download, one: Incoming['skipped'][number]): boolean {
  return begun.since === undefined || isOfJob(one) || !isSkipped(before.skipped, one);
}

/** How many entries about others the source had brought before this download. */
function othersBefore({ begun, before }: Download): number {
  if (begun.since === undefined) return 0;
  return before.skipped.find(({ reason }) => reason === 'about-someone-else')?.count ?? 0;
}

/** Stores events together with the source's new counts, behind these changes, in one transaction. */
export async function store(
  run: Download,
  arrived: Arrived,
  events: readonly VaultEvent[],
  changes: readonly Change[] = [],
): Promise<void> {
  const source = { ...tallied(run.source, arrived), ...newsOfDownload(run) };
  const last: Change = changes.at(-1) ?? { events: [] };
  const counted = { ...last, events: [...last.events, ...events, sourceEvent(run, source)] };
  await commit(run.vault, [...changes.slice(0, -1), counted]);
  run.source = source;
}

/** What this download has brought, where it has brought anything; else it is the earlier one's news that stand. */
export function newsOfDownload(
  run: Pick<Download, 'source' | 'added' | 'changed' | 'earlierNews'>,
  notSupplied = 0,
): { readonly news?: News } {
  const { earlierNews: earlier } = run;
  const [added, changed] = [
    run.added + (earlier?.added ?? 0),
    run.changed + (earlier?.changed ?? 0),
  ];
  if (added + changed + notSupplied === 0) return {};
  return { news: { at: run.source.lastTriedAt ?? '', added, changed, notSupplied } };
}

/**
 * The source as it is kept while a download runs or is interrupted: where an earlier one came to its end, its tally
 * stays beside that of this one. What the person chose meanwhile stays.
 */
export function sourceEvent(
  { before, vault }: Pick<Download, 'before' | 'vault'>,
  source: Source,
  hasEnded?: 'ended',
): VaultEvent {
  const isFirst = before.lastFullAt === undefined;
  const shown: Source =
    isFirst || hasEnded === 'ended'
      ? source
      : { ...source, ...tallyOf(before), underWay: tallyOf(source) };
  const now = vault.state.sources.get(source.id) ?? source;
  const { name, grant, disconnectedAt, refreshHours, attachmentLimit, ownNames, whoseRules } = now;
  const { documentHosts } = now;
  const chosen = {
    ...{ name, grant, disconnectedAt, refreshHours, attachmentLimit },
    ...{ ownNames, whoseRules, documentHosts },
  };
  return { kind: 'source', source: defined({ ...shown, ...chosen }) };
}

/** Tokens that were renewed on the way are kept at once: the old ones may be dead already. */
export async function keepAccess(
  run: Pick<Download, 'vault' | 'source'>,
  { access }: { readonly access?: Access },
): Promise<void> {
  if (access !== undefined)
    await keepSecret(run.vault.secrets, accessSecret(run.source.id), access);
}
