/** The ways in which servers write the address of the next page. */
export const pagingStyles = ['cursor', 'getpages', 'offset', 'relative'] as const;
export type PagingStyle = (typeof pagingStyles)[number];

export interface Paged {
  readonly fhirBaseUrl: string;
  /** What is paged: a type, or an operation's path. */
  readonly path: string;
  readonly parameters: URLSearchParams;
  readonly style: PagingStyle;
}

/** The address of the page that begins at `offset`. All but `offset` are opaque: a client can follow them, not work them out. */
export function pageAddress(
  { fhirBaseUrl, path, parameters, style }: Paged,
  offset: number,
): string {
  const query = withoutPage(parameters);
  if (offset > 0 && style === 'getpages') {
    const whole = Buffer.from(`${path}?${query.toString()}`).toString('base64url');
    return `${fhirBaseUrl}?_getpages=${whole}&_getpagesoffset=${String(offset)}`;
  }
  if (offset > 0 && style === 'offset') query.set('_offset', String(offset));
  else if (offset > 0)
    query.set('_page', Buffer.from(`from ${String(offset)}`).toString('base64url'));
  const text = query.toString();
  const relative = `${path}${text === '' ? '' : `?${text}`}`;
  // Relative to the page it stands on, as a link in HTML.
  return style === 'relative' && offset > 0
    ? relative.slice(path.lastIndexOf('/') + 1)
    : `${fhirBaseUrl}/${relative}`;
}

/** Where the page begins; `NaN` where the address was made up. */
export function offsetOf(parameters: URLSearchParams): number {
  const plain = parameters.get('_offset');
  if (plain !== null) return /^\d+$/.test(plain) ? Number(plain) : Number.NaN;
  const page = parameters.get('_page');
  if (page === null) return 0;
  const [, offset] = /^from (\d+)$/.exec(Buffer.from(page, 'base64url').toString()) ?? [];
  return offset === undefined ? Number.NaN : Number(offset);
}

/** The search behind an address of the style `getpages`, with its offset; any other address as it is. */
export function unpackPages(url: URL, fhirBaseUrl: string): URL {
  const packed = url.searchParams.get('_getpages');
  if (packed === null) return url;
  const unpacked = new URL(`${fhirBaseUrl}/${Buffer.from(packed, 'base64url').toString()}`);
  unpacked.searchParams.set('_offset', url.searchParams.get('_getpagesoffset') ?? 'none');
  return unpacked;
}

function withoutPage(parameters: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams(parameters);
  query.delete('_page');
  query.delete('_offset');
  return query;
}
