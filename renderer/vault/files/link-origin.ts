import { base64, hex, sha256, utf8 } from '../../../shared/base/bytes.ts';
import { wordsOf } from '../../../shared/fhir/concept.ts';
import type { EntryKey, SourceId } from '../../../shared/record/card.ts';
import { nameInKey, typeInName } from '../../../shared/record/entry-key.ts';
import type { Source } from '../../../shared/record/source.ts';
import type { HealthLink } from '../../../shared/share/health-link.ts';
import { readyEntries, type Arriving } from '../sources/ingest.ts';
import type { VaultState } from '../catalogue/state.ts';
import { suppliedKeys } from './newer-export.ts';

const markLength = 32;
/** The share of a file's entries, or of a source's, that must be in the other for it to be that source's file. */
const sharedShare = 0.5;

/** The SMART Health Link that files came from. */
export type LinkOrigin = {
  /** How a source remembers the link. */
  readonly mark: string;
  /** There is one file behind it. */
  readonly isOneFile: boolean;
  /** The sources that its files have gone into since it was opened: each file has one of its own. */
  readonly taken: Set<SourceId>;
};

/** Tells a link from others without giving away how to open it. */
export async function linkOrigin(
  { url, key }: Pick<HealthLink, 'url' | 'key'>,
  files: number,
): Promise<LinkOrigin> {
  const mark = hex(await sha256(utf8(`${url}\n${base64(key)}`))).slice(0, markLength);
  return { mark, isOneFile: files === 1, taken: new Set() };
}

/**
 * The source that this file of a link went into before, whatever its ids are. Nothing in a manifest names its files:
 * where there are several, the file belongs to the source that it shares most entries with, and to a new one where
 * that cannot be told, because the ids of one file may mean other things in another.
 */
export async function sourceOfLink(
  state: VaultState,
  { mark, isOneFile, taken }: LinkOrigin,
  resources: readonly Arriving[],
): Promise<Source | undefined> {
  const ofLink = [...state.sources.values()].filter(({ links = [] }) => links.includes(mark));
  const open = ofLink.filter(({ id }) => !taken.has(id));
  if (isOneFile && ofLink.length === 1) return open[0];
  const matches: { readonly source: Source; readonly shared: number }[] = [];
  for (const source of open) {
    const shared = await sharedWith(state, source.id, resources);
    if (shared > 0) matches.push({ source, shared });
  }
  const [best, next] = matches.toSorted((one, other) => other.shared - one.shared);
  return best?.shared === next?.shared ? undefined : best?.source;
}

/** How many entries a file has in common with a source, those that did not change twice; 0 where they are too few to tell. */
async function sharedWith(
  state: VaultState,
  sourceId: SourceId,
  resources: readonly Arriving[],
): Promise<number> {
  const ready = await readyEntries(resources, sourceId, '', 'by-content');
  const cards = new Map(ready.map(({ card }) => [card.key, card]));
  const here = tellingKeys(suppliedKeys(state, sourceId));
  const there = tellingKeys(new Set(cards.keys()));
  let [shared, unchanged] = [0, 0];
  for (const [key, { title, contentHash }] of cards) {
    const known = here.has(key) && there.has(key) ? state.entries.get(key)?.card : undefined;
    if (known === undefined || wordsOf(known.title) !== wordsOf(title)) continue;
    shared += 1;
    if (known.contentHash === contentHash) unchanged += 1;
  }
  return shared >= Math.min(here.size, there.size) * sharedShare ? shared + unchanged : 0;
}

/** Every file of a link may hold the patient: that tells only where there is nothing else. */
function tellingKeys(keys: ReadonlySet<EntryKey>): ReadonlySet<EntryKey> {
  const others = [...keys].filter((key) => typeInName(nameInKey(key)) !== 'Patient');
  return others.length === 0 ? keys : new Set(others);
}
