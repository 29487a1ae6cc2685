import type { SourceId } from '../../../shared/record/card.ts';
import type { VaultEvent } from '../log/event.ts';
import { eventsOf } from '../open-vault/events-of.ts';
import { isOfSource } from '../../../shared/record/entry-key.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';

/**
 * As `eventsOf`, without what came from a source before the person took it out of the record: a backup must not hold it.
 * That it was taken out stays, so that nothing brings it back.
 */
export async function* lastingEvents(
  vault: OpenVault,
  damaged: (seq: number) => void = () => undefined,
): AsyncGenerator<VaultEvent, void, undefined> {
  const removals = await removalsOf(vault);
  let at = 0;
  for await (const event of eventsOf(vault, damaged)) {
    const isGone = (sourceId: SourceId) => at < (removals.get(sourceId) ?? 0);
    const lasting = withoutRemoved(event, [...removals.keys()].filter(isGone));
    at += 1;
    if (lasting !== undefined) yield lasting;
  }
}

/** The place of each source's last removal among all events. */
async function removalsOf(vault: OpenVault): Promise<ReadonlyMap<SourceId, number>> {
  const removals = new Map<SourceId, number>();
  if (vault.state.removed.size === 0) return removals;
  let at = 0;
  for await (const event of eventsOf(vault)) {
    if (event.kind === 'source-removed') removals.set(event.sourceId, at);
    at += 1;
  }
  return removals;
}

/** What is left of an event without these sources; `undefined` where nothing is. */
function withoutRemoved(event: VaultEvent, gone: readonly SourceId[]): VaultEvent | undefined {
  if (event.kind === 'source-removed') return { ...event, segments: [] };
  if (gone.length === 0) return event;
  switch (event.kind) {
    case 'entries':
    case 'mended':
      return {
        ...event,
        entries: event.entries.filter(({ card }) => !gone.includes(card.sourceId)),
      };
    case 'source':
      return gone.includes(event.source.id) ? undefined : event;
    case 'attachment':
      return gone.includes(event.attachment.sourceId) ? undefined : event;
    case 'person':
      return gone.some((id) => isOfSource(event.key, id)) ? undefined : event;
    case 'checkpoint':
    case 'not-fetched':
    case 'not-supplied':
    case 'set-aside':
      return gone.includes(event.sourceId) ? undefined : event;
    case 'share':
    case 'request':
    case 'request-ended':
    case 'settings':
    case 'ways-in':
    case 'backup-recipient':
    case 'recovery-confirmed':
      break;
  }
  // Also one of a kind that a later program wrote.
  return event;
}
