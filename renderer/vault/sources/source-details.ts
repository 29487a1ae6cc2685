import { defined } from '../../../shared/base/defined.ts';
import { intervalOf, newestIntervalFirst } from '../../../shared/fhir/partial-date.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import { sourceWarnings } from '../../../shared/record/list-warnings.ts';
import type { SourceDetails, SourceKind } from '../api/sources.ts';
import { isOfSource } from '../../../shared/record/entry-key.ts';
import { countNews } from '../record/news.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { documentHostsToAsk } from './document-hosts.ts';
import { serverAccess, sourceOf } from './server-source.ts';
import { documentDates, listStates, newestBySource } from '../catalogue/how-whole.ts';
import { asideKeys, whyAside } from '../catalogue/set-aside.ts';
import type { VaultState } from '../catalogue/state.ts';

/** How a source stands. @throws unexpected where there is no such source */
export async function sourceDetails(vault: OpenVault, sourceId: SourceId): Promise<SourceDetails> {
  const { state } = vault;
  const source = sourceOf(vault, sourceId);
  const aside = asideKeys(state, sourceId);
  return {
    source,
    access: source.kind === 'server' ? await accessTo(vault, sourceId) : 'none',
    goesOn: state.checkpoints.has(sourceId),
    kinds: kindsOf(state, sourceId),
    setAside: aside.length,
    ofRelatives: aside.filter((key) => whyAside(state, key) === 'relative').length,
    news: countNews(state, sourceId),
    hostsToAsk: documentHostsToAsk(state, sourceId),
    listWarnings: sourceWarnings(listStates(state).get(sourceId) ?? []),
    ...defined({
      newest: newestBySource(state).get(sourceId),
      documentDate: documentDates(state).get(sourceId),
    }),
    notSupplied: [...state.notSupplied.keys()].filter((key) => isOfSource(key, sourceId)).length,
  };
}

async function accessTo(vault: OpenVault, sourceId: SourceId): Promise<SourceDetails['access']> {
  // An access that does not open is as good as none: signing in makes a new one.
  const access = await serverAccess(vault.secrets, sourceId).catch(() => undefined);
  if (access === undefined) return 'none';
  return access.kind === 'open' ? 'open' : 'signed-in';
}

function kindsOf(state: VaultState, sourceId: SourceId): readonly SourceKind[] {
  const { newest, matching, texts, rowOf } = state.entries;
  const aside = new Set(asideKeys(state, sourceId).map(rowOf));
  const [types, datesOf] = [texts('resourceType'), texts('date')];
  const kinds = new Map<string, { count: number; dates: Set<string> }>();
  for (const row of newest.filter(matching({ sourceId }))) {
    if (aside.has(row)) continue;
    const type = types.at(row) ?? '';
    const kind = kinds.get(type) ?? { count: 0, dates: new Set() };
    kinds.set(type, kind);
    kind.count += 1;
    const date = datesOf.at(row);
    if (date !== undefined) kind.dates.add(date);
  }
  return [...kinds]
    .map(([type, { count, dates }]) => {
      const date = newestDate([...dates]);
      const kind = { type, count };
      return date === undefined ? kind : { ...kind, newest: date };
    })
    .sort((a, b) => b.count - a.count);
}

function newestDate(dates: readonly string[]): string | undefined {
  const [newest] = dates
    .map((date) => ({ date, interval: intervalOf(date) }))
    .filter(({ interval }) => interval !== undefined)
    .sort((a, b) => newestIntervalFirst(a.interval, b.interval));
  return newest?.date;
}
