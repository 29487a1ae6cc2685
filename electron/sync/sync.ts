import type { Clock } from '../../shared/base/clock.ts';
import type {
  Access,
  Input,
  SyncAttachment,
  SyncRead,
  SyncStep,
} from '../../shared/ipc/contract.ts';
import { fhirBaseUrl } from '../http/fhir-base-url.ts';
import { fhirClient, type FhirClientOptions } from '../http/fhir-client.ts';
import { persistently, type Waiting } from '../http/retry.ts';
import { readMetadata } from '../provider/metadata.ts';
import { tokensOf, type Tokens } from '../provider/tokens.ts';
import { readAttachment } from './attachment.ts';
import { queueJobs } from './job-queue.ts';
import { planJobs } from './plan.ts';
import { readReference } from './read.ts';

/** A download under way. It is pulled: nothing is fetched more than a page ahead of what is asked for. */
export type Sync = {
  readonly serverName: string;
  /** The resource types that will be fetched, in order. */
  readonly jobs: readonly string[];
  /** The next page, refusal, or the end. @throws what ends the whole download; asking again goes on at the same place */
  readonly next: () => Promise<SyncStep>;
  readonly read: (reference: string) => Promise<SyncRead>;
  readonly attachment: (url: string, contentType: string | undefined) => Promise<SyncAttachment>;
  /** Ends every request under way and answers tokens that no step has carried yet. */
  readonly close: () => Promise<{ readonly access?: Access }>;
};

/**
 * Reads what the server offers, plans the jobs and answers the download, ready to be pulled.
 * @throws server-address-invalid, server-not-fhir, server-other-version, and network faults
 */
export async function openSync(
  { fhirBaseUrl: address, patientId, access, checkpoint }: Input<'sync:open'>,
  { waiting, now }: { readonly waiting: Waiting; readonly now: Clock },
): Promise<Sync> {
  const base = fhirBaseUrl(address);
  const { capability } = await persistently(() => readMetadata(base), { waiting });
  const closing = new AbortController();
  const tokens = tokensOf(access, now);
  const options: FhirClientOptions = {
    base,
    authorization: tokens,
    waiting,
    signal: closing.signal,
  };
  const source = { ...fhirClient(options), base, patientId };
  const jobs = planJobs(capability.types, checkpoint);
  const queue = queueJobs(jobs, source, checkpoint);
  return {
    serverName: capability.name ?? new URL(base).host,
    jobs: [...new Set(jobs.map(({ type }) => type))],
    next: async () => ({ ...(await queue.next()), ...changedAccess(tokens) }),
    read: async (reference) => ({
      ...(await readReference(reference, source)),
      ...changedAccess(tokens),
    }),
    attachment: async (url, contentType) => ({
      ...(await readAttachment(url, contentType, options)),
      ...changedAccess(tokens),
    }),
    close: async () => {
      closing.abort();
      await tokens.settled();
      return changedAccess(tokens);
    },
  };
}

function changedAccess(tokens: Tokens): { readonly access?: Access } {
  const access = tokens.takeChanged();
  return access === undefined ? {} : { access };
}
