import { AppError } from '../../shared/base/error.ts';
import type { Checkpoint, SyncStep } from '../../shared/ipc/sync.ts';
import { runJob, type JobRun, type TakenPage } from './job-run.ts';
import type { PageSource } from './page.ts';
import type { EverythingJob, Job } from './plan.ts';

/** A step without the tokens, which the download adds. */
export type JobStep =
  | Omit<Extract<SyncStep, { kind: 'page' }>, 'access'>
  | Omit<Extract<SyncStep, { kind: 'refused' }>, 'access'>
  | { readonly kind: 'done' };

export type Plan = {
  readonly jobs: readonly Job[];
  /** Done last, where a search is refused on the way. */
  readonly rescue?: EverythingJob | undefined;
  readonly checkpoint: Checkpoint;
};

/** Refusals that may pass: a moment later the same server may answer. */
const passing: ReadonlySet<string> = new Set(['server-busy', 'server-too-slow']);

/** What a checkpoint can hold: a longer address is forgotten, and its job begins again. */
const longestNext = 8192;

/**
 * The jobs of a download, pulled one page at a time, in order.
 * While a page is being stored, the next one and the first of the next job are on their way: two requests at most.
 */
export function queueJobs(
  { jobs, rescue, checkpoint }: Plan,
  source: PageSource,
): { readonly next: () => Promise<JobStep> } {
  const done = [...checkpoint.done];
  const forRescue = new Set(rescue?.types);
  const waiting = jobs
    .filter(({ key }) => !done.includes(key))
    .map((job) => (job.kind === 'everything' ? { ...job, types: forRescue } : job))
    .map((job) => runJob(job, source, job.key === checkpoint.job ? checkpoint.next : undefined));
  const putOff = new Set<string>();
  let busy = false;

  const standOf = ({ job }: JobRun, next?: string) => ({
    job: job.type,
    checkpoint: checkpointAt(checkpoint, done, next === undefined ? undefined : { job, next }),
    jobsDone: done.length,
    jobsTotal: done.length + waiting.length,
  });

  /** `$everything` comes after all searches, for those that were refused. */
  const callRescue = ({ kind, type }: Job): void => {
    if (rescue === undefined || kind !== 'search' || done.includes(rescue.key)) return;
    forRescue.add(type);
    if (waiting.some(({ job }) => job.kind === 'everything')) return;
    waiting.push(runJob({ ...rescue, types: forRescue }, source));
  };

  /** A job for which its server had no time is asked for once more, from where it stopped, when all others are done. */
  const mayPutOff = ({ job }: JobRun, taken: TakenPage): boolean =>
    taken.kind === 'refused' &&
    passing.has(taken.reason) &&
    job.kind !== 'everything' &&
    !putOff.has(job.key);

  const putOffToEnd = (run: JobRun): void => {
    waiting.shift();
    putOff.add(run.job.key);
    const rescueAt = waiting.findIndex(({ job }) => job.kind === 'everything');
    const end = rescueAt === -1 ? waiting.length : rescueAt;
    waiting.splice(end, 0, runJob(run.job, source, run.at()));
  };

  const stepOf = (run: JobRun, taken: Exclude<TakenPage, { kind: 'split' }>): JobStep => {
    const isRefused = taken.kind === 'refused';
    if (isRefused || !taken.isMore) {
      waiting.shift();
      done.push(run.job.key);
    }
    if (isRefused && taken.reason === 'server-refused') callRescue(run.job);
    prefetch(waiting[0]);
    if (isRefused) {
      const { kind, reason, mayNotBeOffered } = taken;
      return { kind, reason, ...standOf(run), ...(mayNotBeOffered && { mayNotBeOffered }) };
    }
    const total = taken.total === undefined ? {} : { total: taken.total };
    return {
      kind: 'page',
      text: taken.text,
      url: taken.url,
      ...standOf(run, taken.next),
      ...total,
    };
  };

  const pull = async (): Promise<JobStep> => {
    const [run, after] = waiting;
    if (run === undefined) return { kind: 'done' };
    const taking = run.take();
    prefetch(after);
    const taken = await taking;
    if (mayPutOff(run, taken)) {
      putOffToEnd(run);
      return pull();
    }
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

/** `$everything` waits until all searches are over: only then it is known what it must bring. */
function prefetch(run: JobRun | undefined): void {
  if (run !== undefined && run.job.kind !== 'everything') run.prefetch();
}

function checkpointAt(
  { since, whole, startedAt }: Checkpoint,
  done: readonly string[],
  at: { readonly job: Job; readonly next: string } | undefined,
): Checkpoint {
  return {
    done: [...done],
    ...(at === undefined || at.next.length > longestNext ? {} : { job: at.job.key, next: at.next }),
    ...(since === undefined ? {} : { since }),
    ...(whole === undefined ? {} : { whole }),
    ...(startedAt === undefined ? {} : { startedAt }),
  };
}
