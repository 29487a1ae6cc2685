import type { Client } from 'fhir-kit-client';
import { AppError, type ErrorCode } from '../../shared/base/error.ts';
import type { SyncStep } from '../../shared/ipc/contract.ts';
import { RefusedError } from '../http/answer-fault.ts';
import type { FhirAnswer } from '../http/fhir-client.ts';
import { list, member, text } from '../provider/capability-statement.ts';
import type { Job } from './plan.ts';

export type RefusedReason = Extract<SyncStep, { kind: 'refused' }>['reason'];

/** One page of a job, or why there is none. */
export type Page =
  | {
      readonly kind: 'page';
      readonly text: string;
      readonly url: string;
      /** The address of the following page, as the server gave it; absent: this was the last. */
      readonly next?: string;
      readonly total?: number;
    }
  | { readonly kind: 'refused'; readonly reason: RefusedReason; readonly status?: number };

/** What fetching a page needs of a download. */
export type PageSource = {
  readonly client: Client;
  readonly answerOf: (resource: object) => FhirAnswer;
  readonly patientId: string;
};

/** Entries a page: large enough for few round trips, small enough to show progress. Servers cap it as they like. */
const pageSize = 200;

/** How a search is asked: servers refuse parameters that they do not know. */
export type Asking = {
  /** With the size of page that we would like. */
  readonly count: boolean;
  /** For what changed only, where the job is for that. */
  readonly since: boolean;
};

/** The first page of a job: the Patient by id, everything else by search. */
export function firstPage(job: Job, source: PageSource, asking: Asking): Promise<Page> {
  const { client, patientId } = source;
  const { parameter, category, since, type: resourceType } = job;
  if (parameter === undefined) {
    return pageFrom(source, () => client.read({ resourceType, id: encodeURIComponent(patientId) }));
  }
  const searchParams = {
    [parameter]: parameter === 'patient' ? patientId : `Patient/${patientId}`,
    ...(category === undefined ? {} : { category }),
    ...(asking.since && since !== undefined ? { _lastUpdated: `ge${since}` } : {}),
    ...(asking.count ? { _count: pageSize } : {}),
  };
  return pageFrom(source, () => client.resourceSearch({ resourceType, searchParams }));
}

/** The page at an address that the server gave as `next`. */
export function pageAt(url: string, source: PageSource): Promise<Page> {
  return pageFrom(source, () => source.client.request(url));
}

async function pageFrom(source: PageSource, ask: () => Promise<object>): Promise<Page> {
  try {
    return pageOf(source.answerOf(await ask()));
  } catch (thrown) {
    const reason = thrown instanceof AppError ? refusedReasons[thrown.code] : undefined;
    if (reason === undefined) throw thrown;
    const status = thrown instanceof RefusedError ? { status: thrown.status } : {};
    return { kind: 'refused', reason, ...status };
  }
}

/** Reads a page's own link. A `next` that leads away from the server is refused when it is asked for, after this page is safe. */
function pageOf({ resource, text: content, url }: FhirAnswer): Page {
  const link = list(member(resource, 'link')).find((each) => member(each, 'relation') === 'next');
  const given = text(member(link, 'url'));
  const total = member(resource, 'total');
  const known = typeof total === 'number' && Number.isInteger(total) ? { total } : {};
  const page = { kind: 'page', text: content, url, ...known } as const;
  if (given === undefined) return page;
  return { ...page, next: nextAddress(given, url) };
}

/**
 * The address of `next`, relative to the page it stands on. A server behind a proxy may not know that it is reached
 * by https and write http: that one thing is put right, for the same host.
 */
export function nextAddress(given: string, page: string): string {
  if (!URL.canParse(given, page)) return given;
  const next = new URL(given, page);
  const from = new URL(page);
  if (from.protocol === 'https:' && next.host === from.hostname) next.protocol = 'https:';
  return next.href;
}

/** The faults for which one job ends and the others go on; any other ends the download. */
const refusedReasons: Partial<Record<ErrorCode, RefusedReason>> = {
  'server-refused': 'server-refused',
  'server-broken': 'server-broken',
  'server-busy': 'server-busy',
  'server-too-slow': 'server-too-slow',
  'off-origin-link': 'off-origin-link',
  'file-too-large': 'server-broken',
};
