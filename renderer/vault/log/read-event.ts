import { readCard } from '../../../shared/record/earlier-cards.ts';
import type { VaultEvent } from './event.ts';

/** An event that was read from a vault or a backup, with its cards as this program knows them; any other as it is. */
export function readEvent(written: VaultEvent): VaultEvent {
  if (written.kind !== 'entries' && written.kind !== 'mended') return written;
  if (written.entries.every(({ card }) => 'describedBy' in card)) return written;
  const entries = written.entries.map(({ card, place }) => ({ card: readCard(card), place }));
  return { ...written, entries };
}
