import type { Client } from 'fhir-kit-client';
import { AppError, type ErrorCode } from '../../shared/base/error.ts';
import { noContent, RefusedError } from '../http/answer-fault.ts';
import { isWithinBase, type FhirBaseUrl } from '../http/fhir-base-url.ts';
import type { FhirAnswer } from '../http/fhir-client.ts';
import { readPage, type PageAnswer, type RefusedReason } from './page-content.ts';
import type { EverythingJob, Job, SearchJob } from './plan.ts';

export type Spelling = 'id' | 'reference';

/**
 * How a server understands the patient in `patient=`: the bare id, or `Patient/[id]`. Both are right, and there are
 * servers that answer one of them with an empty searchset, which would pass for a record in which there is nothing.
 * @see http://hl7.org/fhir/R4/search.html#reference
 */
export type PatientSpelling = { settled: Spelling | undefined };

/** What fetching a page needs of a download. */
export type PageSource = {
  readonly client: Client;
  readonly answerOf: (resource: object) => FhirAnswer;
  readonly base: FhirBaseUrl;
  readonly patientId: string;
  readonly spelling: PatientSpelling;
};

/** Entries a page: large enough for few round trips, small enough to show progress. Servers cap it as they like. */
export const pageSize = 200;

/** The first page of a job, asked for ever more plainly where the server answers 400. */
export async function firstPage(job: Job, source: PageSource): Promise<PageAnswer> {
  let page: PageAnswer = { kind: 'refused', reason: 'server-refused' };
  for (const ask of firstPages(job, source)) {
    page = await ask();
    if (!isBadRequest(page)) return page;
  }
  return page;
}

export function isBadRequest(page: PageAnswer): boolean {
  return page.kind === 'refused' && page.status === 400;
}

/** The ways to ask for it: servers refuse parameters that they do not know. */
function firstPages(job: Job, source: PageSource): readonly (() => Promise<PageAnswer>)[] {
  const { client, patientId, spelling } = source;
  const id = encodeURIComponent(patientId);
  switch (job.kind) {
    case 'read':
      return [() => pageFrom(source, () => client.read({ resourceType: job.type, id }))];
    case 'search':
      return searchesFor(job, patientId, spelling).map(
        (searchParams) => () =>
          pageFrom(source, () => client.resourceSearch({ resourceType: job.type, searchParams })),
      );
    case 'everything':
      return inputsFor(job).map(
        (input) => () =>
          pageFrom(source, () =>
            client.operation({
              name: '$everything',
              resourceType: 'Patient',
              id,
              method: 'GET',
              ...(input === undefined ? {} : { input }),
            }),
          ),
      );
  }
}

type Parameters = Readonly<Record<string, string | number>>;

function searchesFor(
  { parameter, category, since }: SearchJob,
  patientId: string,
  { settled }: PatientSpelling,
): Parameters[] {
  const isBare = parameter === 'patient' && settled !== 'reference';
  const plain = {
    [parameter]: isBare ? patientId : `Patient/${patientId}`,
    ...(category === undefined ? {} : { category }),
  };
  const counted = { ...plain, _count: pageSize };
  const bounded = since === undefined ? [] : [{ ...counted, _lastUpdated: `ge${since}` }];
  return [...bounded, counted, plain];
}

/** `_type` and `_since` came with R4; an empty object would be spelt as `?undefined`. @see http://hl7.org/fhir/R4/patient-operation-everything.html */
function inputsFor({ release, types, since }: EverythingJob): (Parameters | undefined)[] {
  const counted = { _count: pageSize };
  if (release !== 'R4') return [counted, undefined];
  const bounded = {
    ...counted,
    ...(types.size === 0 ? {} : { _type: [...types].join(',') }),
    ...(since === undefined ? {} : { _since: since }),
  };
  return [bounded, counted, undefined];
}

/** The page at an address that the server gave as `next`; one that leads away from the server is not asked for. */
export function pageAt(url: string, source: PageSource): Promise<PageAnswer> {
  if (!isWithinBase(url, source.base)) {
    return Promise.resolve({ kind: 'refused', reason: 'off-origin-link' });
  }
  return pageFrom(source, () => source.client.request(url));
}

async function pageFrom(source: PageSource, ask: () => Promise<object>): Promise<PageAnswer> {
  try {
    return readPage(source.answerOf(await ask()));
  } catch (thrown) {
    const reason = thrown instanceof AppError ? refusedReasons[thrown.code] : undefined;
    if (reason === undefined) throw thrown;
    if (!(thrown instanceof RefusedError)) return { kind: 'refused', reason };
    const { status } = thrown;
    return { kind: 'refused', reason: status === noContent ? 'server-broken' : reason, status };
  }
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
