import { fromUtf8, type Bytes } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';
import { parseFhirJson } from '../../../shared/fhir/json.ts';
import { resourceOf } from '../../../shared/fhir/resource.ts';
import type { EntryCard } from '../../../shared/record/card.ts';
import { descriptionVersion } from '../../../shared/record/describe.ts';
import { describedAnew } from '../../../shared/record/make-card.ts';
import {
  blockOf,
  describedByOf,
  openBlockAt,
  rowsOfBlock,
  sealBlock,
  type CoveredRow,
} from '../catalogue/block.ts';
import type { VaultState } from '../catalogue/state.ts';
import type { Place, StoredEntry, VaultEvent } from '../log/event.ts';
import { wholeVault, type OpenVault } from '../open-vault/open-vault.ts';
import { openSegment } from '../open-vault/segments.ts';
import { inTurn } from '../open-vault/writes.ts';
import { isAllDescribedNow, renewCatalogue } from './catalogue-care.ts';

/** Whether cards are here that an earlier description made, or a front page that was made from such. */
export function isDescribedEarlier({ state, catalogue }: OpenVault): boolean {
  return !isAllDescribedNow(state) || isFrontEarlier(catalogue);
}

function isFrontEarlier({ frontDescribedBy }: OpenVault['catalogue']): boolean {
  return frontDescribedBy !== undefined && frontDescribedBy < descriptionVersion;
}

/**
 * Makes the cards anew that an earlier description made, from the stored resources, block by block of the catalogue.
 * The log is left as it is. Each block is written in a transaction of its own and is true before and after, so where
 * this is ended at any moment the next opening goes on with the blocks that are left. What does not open keeps its card.
 * @see docs/decisions/0025-facts-are-data.md
 */
export async function describeAnew(vault: OpenVault): Promise<void> {
  await wholeVault(vault);
  if (!isDescribedEarlier(vault)) return;
  if (!isCovered(vault)) await renewCatalogue(vault);
  let isChanged = false;
  for (const { first, describedBy } of vault.catalogue.covered) {
    if (describedBy < descriptionVersion && (await describeBlock(vault, first))) isChanged = true;
  }
  vault.catalogue.isDescribedNow = true;
  // The front page says what matters most by these cards.
  if (isChanged || isFrontEarlier(vault.catalogue)) await renewCatalogue(vault);
}

/** Whether every row of the log that opens stands in a block. */
function isCovered({ catalogue: { covered }, damage, head }: OpenVault): boolean {
  const rows = covered.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const isInBlock = (seq: number) => covered.some(({ first, last }) => first <= seq && seq <= last);
  const damagedBeside = [...damage.rows].filter((seq) => !isInBlock(seq)).length;
  return rows + damagedBeside >= head.seq;
}

/** The same block with its cards made anew. Answers whether any was. */
async function describeBlock(vault: OpenVault, first: number): Promise<boolean> {
  const { key, catalogue } = vault;
  const block = await openBlockAt(vault.store, key, first);
  if (block === undefined) return false;
  const rows = rowsOfBlock(block);
  const anew = await cardsAnew(
    vault,
    rows.flatMap(({ events }) => events.flatMap(entriesIn)),
  );
  if (anew.size === 0) return false;
  const written = await inTurn(vault.writes, async () => {
    const covered = catalogue.covered.find((one) => one.first === first);
    if (vault.writes.isOver || covered === undefined) return 'gone';
    if (covered.last !== block.last) return 'grown';
    const now = blockOf(
      first,
      block.previous,
      rows.map((row) => withCards(row, anew)),
    );
    await vault.store.write({ catalogue: [await sealBlock(key, now)] });
    const described = { ...covered, describedBy: describedByOf(now) };
    catalogue.covered = catalogue.covered.map((one) => (one === covered ? described : one));
    for (const [before, card] of anew) takeCard(vault.state, before, card);
    vault.state.revision += 1;
    return 'written';
  });
  // A block that was not full may have been written anew meanwhile, with what came since.
  return written === 'grown' ? describeBlock(vault, first) : written === 'written';
}

function entriesIn(event: VaultEvent): readonly StoredEntry[] {
  return event.kind === 'entries' || event.kind === 'mended' ? event.entries : [];
}

function withCards(row: CoveredRow, anew: ReadonlyMap<EntryCard, EntryCard>): CoveredRow {
  const events = row.events.map((event): VaultEvent => {
    if (event.kind !== 'entries' && event.kind !== 'mended') return event;
    const entries = event.entries.map(({ card, place }) => ({
      card: anew.get(card) ?? card,
      place,
    }));
    return { ...event, entries };
  });
  return { hash: row.hash, events };
}

/** The cards that an earlier description made and that can be made anew, by the card that is here. */
async function cardsAnew(
  vault: OpenVault,
  stored: readonly StoredEntry[],
): Promise<ReadonlyMap<EntryCard, EntryCard>> {
  const bySegment = new Map<string, { readonly card: EntryCard; readonly place: Place }[]>();
  for (const { card } of stored) {
    if (card.describedBy === descriptionVersion) continue;
    const place = placeOf(vault.state, card);
    // It was taken out of the record.
    if (place === undefined) continue;
    const inSegment = bySegment.get(place.segment) ?? [];
    bySegment.set(place.segment, inSegment);
    inSegment.push({ card, place });
  }
  const anew = new Map<EntryCard, EntryCard>();
  for (const [segment, entries] of bySegment) {
    const bytes = await segmentOrNothing(vault, segment);
    if (bytes === undefined) continue;
    for (const { card, place } of entries) {
      const made = cardAnew(card, bytes.subarray(place.offset, place.offset + place.length));
      if (made !== undefined) anew.set(card, made);
    }
  }
  return anew;
}

/** Where the text of this version lies now: it may have been put back from a backup. */
function placeOf(state: VaultState, card: EntryCard): Place | undefined {
  const row = rowOf(state, card);
  return row === undefined ? undefined : state.entries.storedAt(row).place;
}

function rowOf({ entries }: VaultState, card: EntryCard): number | undefined {
  return entries.versionsOf(card.key).find((row) => {
    const one = entries.storedAt(row).card;
    return one.contentHash === card.contentHash && one.fetchedAt === card.fetchedAt;
  });
}

function takeCard(state: VaultState, before: EntryCard, card: EntryCard): void {
  const row = rowOf(state, before);
  if (row === undefined) return;
  const { place, card: now } = state.entries.storedAt(row);
  // What it was made from may have been put back from a backup, too.
  const original = now.original === undefined ? {} : { original: now.original };
  state.entries.describe(row, { card: { ...card, ...original }, place });
}

/** `undefined` where the text is none of this entry's: its card stays as it is. */
function cardAnew(card: EntryCard, text: Bytes): EntryCard | undefined {
  try {
    const resource = resourceOf(parseFhirJson(fromUtf8(text)));
    return resource?.resourceType === card.resourceType ? describedAnew(card, resource) : undefined;
  } catch {
    return undefined;
  }
}

async function segmentOrNothing(vault: OpenVault, id: string): Promise<Bytes | undefined> {
  try {
    return await openSegment(vault.segments, id);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'vault-damaged') return undefined;
    throw thrown;
  }
}
