import { fhirAnswer, operationOutcome, type Answer } from './answer.ts';
import { asList, isObject, type JsonObject } from './json.ts';
import { lastUpdatedMatches } from './last-updated.ts';
import { offsetOf, pageAddress, type PagingStyle } from './paging.ts';
import type { RecordStore, StoredResource } from './store.ts';

export const defaultPageSize = 50;
/** A larger `_count` is silently brought down to this, as real servers do. */
export const largestPageSize = 100;

/** The search parameters that every type has here. */
export const searchParameters = [
  { name: 'patient', type: 'reference' },
  { name: 'subject', type: 'reference' },
  { name: 'category', type: 'token' },
  { name: 'code', type: 'token' },
  { name: 'status', type: 'token' },
  { name: '_id', type: 'token' },
  { name: '_lastUpdated', type: 'date' },
] as const;

/** One page of a searchset, its entries still apart, so that a manner can spoil it. */
export interface Searchset {
  /** Absent where the server does not say. */
  readonly total?: number | undefined;
  readonly self: string;
  readonly next: string | undefined;
  /** The JSON text of each `Bundle.entry`. */
  readonly entries: readonly string[];
  /** From 1. */
  readonly page: number;
}

export interface SearchRequest {
  readonly fhirBaseUrl: string;
  readonly type: string;
  readonly parameters: URLSearchParams;
  /** `cursor` by default. */
  readonly paging?: PagingStyle | undefined;
}

/** The ids that `patient` and `subject` name, without `Patient/`. */
export function patientsAskedFor(parameters: URLSearchParams): string[] {
  return [...parameters.getAll('patient'), ...parameters.getAll('subject')]
    .flatMap((value) => value.split(','))
    .map((reference) => reference.replace(/^.*Patient\//, ''));
}

/** One page of what a search finds. */
export function searchPage(
  store: RecordStore,
  { type, ...request }: SearchRequest,
  isVisible: (resource: StoredResource) => boolean,
): Searchset {
  const found = store
    .ofType(type)
    .filter((resource) => isVisible(resource) && matches(resource, request.parameters));
  return pageOf(found, { ...request, path: type });
}

/**
 * One page of what was found, at most `largestPageSize` entries.
 * @see https://hl7.org/fhir/R4/http.html#paging
 */
export function pageOf(
  found: readonly StoredResource[],
  request: Omit<SearchRequest, 'type'> & { readonly path: string },
): Searchset {
  const { fhirBaseUrl, parameters } = request;
  const paged = { ...request, style: request.paging ?? 'cursor' };
  const size = pageSize(parameters);
  const offset = offsetOf(parameters);
  const end = offset + size;
  return {
    total: found.length,
    self: pageAddress({ ...paged, style: 'cursor' }, offset),
    next: size > 0 && end < found.length ? pageAddress(paged, end) : undefined,
    entries: found
      .slice(offset, end)
      .map(
        ({ type, id, text }) =>
          `{"fullUrl":${JSON.stringify(`${fhirBaseUrl}/${type}/${id}`)},"resource":${text},"search":{"mode":"match"}}`,
      ),
    page: size === 0 ? 1 : Math.floor(offset / size) + 1,
  };
}

/** The searchset as JSON. The resources' texts are put in as they are, so that `7.0` stays `7.0`. */
export function renderSearchset(searchset: Searchset): Answer {
  const link = [
    { relation: 'self', url: searchset.self },
    ...(searchset.next === undefined ? [] : [{ relation: 'next', url: searchset.next }]),
  ];
  const head = JSON.stringify({
    resourceType: 'Bundle',
    type: 'searchset',
    total: searchset.total,
    link,
  });
  const entries = searchset.entries.length === 0 ? '' : `,"entry":[${searchset.entries.join(',')}]`;
  return { ...fhirAnswer(`${head.slice(0, -1)}${entries}}`), page: searchset.page };
}

/** What is wrong with the search, if anything is. */
export function faultOfSearch(
  parameters: URLSearchParams,
  strict: boolean,
  listed: readonly string[],
): Answer | undefined {
  const count = parameters.get('_count');
  if (count !== null && !/^\d+$/.test(count)) {
    return operationOutcome(400, 'invalid', '_count is not a number');
  }
  if (Number.isNaN(offsetOf(parameters))) {
    return operationOutcome(400, 'invalid', 'this page address was not made by this server');
  }
  const known: ReadonlySet<string> = new Set([
    ...listed,
    ...['_count', '_format', '_offset', '_page', '_summary', '_total'],
  ]);
  const unknown = [...parameters.keys()].find((name) => !known.has(name));
  if (strict && unknown !== undefined) {
    return operationOutcome(400, 'not-supported', `the search parameter ${unknown} is not known`);
  }
  return undefined;
}

function matches(resource: StoredResource, parameters: URLSearchParams): boolean {
  const patients = patientsAskedFor(parameters);
  if (patients.length > 0 && !patients.some((id) => resource.patients.has(id))) return false;
  const ids = parameters.get('_id')?.split(',');
  if (ids !== undefined && !ids.includes(resource.id)) return false;
  const tokens = ['category', 'code', 'status'].every((name) =>
    parameters.getAll(name).every((value) => tokenMatches(resource.content[name], value)),
  );
  return tokens && lastUpdatedMatches(resource.content, parameters.getAll('_lastUpdated'));
}

/** Whether a code or CodeableConcept is one of `wanted`: `code`, `system|code`, `|code`, with commas between. */
function tokenMatches(element: unknown, wanted: string): boolean {
  const codings = asList(element).flatMap(codingsOf);
  return wanted.split(',').some((token) => {
    const [system, code] = token.includes('|') ? token.split('|') : [undefined, token];
    return codings.some(
      (coding) =>
        (code === '' || coding['code'] === code) &&
        (system === undefined || (coding['system'] ?? '') === system),
    );
  });
}

function codingsOf(value: unknown): JsonObject[] {
  if (typeof value === 'string') return [{ code: value }];
  return isObject(value) ? asList(value['coding']).filter(isObject) : [];
}

function pageSize(parameters: URLSearchParams): number {
  if (parameters.get('_summary') === 'count') return 0;
  const count = parameters.get('_count');
  return count === null ? defaultPageSize : Math.min(Number(count), largestPageSize);
}
