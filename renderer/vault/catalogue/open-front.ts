import { openHead, openRow, type LogHead, type LogKey } from '../log/log.ts';
import type { VaultEvent } from '../log/event.ts';
import type { Shelves } from './shelf-counts.ts';
import { applyEvent, type VaultState } from './state.ts';
import type { VaultStore } from '../store/store.ts';
import { frontPageId, openFrontPage } from './front-page.ts';

/** What the first screen needs of a vault whose entries are not open yet. */
type Front = {
  readonly head: LogHead;
  /** The last log row that the stored page knows of. */
  readonly pageSeq: number;
  /** The version of the description that made the cards behind the page. */
  readonly describedBy: number;
  readonly shelves: Shelves;
  readonly state: VaultState;
};

/** Changes after which the shelves can only be told by looking at every entry. */
const movesEntries: readonly VaultEvent['kind'][] = ['entries', 'mended', 'source-removed'];
/** These the front page does not have: they are taken in with the entries. */
const takenWithEntries: readonly VaultEvent['kind'][] = ['attachment', 'not-fetched'];
const manyRows = 64;

/**
 * The front page with what has happened since. `undefined` where there is none, where entries came in since, and
 * where anything is not as it should be: then the whole record is read before the first screen.
 */
export async function openFront(store: VaultStore, key: LogKey): Promise<Front | undefined> {
  const [sealedHead, sealedPage] = await Promise.all([
    store.head(),
    store.catalogueRow(frontPageId),
  ]);
  const [head, page] = await Promise.all([
    openHead(key, sealedHead),
    openFrontPage(key, sealedPage),
  ]);
  if (head === undefined || page === undefined) return undefined;
  const events = await eventsBetween(store, key, page.head, head);
  if (events === undefined || events.some(({ kind }) => movesEntries.includes(kind))) {
    return undefined;
  }
  for (const event of events) {
    if (!takenWithEntries.includes(event.kind)) applyEvent(page.state, event);
  }
  const { describedBy, shelves, state } = page;
  return { head, pageSeq: page.head.seq, describedBy, shelves, state };
}

/** What the rows after `from` say, up to `to`; `undefined` where they do not join the two, or are many. */
async function eventsBetween(
  store: VaultStore,
  key: LogKey,
  from: LogHead,
  to: LogHead,
): Promise<readonly VaultEvent[] | undefined> {
  if (to.seq - from.seq > manyRows) return undefined;
  const events: VaultEvent[] = [];
  let { seq, hash } = from;
  for (const row of await store.logBetween(from.seq + 1, Number.MAX_SAFE_INTEGER)) {
    const { content, hash: ownHash } = await openRow(key, row);
    if (row.seq !== seq + 1 || content?.previous !== hash) return undefined;
    events.push(...content.events);
    seq = row.seq;
    hash = ownHash;
  }
  return seq === to.seq && hash === to.hash ? events : undefined;
}
