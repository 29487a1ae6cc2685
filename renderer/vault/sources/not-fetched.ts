import type { SourceId } from '../../../shared/record/card.ts';
import type { Skipped } from '../../../shared/record/source.ts';
import type { NotFetched, VaultEvent } from '../log/event.ts';
import { attachmentId, type VaultState } from '../catalogue/state.ts';
import {
  tallied,
  withoutSkip,
  emptyTally,
  type Arrived,
  type OneSkipped,
} from './source-counts.ts';

/*
 * What could not be fetched from an address is counted among what a source passed over. Both are changed in one
 * transaction, so the count is always the number of such addresses.
 */

/** How the counts change with these, and the event that says so; neither where nothing is new. */
export function noteNotFetched(
  state: VaultState,
  sourceId: SourceId,
  addresses: readonly NotFetched[],
): { readonly arrived: Arrived; readonly events: readonly VaultEvent[] } {
  const changed = addresses.filter((one) => {
    const before = state.notFetched.get(attachmentId({ sourceId, url: one.address }));
    return before?.reason !== one.reason || before?.limit !== one.limit;
  });
  if (changed.length === 0) return { arrived: {}, events: [] };
  const before = changed.map(({ address }) =>
    state.notFetched.get(attachmentId({ sourceId, url: address })),
  );
  return {
    arrived: { unskipped: before.flatMap(skipOf), skipped: changed.flatMap(skipOf) },
    events: [{ kind: 'not-fetched', sourceId, addresses: changed }],
  };
}

/** What could not be fetched from this source so far. */
export function notFetchedOf(state: VaultState, sourceId: SourceId): NotFetched[] {
  const prefix = attachmentId({ sourceId, url: '' });
  return [...state.notFetched].flatMap(([id, one]) => (id.startsWith(prefix) ? [one] : []));
}

/** The same as counts. */
export function notFetchedSkips(notFetched: readonly NotFetched[]): readonly Skipped[] {
  return tallied(emptyTally, { skipped: notFetched.flatMap(skipOf) }).skipped;
}

/** These counts without what could not be fetched. */
export function withoutNotFetched(
  skipped: readonly Skipped[],
  notFetched: readonly NotFetched[],
): readonly Skipped[] {
  return notFetched.flatMap(skipOf).reduce(withoutSkip, skipped);
}

function skipOf(one: NotFetched | undefined): OneSkipped[] {
  return one?.reason === undefined ? [] : [{ type: one.type, reason: one.reason }];
}
