import type { SyncStep } from '../../shared/ipc/sync.ts';
import type { FhirAnswer } from '../http/fhir-client.ts';
import { asList, member, text } from '../provider/capability-statement.ts';

export type RefusedReason = Extract<SyncStep, { kind: 'refused' }>['reason'];

export type Refused = {
  readonly kind: 'refused';
  readonly reason: RefusedReason;
  readonly status?: number;
  /** The server may not have this kind of thing at all. */
  readonly mayNotBeOffered?: true;
};

/** One page of a job, or why there is none. */
export type PageAnswer =
  | {
      readonly kind: 'page';
      readonly text: string;
      readonly url: string;
      /** The address of the following page, as the server gave it; absent: this was the last. */
      readonly next?: string;
      readonly total?: number;
      /** How many entries it has. */
      readonly count: number;
      /** How many of them are none of the server's remarks. */
      readonly found: number;
      /** How many entries a page has at most, where the page says so of itself. */
      readonly pageSize?: number;
      /** What tells this page's entries from another page's; absent where it has none. */
      readonly mark?: string;
      /** The server says on the page itself that something went wrong. */
      readonly isFaulty: boolean;
    }
  | Refused;

/**
 * What a page says of itself and of the next one. A `next` that leads away from the server is refused when its turn
 * comes, after this page is safe.
 */
export function readPage({ resource, text: content, url }: FhirAnswer): PageAnswer {
  const given = linkOf(resource, 'next');
  const pageSize = pageSizeIn(linkOf(resource, 'self'));
  const total = member(resource, 'total');
  const entries = asList(member(resource, 'entry')).map((entry) => member(entry, 'resource'));
  const found = entries.filter((each) => !isOutcome(each));
  const mark = markOf(found);
  return {
    kind: 'page',
    text: content,
    url,
    count: entries.length,
    found: found.length,
    ...(pageSize === undefined ? {} : { pageSize }),
    isFaulty: saysMore(resource) || entries.some(saysError),
    ...(mark === undefined ? {} : { mark }),
    ...(typeof total === 'number' && Number.isInteger(total) ? { total } : {}),
    // Nothing is the address of the page itself; servers that write it mean that there is no next one.
    ...(given === undefined || given.trim() === '' ? {} : { next: nextAddress(given, url) }),
  };
}

function linkOf(bundle: unknown, relation: string): string | undefined {
  const links = asList(member(bundle, 'link'));
  return text(
    member(
      links.find((each) => member(each, 'relation') === relation),
      'url',
    ),
  );
}

function pageSizeIn(self: string | undefined): number | undefined {
  const [, size] = /[?&]_count=(\d{1,6})(?:&|$)/.exec(self ?? '') ?? [];
  return size === undefined ? undefined : Number(size);
}

/**
 * The address of `next`, relative to the page it stands on. A server behind a proxy may not know that it is reached
 * by https and write http: that one thing is put right, for the same host.
 */
export function nextAddress(given: string, page: string): string {
  if (!URL.canParse(given, page)) return given;
  const next = new URL(given, page);
  const from = new URL(page);
  if (from.protocol === 'https:' && next.host === from.hostname) next.protocol = 'https:';
  return next.href;
}

/** The first and the last entry by their ids; in full where none has one. Two pages of one search do not begin and end alike. */
function markOf(found: readonly unknown[]): string | undefined {
  const named = found.filter((each) => text(member(each, 'id')) !== undefined);
  const ends = (each: unknown): string =>
    named.length === 0
      ? JSON.stringify(each)
      : `${String(member(each, 'resourceType'))}/${String(member(each, 'id'))}`;
  const telling = named.length === 0 ? found.filter((each) => typeof each === 'object') : named;
  const [first] = telling;
  return first === undefined ? undefined : `${ends(first)} ${ends(telling.at(-1))}`;
}

function isOutcome(resource: unknown): boolean {
  return member(resource, 'resourceType') === 'OperationOutcome';
}

/** Beside entries a warning is a remark, and an error says that some are missing. @see http://hl7.org/fhir/R4/search.html#errors */
function saysError(entry: unknown): boolean {
  return isOutcome(entry) && severities(entry).some((one) => one === 'error' || one === 'fatal');
}

/** An OperationOutcome in the place of a Bundle: nothing came, unless it only informs that there is nothing. */
function saysMore(answer: unknown): boolean {
  return isOutcome(answer) && severities(answer).some((one) => one !== 'information');
}

function severities(outcome: unknown): readonly unknown[] {
  return asList(member(outcome, 'issue')).map((issue) => member(issue, 'severity'));
}
