import { defined } from '../../../shared/base/defined.ts';
import { subjectsOf } from '../../../shared/fhir/subject.ts';
import { whoseSubject } from '../../../shared/fhir/whose.ts';
import type { EntryKey } from '../../../shared/record/card.ts';
import type { Source } from '../../../shared/record/source.ts';
import type { EntriesToClaim, EntryToDisown } from '../api/sources.ts';
import type { VaultEvent } from '../log/event.ts';
import { commit } from '../open-vault/commit.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { resourceAt } from '../record/entry-detail.ts';
import { knownOfSource } from './known-people.ts';
import { sourceOf } from './server-source.ts';
import { asideKeys, whyAside } from '../catalogue/set-aside.ts';
import { withAsideCounted } from './whose-counts.ts';

/** A person has few names at one service; of more, somebody else's may be among them. */
const mostNames = 50;

/**
 * Takes entries that stand apart into the record, because the person says that they are about them: one, or all of a
 * source. By what all of a source's call the person, later ones are known.
 * @throws unexpected where there is no such source, vault-storage-full, vault-storage-failed
 */
export async function claimEntries(
  vault: OpenVault,
  { source: sourceId, key }: EntriesToClaim,
): Promise<number> {
  const source = sourceOf(vault, sourceId);
  // What the person said not to be theirs is taken in one by one.
  const all = asideKeys(vault.state, sourceId).filter(
    (one) => key !== undefined || whyAside(vault.state, one) !== 'not-mine',
  );
  const keys = key === undefined ? all : all.filter((one) => one === key);
  if (keys.length === 0) return 0;
  const names = key === undefined ? await namesIn(vault, source, keys) : [];
  const claimed: VaultEvent = { kind: 'set-aside', sourceId, keys, why: 'mine' };
  const ownNames = [...new Set([...(source.ownNames ?? []), ...names])].slice(0, mostNames);
  const counted = withAsideCounted(source, vault.state, [claimed]);
  const named: Source = ownNames.length === 0 ? counted : { ...counted, ownNames };
  await commit(vault, [{ events: [claimed, { kind: 'source', source: named }] }]);
  return keys.length;
}

/**
 * Keeps an entry apart, because the person says that it is not about them.
 * @throws unexpected where there is no such source, vault-storage-full, vault-storage-failed
 */
export async function disownEntry(
  vault: OpenVault,
  { source: sourceId, key }: EntryToDisown,
): Promise<void> {
  const source = sourceOf(vault, sourceId);
  if (!asideKeys(vault.state, sourceId).includes(key)) return;
  const disowned: VaultEvent = { kind: 'set-aside', sourceId, keys: [key], why: 'not-mine' };
  const counted = withAsideCounted(source, vault.state, [disowned]);
  await commit(vault, [{ events: [disowned, { kind: 'source', source: counted }] }]);
}

/** What entries call somebody whom their source did not know to be the person. A relative is none. */
async function namesIn(
  vault: OpenVault,
  source: Source,
  keys: readonly EntryKey[],
): Promise<readonly string[]> {
  const known = await knownOfSource(vault, source);
  const names = new Set<string>();
  for (const key of keys) {
    const entry = vault.state.entries.get(key);
    if (entry === undefined || whyAside(vault.state, key) === 'relative') continue;
    const resource = await resourceAt(vault.segments, entry).catch(() => undefined);
    if (resource === undefined) continue;
    const { fullUrl } = entry.card;
    const addressed = defined({ resource, fullUrl });
    for (const subject of subjectsOf(resource)) {
      const { reference } = subject;
      if (reference === undefined || !/^urn:|(?:^|\/)Patient\//.test(reference)) continue;
      const whose = whoseSubject(subject, addressed, known);
      if (whose === 'unclear' || whose === 'other') names.add(reference);
      if (names.size >= mostNames) return [...names];
    }
  }
  return [...names];
}
