import { noContent } from '../http/answer-fault.ts';
import { mayGoOn, pageAfter } from './full-page.ts';
import { firstPage, isBadRequest, pageAt, type PageSource } from './page.ts';
import type { PageAnswer, Refused } from './page-content.ts';
import { firstPageOf } from './patient-spelling.ts';
import { byCategory, type Job, type SearchJob } from './plan.ts';
import { flawAfter, startTrail } from './trail.ts';

/** What taking from a job gives: a page, a refusal, or the smaller jobs that must be done in its stead. */
export type TakenPage =
  | (Extract<PageAnswer, { kind: 'page' }> & {
      /** There is something after this page: another one, or a refusal. */
      readonly isMore: boolean;
    })
  | Refused
  | Split;

type Split = { readonly kind: 'split'; readonly jobs: readonly Job[] };

/** One job under way, at most one page ahead of whoever takes them. */
export type JobRun = {
  readonly job: Job;
  /** Begins to fetch the next page, unless it is under way. */
  readonly prefetch: () => void;
  /** The next page. After a thrown fault the same page is asked for again. */
  readonly take: () => Promise<TakenPage>;
  /** The address of the next page, as the server gave it; `undefined` before the first. */
  readonly at: () => string | undefined;
};

/** Begins a job at its first page, or where an earlier download stopped. */
export function runJob(job: Job, source: PageSource, resumeAt?: string): JobRun {
  const trail = startTrail(resumeAt === undefined);
  let upcoming = resumeAt === undefined ? () => begin(job, source) : resume(job, source, resumeAt);
  let at = resumeAt;
  let ahead: Promise<PageAnswer | Split> | undefined;

  const fetching = (): Promise<PageAnswer | Split> => {
    if (ahead !== undefined) return ahead;
    ahead = upcoming();
    // Whoever takes the page sees the fault; until then it is nobody's.
    ahead.catch(() => undefined);
    return ahead;
  };

  const follow = (page: Extract<PageAnswer, { kind: 'page' }>): TakenPage => {
    const flaw = flawAfter(trail, page);
    const { next, ...last } = page;
    if (flaw !== undefined) {
      upcoming = () => Promise.resolve({ kind: 'refused', reason: flaw });
      return { ...last, isMore: true };
    }
    if (next === undefined && job.kind === 'search' && mayGoOn(trail, page)) {
      upcoming = () => pageAfter(page, { trail, source });
      return { ...last, isMore: true };
    }
    if (next === undefined) return { ...last, isMore: false };
    at = next;
    upcoming = () => pageAt(next, source);
    return { ...page, isMore: true };
  };

  return {
    job,
    at: () => at,
    prefetch: () => void fetching(),
    take: async () => {
      try {
        const taken = await fetching();
        if (taken.kind === 'page') return follow(taken);
        const isCut = job.kind === 'everything' && taken.kind === 'refused' && trail.received > 0;
        return isCut ? { ...taken, reason: 'everything-cut-short' } : taken;
      } finally {
        ahead = undefined;
      }
    },
  };
}

/** The first page; where the server answers 400 however it is asked, category by category. */
async function begin(job: Job, source: PageSource): Promise<PageAnswer | Split> {
  if (job.kind !== 'search') return firstPage(job, source);
  const page = await firstPageOf(job, source);
  if (mayNotBeOffered(job, page)) return { ...page, mayNotBeOffered: true };
  const jobs = isBadRequest(page) ? byCategory(job) : [];
  return jobs.length > 0 ? { kind: 'split', jobs } : page;
}

/** There is nothing at the address of a type that the server never said it has; or nothing, and no fault. */
function mayNotBeOffered({ isUnlisted }: SearchJob, page: PageAnswer): page is Refused {
  if (page.kind !== 'refused') return false;
  return page.status === noContent || (page.status === 404 && isUnlisted === true);
}

/** Where an earlier download stopped; a cursor that the server has forgotten means beginning the job again. */
function resume(job: Job, source: PageSource, url: string): () => Promise<PageAnswer | Split> {
  return async () => {
    const page = await pageAt(url, source);
    const forgotten = page.kind === 'refused' && page.reason !== 'off-origin-link';
    return forgotten ? begin(job, source) : page;
  };
}
