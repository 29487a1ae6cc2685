import type { EntryCard, EntryKey, SourceId } from '../../../shared/record/card.ts';
import type { Place, StoredEntry, VaultEvent } from '../log/event.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { lastingEvents } from './lasting-events.ts';
import { withPlaces, type FilePlace } from './places.ts';
import { versionId } from './versions.ts';

/** Something that lies in a segment, and where it comes to lie in the backup. */
export type Piece = {
  readonly offset: number;
  readonly length: number;
  readonly what: Text | Document;
  /** Set when it was written; stays unset where its segment does not open. */
  filed: FilePlace | undefined;
};

/** The text of an entry's version. */
export type Text = {
  readonly kind: 'text';
  readonly sourceId: SourceId;
  readonly resourceType: string;
  /** Tells the same version at two places: a damaged one, and where it was put back. */
  readonly version: string;
};
/** Any other bytes: an attachment, or what an event of an unknown kind points to. */
export type Document = {
  readonly kind: 'document';
  readonly sourceId: SourceId | undefined;
  readonly contentType: string;
};

/** All that a backup takes from the segments, by segment and in the order of the log. */
export type Gathered = {
  readonly segments: ReadonlyMap<string, ReadonlyMap<number, Piece>>;
  /** Sources in the order in which they came, for their folders' numbers. */
  readonly sources: readonly SourceId[];
  readonly entries: number;
  readonly pieces: number;
  /** How many events there were; those that came since are for the next backup. */
  readonly events: number;
  readonly rows: number;
  readonly damagedRows: number;
  /** Some entries stand apart from the record, or did. */
  readonly holdsSetAside: boolean;
};

/** Goes through the log once and notes every place. */
export async function gather(vault: OpenVault): Promise<Gathered> {
  const segments = new Map<string, Map<number, Piece>>();
  const sources = new Set<SourceId>();
  const keys = new Set<EntryKey>();
  const damaged = new Set<number>();
  const rows = vault.head.seq;
  let [events, pieces] = [0, 0];
  let holdsSetAside = false;
  const add = (place: Place, what: Piece['what']): void => {
    const inSegment = segments.get(place.segment) ?? new Map<number, Piece>();
    segments.set(place.segment, inSegment);
    if (inSegment.has(place.offset)) return;
    inSegment.set(place.offset, {
      offset: place.offset,
      length: place.length,
      what,
      filed: undefined,
    });
    if (what.sourceId !== undefined) sources.add(what.sourceId);
    pieces += 1;
  };
  for await (const event of lastingEvents(vault, (seq) => damaged.add(seq))) {
    events += 1;
    holdsSetAside ||= event.kind === 'set-aside';
    if (event.kind === 'source') sources.add(event.source.id);
    for (const entry of entriesIn(event)) {
      keys.add(entry.card.key);
      add(entry.place, textOf(entry));
      if (entry.card.original !== undefined) {
        add(entry.card.original.place, originalOf(entry.card));
      }
    }
    if (event.kind === 'attachment') {
      const { place, sourceId, contentType = '' } = event.attachment;
      add(place, { kind: 'document', sourceId, contentType });
    }
    // Whatever else points into a segment, of a kind that is not known here.
    withPlaces(event, (place) => {
      add(place, { kind: 'document', sourceId: undefined, contentType: '' });
      return place;
    });
  }
  return {
    segments,
    sources: [...sources],
    entries: keys.size,
    pieces,
    events,
    rows,
    holdsSetAside,
    damagedRows:
      [...damaged].filter((seq) => !vault.state.mendedRows.has(seq)).length + vault.damage.lostRows,
  };
}

function entriesIn(event: VaultEvent): readonly StoredEntry[] {
  return event.kind === 'entries' || event.kind === 'mended' ? event.entries : [];
}

function textOf({ card }: StoredEntry): Text {
  const { sourceId, resourceType } = card;
  return { kind: 'text', sourceId, resourceType, version: versionId(card) };
}

/** What an entry was made from: a line like the others, in files of their own. */
function originalOf(card: EntryCard): Text {
  const { sourceId } = card;
  const resourceType = card.original?.format === 'xml' ? 'OriginalXml' : 'OriginalJson';
  return { kind: 'text', sourceId, resourceType, version: `original of ${versionId(card)}` };
}

/** Where a place of the vault is in the backup, if it could be written. */
export function filedPlace(gathered: Gathered, place: Place): FilePlace | undefined {
  return gathered.segments.get(place.segment)?.get(place.offset)?.filed;
}
