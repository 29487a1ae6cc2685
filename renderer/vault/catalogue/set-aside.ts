import { defined } from '../../../shared/base/defined.ts';
import type { EntryKey, SourceId } from '../../../shared/record/card.ts';
import { isOfSource } from '../../../shared/record/entry-key.ts';
import type { SetAside } from '../../../shared/record/source.ts';
import type { VaultEvent } from '../log/event.ts';
import type { VaultState } from './state.ts';

/** Why an entry stands apart from the record; `undefined` where it is part of it. */
export function whyAside(
  { setAside }: Pick<VaultState, 'setAside'>,
  key: EntryKey,
): SetAside | undefined {
  const why = setAside.get(key);
  return why === 'mine' ? undefined : why;
}

/** The entries of a source, or of all, that stand apart. */
export function asideKeys(
  { setAside }: Pick<VaultState, 'setAside'>,
  only?: SourceId,
): readonly EntryKey[] {
  return [...setAside.keys()].filter((key) => {
    const isWanted = only === undefined || isOfSource(key, only);
    return isWanted && setAside.get(key) !== 'mine';
  });
}

/** The entries that stand apart and of which the person has not said whether they are about them. */
export function inQuestion({ setAside }: Pick<VaultState, 'setAside'>): readonly EntryKey[] {
  return asideKeys({ setAside }).filter((key) => setAside.get(key) !== 'not-mine');
}

/** The events that set entries apart, or take them back in, where they do not stand so already. The person's word stays. */
export function setAsideEvents(
  { setAside }: Pick<VaultState, 'setAside'>,
  sourceId: SourceId,
  judged: Iterable<readonly [EntryKey, SetAside | 'mine' | undefined]>,
): VaultEvent[] {
  const byReason = new Map<SetAside | 'mine' | undefined, EntryKey[]>();
  for (const [key, why] of new Map(judged)) {
    const before = setAside.get(key);
    if (before === 'mine' || before === 'not-mine' || before === why) continue;
    byReason.set(why, [...(byReason.get(why) ?? []), key]);
  }
  return [...byReason].map(([why, keys]) => defined({ kind: 'set-aside', sourceId, keys, why }));
}
