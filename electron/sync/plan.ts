import type { Checkpoint } from '../../shared/ipc/contract.ts';
import type { Capability, OfferedType } from '../provider/capability-statement.ts';
import { categories, patientParameters } from './compartment.ts';

/** One search, or the read of the Patient, that stands and falls by itself. */
export type Job = {
  /** What a checkpoint calls it: the type, or `Type?category=code`. */
  readonly key: string;
  readonly type: string;
  /** The search parameter that takes the patient; absent: a read by id. */
  readonly parameter?: string;
  readonly category?: string;
  /** ISO 8601: only what changed since then is wanted; absent: everything. */
  readonly since?: string;
};

/** What is wanted of a server, and where an earlier download of it stands. */
export type Wanted = {
  readonly since?: string | undefined;
  /** Types that are wanted whole, whatever `since` says. */
  readonly whole?: readonly string[] | undefined;
  readonly resumed?: Checkpoint | undefined;
};

type Offer = Pick<Capability, 'types' | 'searchParams'>;

const patientJob: Job = { key: 'Patient', type: 'Patient' };

/**
 * What to fetch: the Patient first, then each type of the compartment that the server offers to search.
 * A server that lists no types has said nothing: every type is tried.
 */
export function planJobs(offer: Offer, { since, whole, resumed }: Wanted): readonly Job[] {
  const jobs = Object.entries(patientParameters).flatMap(([type, parameters]): Job[] => {
    const offered = offer.types.get(type);
    if (offer.types.size > 0 && offered?.search !== true) return [];
    const listed = ['patient', ...parameters].find((name) => offered?.searchParams.has(name));
    const parameter = listed ?? parameters[0];
    if (parameter === undefined) return [];
    const isSince = since !== undefined && whole?.includes(type) !== true;
    const wanted = isSince && knowsLastUpdated(offer, offered) ? { since } : {};
    return [{ key: type, type, parameter, ...wanted }];
  });
  const keys = [...(resumed?.done ?? []), ...(resumed?.job === undefined ? [] : [resumed.job])];
  return [patientJob, ...jobs].flatMap((job) => (wasSplit(job, keys) ? byCategory(job) : [job]));
}

/** Whether every search of the plan asks for no more than what changed. */
export function asksForChanges(jobs: readonly Job[]): boolean {
  return jobs.every(({ parameter, since }) => parameter === undefined || since !== undefined);
}

/** A server that lists no search parameters has said nothing: it is asked. @see http://hl7.org/fhir/R4/search.html#lastUpdated */
function knowsLastUpdated(
  { searchParams: ofAll }: Offer,
  offered: OfferedType | undefined,
): boolean {
  const ofType = offered?.searchParams ?? new Set();
  return ofAll.size + ofType.size === 0 || ofAll.has('_lastUpdated') || ofType.has('_lastUpdated');
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
