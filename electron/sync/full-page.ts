import { pageAt, pageSize, type PageSource } from './page.ts';
import type { PageAnswer } from './page-content.ts';
import type { Trail } from './trail.ts';

type Page = Extract<PageAnswer, { kind: 'page' }>;

/** What servers give at most where they heed no `_count`. */
const usualSizes: ReadonlySet<number> = new Set([50, 100, pageSize, 250, 500, 1000]);

/**
 * Whether a search may go on after a page that names neither a next one nor a total: a first page, or one that was
 * asked for by `_offset`, with a round number of entries.
 */
export function mayGoOn(trail: Trail, { next, total, found, pageSize: size }: Page): boolean {
  if (next !== undefined || total !== undefined || !trail.isWhole || found === 0) return false;
  const isAsked = trail.addresses.size === 1 || trail.isByOffset;
  return isAsked && (found % 10 === 0 || found === size);
}

/**
 * What comes after such a page, asked for once by `_offset`: the entries that follow, an empty page where there are
 * none, or, where the server does not understand, a doubt if the page was as full as pages are.
 */
export async function pageAfter(
  page: Page,
  { trail, source }: { readonly trail: Trail; readonly source: PageSource },
): Promise<PageAnswer> {
  trail.isByOffset = true;
  const url = new URL(trail.first ?? page.url);
  url.searchParams.set('_offset', String(trail.found));
  const after = await pageAt(url.href, source);
  const isSame = after.kind === 'page' && after.mark !== undefined && trail.marks.has(after.mark);
  if (after.kind === 'page' && !isSame) return after;
  const isFull = usualSizes.has(page.found) || page.found === page.pageSize;
  if (isFull) return { kind: 'refused', reason: 'more-unknown' };
  const { kind, text, isFaulty } = { ...page, text: nothingMore };
  return { kind, text, url: url.href, count: 0, found: 0, isFaulty };
}

const nothingMore = '{"resourceType":"Bundle","type":"searchset"}';
