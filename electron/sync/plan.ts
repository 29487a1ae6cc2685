import type { Checkpoint } from '../../shared/ipc/contract.ts';
import type { Capability } from '../provider/capability-statement.ts';
import { categories, patientParameters } from './compartment.ts';

/** One search, or the read of the Patient, that stands and falls by itself. */
export type Job = {
  /** What a checkpoint calls it: the type, or `Type?category=code`. */
  readonly key: string;
  readonly type: string;
  /** The search parameter that takes the patient; absent: a read by id. */
  readonly parameter?: string;
  readonly category?: string;
};

const patientJob: Job = { key: 'Patient', type: 'Patient' };

/**
 * What to fetch: the Patient first, then each type of the compartment that the server offers to search.
 * A server that lists no types has said nothing: every type is tried.
 */
export function planJobs(
  types: Capability['types'],
  resumed: Checkpoint | undefined,
): readonly Job[] {
  const jobs = Object.entries(patientParameters).flatMap(([type, parameters]): Job[] => {
    const offered = types.get(type);
    if (types.size > 0 && offered?.search !== true) return [];
    const listed = ['patient', ...parameters].find((name) => offered?.searchParams.has(name));
    const parameter = listed ?? parameters[0];
    return parameter === undefined ? [] : [{ key: type, type, parameter }];
  });
  const keys = [...(resumed?.done ?? []), ...(resumed?.job === undefined ? [] : [resumed.job])];
  return [patientJob, ...jobs].flatMap((job) => (wasSplit(job, keys) ? byCategory(job) : [job]));
}

/** The same search once for each category; none where the type has no categories or the job is one already. */
export function byCategory(job: Job): readonly Job[] {
  if (job.category !== undefined || job.parameter === undefined) return [];
  const codes = categories[job.type] ?? [];
  return codes.map((category) => ({ ...job, key: `${job.type}?category=${category}`, category }));
}

function wasSplit({ type }: Job, keys: readonly string[]): boolean {
  return keys.some((key) => key.startsWith(`${type}?category=`));
}
