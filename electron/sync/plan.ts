import type { Checkpoint } from '../../shared/ipc/sync.ts';
import type { Capability, FhirRelease, OfferedType } from '../provider/capability-statement.ts';
import { categoriesOf, patientParameters } from './compartment.ts';

type Named = {
  /** What a checkpoint calls it: the type, or `Type?category=code`. */
  readonly key: string;
  readonly type: string;
};

/** A search that stands and falls by itself. */
export type SearchJob = Named & {
  readonly kind: 'search';
  readonly release: FhirRelease;
  /** The search parameter that takes the patient. */
  readonly parameter: string;
  readonly category?: string;
  /** The server does not say that it has this type; it is asked all the same. */
  readonly isUnlisted?: true;
  /** ISO 8601: only what changed since then is wanted; absent: everything. */
  readonly since?: string;
};

/** `Patient/[id]/$everything`, for what searches cannot bring. */
export type EverythingJob = Named & {
  readonly kind: 'everything';
  readonly release: FhirRelease;
  /** The types that it is wanted for, as far as they are known when it begins; empty: all. */
  readonly types: ReadonlySet<string>;
  readonly since?: string;
};

/** What is fetched at one go: the Patient by its id, or any of these. */
export type Job = (Named & { readonly kind: 'read' }) | SearchJob | EverythingJob;

/** What is wanted of a server, and where an earlier download of it stands. */
export type WantedOfServer = {
  readonly since?: string | undefined;
  /** Types that are wanted whole, whatever `since` says. */
  readonly whole?: readonly string[] | undefined;
  readonly resumed?: Checkpoint | undefined;
};

/** What a server offers, as far as a plan needs it. */
export type Offer = Pick<Capability, 'types' | 'searchParams' | 'everything'> & {
  readonly release: FhirRelease;
};

const patientJob: Job = { kind: 'read', key: 'Patient', type: 'Patient' };

/**
 * What to fetch: the Patient first, then each type of the compartment that the server offers to search.
 * A server that lists no types has said nothing: every type is tried.
 */
export function planJobs(offer: Offer, wanted: WantedOfServer): readonly Job[] {
  const { resumed } = wanted;
  const keys = [...(resumed?.done ?? []), ...(resumed?.job === undefined ? [] : [resumed.job])];
  const searches = Object.entries(patientParameters[offer.release])
    .flatMap(([type, parameters]) => searchJob({ type, parameters }, offer, wanted))
    .flatMap((job) => (wasSplit(job, keys) ? byCategory(job) : [job]));
  return [patientJob, ...searches];
}

function searchJob(
  { type, parameters }: { readonly type: string; readonly parameters: readonly string[] },
  offer: Offer,
  { since, whole }: WantedOfServer,
): SearchJob[] {
  const { release, types } = offer;
  const offered = types.get(type);
  if (types.size > 0 && offered?.search !== true) return [];
  const listed = ['patient', ...parameters].find((name) => offered?.searchParams.has(name));
  const parameter = listed ?? parameters[0];
  if (parameter === undefined) return [];
  const isSince = since !== undefined && whole?.includes(type) !== true;
  const bounded = isSince && knowsLastUpdated(offer, offered) ? { since } : {};
  const unlisted = offered === undefined ? ({ isUnlisted: true } as const) : {};
  return [{ kind: 'search', key: type, type, release, parameter, ...unlisted, ...bounded }];
}

/**
 * What only `$everything` can bring of a server: the types of the compartment that it has and does not let us search,
 * or all where there is no search at all. `isNeeded`: there is something. `undefined` where the server does not name
 * the operation.
 */
export function everythingJob(
  offer: Offer,
  { since, whole = [] }: WantedOfServer,
): { readonly job: EverythingJob; readonly isNeeded: boolean } | undefined {
  const { everything, release, types } = offer;
  if (!everything) return undefined;
  const compartment = Object.keys(patientParameters[release]);
  const unsearchable = compartment.filter((type) => types.get(type)?.search === false);
  const hasSearch = types.size === 0 || compartment.some((type) => types.get(type)?.search);
  const job: EverythingJob = {
    kind: 'everything',
    key: '$everything',
    type: '$everything',
    release,
    types: new Set(hasSearch ? unsearchable : []),
    ...(since === undefined || whole.length > 0 ? {} : { since }),
  };
  return { job, isNeeded: !hasSearch || unsearchable.length > 0 };
}

/** Whether everything in the plan but the Patient is asked for no more than what changed. */
export function asksForChanges(jobs: readonly Job[]): boolean {
  return jobs.every((job) => {
    if (job.kind === 'everything' && job.release !== 'R4') return false;
    return job.kind === 'read' || job.since !== undefined;
  });
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
export function byCategory(job: SearchJob): readonly SearchJob[] {
  if (job.category !== undefined) return [];
  const codes = categoriesOf(job.type, job.release);
  return codes.map((category) => ({ ...job, key: `${job.type}?category=${category}`, category }));
}

function wasSplit({ type }: Job, keys: readonly string[]): boolean {
  return keys.some((key) => key.startsWith(`${type}?category=`));
}
