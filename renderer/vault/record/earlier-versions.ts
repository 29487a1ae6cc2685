import type { EntryCard, EntryKey } from '../../../shared/record/card.ts';
import { english } from '../../../shared/words/english.ts';
import { changesBetween, statedFacts, type Stated } from '../../../shared/words/entry-changes.ts';
import { defined } from '../../../shared/base/defined.ts';
import type { EarlierVersion } from '../api/record.ts';
import { entryAt, originalOf } from './entry-detail.ts';
import { lineOf } from './entry-line.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import type { VaultState } from '../catalogue/state.ts';

/**
 * What an entry's source said before, newest first. One whose text does not open any more is listed all the same:
 * its card says what it said.
 */
export async function earlierVersions(
  vault: OpenVault,
  key: EntryKey,
): Promise<readonly EarlierVersion[]> {
  const entry = entryAt(vault, key);
  const versions = [...entry.earlier, entry];
  const found: EarlierVersion[] = [];
  for (const [at, version] of entry.earlier.entries()) {
    const next = versions[at + 1] ?? entry;
    const original = await originalOf(vault.segments, version).catch(() => undefined);
    found.push(
      defined({
        at: version.card.fetchedAt,
        changes: changesBetween(
          statedIn(vault.state, version.card),
          statedIn(vault.state, next.card),
          english,
        ),
        facts: statedFacts(statedIn(vault.state, version.card), english),
        original: original?.original,
      }),
    );
  }
  return found.reverse();
}

function statedIn(state: VaultState, card: EntryCard): Stated {
  return lineOf(state, card);
}
