import type { Source, SourceState } from '../../../shared/record/source.ts';
import type { VaultEvent } from '../log/event.ts';
import type { VaultState } from '../catalogue/state.ts';
import { endStateOf } from './source-counts.ts';
import { asideKeys } from '../catalogue/set-aside.ts';

/**
 * The source as it is once these events have set entries apart or taken them back in: what is set apart is counted among
 * what was passed over, and keeps the source from being called complete. A relative's entries are no part of it.
 */
export function withAsideCounted(
  source: Source,
  { setAside }: Pick<VaultState, 'setAside'>,
  events: readonly VaultEvent[],
): Source {
  const now = new Map(setAside);
  for (const event of events) {
    if (event.kind !== 'set-aside') continue;
    for (const key of event.keys) {
      if (event.why === undefined) now.delete(key);
      else now.set(key, event.why);
    }
  }
  const count = asideKeys({ setAside: now }, source.id).filter(
    (key) => now.get(key) !== 'relative',
  ).length;
  const others = source.skipped.filter(({ reason }) => reason !== 'whose-unclear');
  const apart = { type: 'entry', reason: 'whose-unclear', count } as const;
  const skipped = count === 0 ? others : [...others, apart];
  const counted: Source = { ...source, skipped };
  // A page of something longer is a part for another reason, and stays one.
  const isEnded = source.state === 'complete' || source.state === 'partial';
  return isEnded && source.state === stateBy(source)
    ? { ...counted, state: stateBy(counted) }
    : counted;
}

/** What stayed text in a file is all here. */
function stateBy({ kind, skipped, received }: Source): SourceState {
  const lost = skipped.filter(({ reason }) => kind === 'server' || reason !== 'stayed-text');
  return endStateOf({ skipped: lost, received });
}
