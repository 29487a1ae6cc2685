import type { Clock } from '../../shared/base/clock.ts';
import { defined } from '../../shared/base/defined.ts';
import type { Access } from '../../shared/ipc/access.ts';
import type { Input } from '../../shared/ipc/contract.ts';
import type {
  Checkpoint,
  SyncAttachment,
  SyncOpened,
  SyncRead,
  SyncStep,
} from '../../shared/ipc/sync.ts';
import { readFhirBaseUrl } from '../http/fhir-base-url.ts';
import { fhirClient, type FhirClientOptions } from '../http/fhir-client.ts';
import { fhirJson } from '../http/media-type.ts';
import { persistently, withPatience, type Waiting } from '../http/retry.ts';
import { readMetadata, type Metadata } from '../provider/metadata.ts';
import { tokensOf, type Tokens } from '../provider/tokens.ts';
import { readAttachment, type WantedAttachment } from './attachment.ts';
import { queueJobs } from './job-queue.ts';
import type { PatientSpelling } from './page.ts';
import { asksForChanges, everythingJob, planJobs, type Job } from './plan.ts';
import { readReference } from './read.ts';

/** A download under way. It is pulled: nothing is fetched more than a page ahead of what is asked for. */
export type Sync = {
  readonly opened: SyncOpened;
  /** The next page, refusal, or the end. @throws what ends the whole download; asking again goes on at the same place */
  readonly next: () => Promise<SyncStep>;
  readonly read: (reference: string) => Promise<SyncRead>;
  readonly attachment: (wanted: WantedAttachment) => Promise<SyncAttachment>;
  /** Ends every request under way and answers tokens that no step has carried yet. */
  readonly close: () => Promise<{ readonly access?: Access }>;
};

/** How long a download waits for a server that asks for patience, all waits together: the opening, and the rest. */
const longestOpeningMs = 60_000;
const longestWaitingMs = 15 * 60_000;

/** What a download needs of its surroundings. `signal` ends its opening. */
export type SyncSurroundings = {
  readonly waiting: Waiting;
  readonly now: Clock;
  readonly signal?: AbortSignal;
};

/**
 * Reads what the server offers, plans the jobs and answers the download, ready to be pulled.
 * @throws server-address-invalid, server-not-fhir, server-other-version, download-cancelled, and network faults
 */
export async function openSync(
  { fhirBaseUrl: address, patientId, access, ...wanted }: Omit<Input<'sync:open'>, 'syncId'>,
  { waiting: system, now, signal }: SyncSurroundings,
): Promise<Sync> {
  const base = readFhirBaseUrl(address);
  const opening = withPatience(system, longestOpeningMs);
  const metadata = await persistently(() => readMetadata(base, signal), {
    waiting: opening,
    signal,
  });
  const waiting = withPatience(system, longestWaitingMs);
  const closing = new AbortController();
  const tokens = tokensOf(access, now);
  const options: FhirClientOptions = {
    base,
    authorization: tokens,
    waiting,
    signal: closing.signal,
    mediaType: fhirJson(metadata.capability.release),
  };
  const spelling: PatientSpelling = { settled: undefined };
  const source = { ...fhirClient(options), base, patientId, spelling };
  const checkpoint = wanted.checkpoint ?? startOf(wanted, metadata, now());
  const searches = planJobs(metadata.capability, { ...checkpoint, resumed: wanted.checkpoint });
  const everything = everythingJob(metadata.capability, checkpoint);
  const jobs = everything?.isNeeded === true ? [...searches, everything.job] : searches;
  const queue = queueJobs({ jobs, rescue: everything?.job, checkpoint }, source);
  return {
    opened: openedOf(metadata, jobs, checkpoint),
    next: async () => ({ ...(await queue.next()), ...changedAccess(tokens) }),
    read: async (reference) => ({
      ...(await readReference(reference, source)),
      ...changedAccess(tokens),
    }),
    attachment: async (wantedAttachment) => ({
      ...(await readAttachment(wantedAttachment, options)),
      ...changedAccess(tokens),
    }),
    close: async () => {
      closing.abort();
      await tokens.settled();
      return changedAccess(tokens);
    },
  };
}

const dayMs = 86_400_000;

/** Where a download begins that does not go on with an earlier one. A clock of our own may be a day wrong. */
function startOf(
  { since, whole }: Pick<Checkpoint, 'since' | 'whole'>,
  { serverTime }: Metadata,
  now: Date,
): Checkpoint {
  const startedAt = serverTime ?? new Date(now.getTime() - dayMs);
  return {
    done: [],
    ...(since === undefined ? {} : { since }),
    ...(whole === undefined ? {} : { whole }),
    startedAt: startedAt.toISOString(),
  };
}

function openedOf(
  { base, capability, serverTime }: Metadata,
  jobs: readonly Job[],
  { since, startedAt }: Checkpoint,
): Sync['opened'] {
  return defined({
    serverName: capability.name ?? new URL(base).host,
    jobs: [...new Set(jobs.flatMap(({ kind, type }) => (kind === 'everything' ? [] : [type])))],
    fhirVersion: capability.release,
    since: since !== undefined && asksForChanges(jobs),
    serverTime: serverTime?.toISOString(),
    startedAt,
  });
}

function changedAccess(tokens: Tokens): { readonly access?: Access } {
  const access = tokens.takeChanged();
  return access === undefined ? {} : { access };
}
