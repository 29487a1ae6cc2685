import { safeAddress } from '../../../shared/base/web-address.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import type { VaultState } from '../catalogue/state.ts';
import { notFetchedOf } from './not-fetched.ts';

/** A host at which documents of a source lie, and how many of them. */
export type HostToAsk = { readonly host: string; readonly documents: number };

/** More than any service has; the rest is asked for when these have come. */
const hostsAtMost = 10;

/** The host of a document's address, where it is one that may be asked at all. */
export function hostOfDocument(address: string): string | undefined {
  const safe = safeAddress(address);
  return safe === undefined ? undefined : new URL(safe).host;
}

/** The other hosts at which documents of this source lie, and for which the person was not asked; the one with the most first. */
export function documentHostsToAsk(state: VaultState, sourceId: SourceId): readonly HostToAsk[] {
  const source = state.sources.get(sourceId);
  const known = (source?.documentHosts ?? []).map(({ host }) => host);
  const own = hostOfDocument(source?.fhirBaseUrl ?? '');
  const counts = new Map<string, number>();
  for (const { address, reason } of notFetchedOf(state, sourceId)) {
    const host = reason === 'off-origin-link' ? hostOfDocument(address) : undefined;
    if (host === undefined || host === own || known.includes(host)) continue;
    counts.set(host, (counts.get(host) ?? 0) + 1);
  }
  return [...counts]
    .map(([host, documents]) => ({ host, documents }))
    .sort((one, other) => other.documents - one.documents)
    .slice(0, hostsAtMost);
}
