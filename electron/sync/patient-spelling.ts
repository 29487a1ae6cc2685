import { firstPage, type PageSource, type Spelling } from './page.ts';
import type { PageAnswer } from './page-content.ts';
import type { SearchJob } from './plan.ts';

/** The first page of a search; one that finds nothing is asked in the other spelling, until the server is understood. */
export async function firstPageOf(job: SearchJob, source: PageSource): Promise<PageAnswer> {
  const { spelling } = source;
  const isSettled = spelling.settled !== undefined;
  const page = await firstPage(job, source);
  const isLast = page.kind === 'page' && page.next === undefined;
  if (job.parameter !== 'patient' || isSettled || !isLast) return page;
  if (findsSomething(page)) {
    spelling.settled ??= 'id';
    return page;
  }
  // Another search may have found out meanwhile.
  spelling.settled ??= await understood(job, source);
  return spelling.settled === 'reference' ? firstPage(job, source) : page;
}

/** The spelling that finds something, of a search that found nothing by the id; `undefined` where none does. */
async function understood(job: SearchJob, source: PageSource): Promise<Spelling | undefined> {
  const { since, ...whole } = job;
  const finds = async (settled: Spelling): Promise<boolean> =>
    findsSomething(await firstPage(whole, { ...source, spelling: { settled } }));
  // Nothing new says nothing about the spelling.
  if (since !== undefined && (await finds('id'))) return 'id';
  return (await finds('reference')) ? 'reference' : undefined;
}

function findsSomething(page: PageAnswer): boolean {
  return page.kind === 'page' && page.mark !== undefined;
}
