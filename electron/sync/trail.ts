import type { PageAnswer, RefusedReason } from './page-content.ts';

/** The way that a job has come, to see whether it still leads on. */
export type Trail = {
  readonly addresses: Set<string>;
  readonly marks: Set<string>;
  /** The address of the first page. */
  first: string | undefined;
  /** Entries that came; and those of them that are none of the server's remarks. */
  received: number;
  found: number;
  /** What follows is asked for by `_offset`, as the server names no next page. */
  isByOffset: boolean;
  /** Pages without entries, one after the other. */
  empty: number;
  /** The server said on one of the pages that something went wrong. */
  isFaulty: boolean;
  /** From the first page on, so that what came can be counted against what the server says there is. */
  readonly isWhole: boolean;
};

/** Begins a trail at the first page, or somewhere on the way. */
export function startTrail(isWhole: boolean): Trail {
  return {
    addresses: new Set(),
    marks: new Set(),
    first: undefined,
    received: 0,
    found: 0,
    isByOffset: false,
    empty: 0,
    isFaulty: false,
    isWhole,
  };
}

const pagesAtMost = 10_000;
/** Servers that filter after paging send some. */
const emptyAtMost = 50;

/**
 * Notes a page and says for which reason the job ends after it, where it ends other than well: its pages lead in a
 * circle or never end, the server reports an error on them, or fewer entries came than it says there are.
 */
export function flawAfter(
  trail: Trail,
  page: Extract<PageAnswer, { kind: 'page' }>,
): RefusedReason | undefined {
  const { url, next, mark, total } = page;
  trail.first ??= url;
  trail.received += page.count;
  trail.found += page.found;
  trail.empty = page.count === 0 ? trail.empty + 1 : 0;
  trail.isFaulty ||= page.isFaulty;
  trail.addresses.add(url);
  if (mark !== undefined && trail.marks.has(mark)) return 'server-broken';
  if (mark !== undefined) trail.marks.add(mark);
  if (next !== undefined) {
    const isEndless = trail.addresses.size >= pagesAtMost || trail.empty > emptyAtMost;
    return isEndless || trail.addresses.has(next) ? 'server-broken' : undefined;
  }
  if (trail.isFaulty) return 'server-refused';
  const isShort = trail.isWhole && total !== undefined && trail.received < total;
  return isShort ? 'everything-cut-short' : undefined;
}
