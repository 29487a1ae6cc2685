import { byCategory, type Job } from './plan.ts';
import { firstPage, pageAt, type Page, type PageSource } from './page.ts';

/** What taking from a job gives: a page, a refusal, or the smaller jobs that must be done in its stead. */
export type Taken = Page | { readonly kind: 'split'; readonly jobs: readonly Job[] };

/** One job under way, at most one page ahead of whoever takes them. */
export type JobRun = {
  readonly job: Job;
  /** Begins to fetch the next page, unless it is under way. */
  readonly prefetch: () => void;
  /** The next page. After a thrown fault the same page is asked for again. */
  readonly take: () => Promise<Taken>;
};

const pagesAtMost = 10_000;

/** Begins a job at its first page, or where an earlier download stopped. */
export function runJob(job: Job, source: PageSource, resumeAt?: string): JobRun {
  const visited = new Set<string>();
  let upcoming = resumeAt === undefined ? () => begin(job, source) : resume(job, source, resumeAt);
  let ahead: Promise<Taken> | undefined;

  const fetching = (): Promise<Taken> => {
    if (ahead !== undefined) return ahead;
    ahead = upcoming();
    // Whoever takes the page sees the fault; until then it is nobody's.
    ahead.catch(() => undefined);
    return ahead;
  };

  /** `next` is followed as given; one that was there before is a loop, and one too many never ends. */
  const follow = (next: string): (() => Promise<Taken>) => {
    if (visited.has(next) || visited.size >= pagesAtMost) {
      return () => Promise.resolve({ kind: 'refused', reason: 'server-broken' });
    }
    visited.add(next);
    return () => pageAt(next, source);
  };

  return {
    job,
    prefetch: () => void fetching(),
    take: async () => {
      try {
        const taken = await fetching();
        if (taken.kind === 'page' && taken.next !== undefined) {
          visited.add(taken.url);
          upcoming = follow(taken.next);
        }
        return taken;
      } finally {
        ahead = undefined;
      }
    },
  };
}

/** The first page; where the server answers 400, asked ever more plainly, then category by category. */
async function begin(job: Job, source: PageSource): Promise<Taken> {
  let page = await firstPage(job, source, { count: true, since: true });
  if (job.parameter === undefined) return page;
  if (isBadRequest(page) && job.since !== undefined) {
    page = await firstPage(job, source, { count: true, since: false });
  }
  if (isBadRequest(page)) page = await firstPage(job, source, { count: false, since: false });
  const jobs = byCategory(job);
  return isBadRequest(page) && jobs.length > 0 ? { kind: 'split', jobs } : page;
}

/** Where an earlier download stopped; a cursor that the server has forgotten means beginning the job again. */
function resume(job: Job, source: PageSource, url: string): () => Promise<Taken> {
  return async () => {
    const page = await pageAt(url, source);
    const forgotten = page.kind === 'refused' && page.reason !== 'off-origin-link';
    return forgotten ? begin(job, source) : page;
  };
}

function isBadRequest(page: Page): boolean {
  return page.kind === 'refused' && page.status === 400;
}
