import { AppError } from '../../shared/base/error.ts';
import type { Checkpoint, SyncStep } from '../../shared/ipc/contract.ts';
import { runJob, type JobRun } from './job-run.ts';
import type { Page, PageSource } from './page.ts';
import type { Job } from './plan.ts';

/** A step without the tokens, which the download adds. */
export type JobStep =
  | Omit<Extract<SyncStep, { kind: 'page' }>, 'access'>
  | Omit<Extract<SyncStep, { kind: 'refused' }>, 'access'>
  | { readonly kind: 'done' };

/**
 * The jobs of a download, pulled one page at a time, in order.
 * While a page is being stored, the next one and the first of the next job are on their way: two requests at most.
 */
export function queueJobs(
  jobs: readonly Job[],
  source: PageSource,
  checkpoint: Checkpoint,
): { readonly next: () => Promise<JobStep> } {
  const { job: _job, next: _next, ...lasting } = checkpoint;
  const done = [...checkpoint.done];
  const waiting = jobs
    .filter(({ key }) => !done.includes(key))
    .map((job) => runJob(job, source, job.key === checkpoint.job ? checkpoint.next : undefined));
  let busy = false;

  const standOf = ({ job }: JobRun, next?: string) => ({
    job: job.type,
    checkpoint: {
      ...lasting,
      done: [...done],
      ...(next === undefined ? {} : { job: job.key, next }),
    },
    jobsDone: done.length,
    jobsTotal: done.length + waiting.length,
  });

  const stepOf = (run: JobRun, page: Page): JobStep => {
    const next = page.kind === 'page' ? page.next : undefined;
    if (next === undefined) {
      waiting.shift();
      done.push(run.job.key);
    }
    waiting[0]?.prefetch();
    const stands = standOf(run, next);
    if (page.kind === 'refused') return { kind: 'refused', reason: page.reason, ...stands };
    const total = page.total === undefined ? {} : { total: page.total };
    return { kind: 'page', text: page.text, url: page.url, ...stands, ...total };
  };

  const pull = async (): Promise<JobStep> => {
    const [run, after] = waiting;
    if (run === undefined) return { kind: 'done' };
    const taking = run.take();
    after?.prefetch();
    const taken = await taking;
    if (taken.kind !== 'split') return stepOf(run, taken);
    waiting.splice(0, 1, ...taken.jobs.map((job) => runJob(job, source)));
    // There may be categories that nobody has told us of.
    return { kind: 'refused', reason: 'category-needed', ...standOf(run) };
  };

  return {
    next: async () => {
      if (busy) throw new AppError('message-invalid');
      busy = true;
      try {
        return await pull();
      } finally {
        busy = false;
      }
    },
  };
}
