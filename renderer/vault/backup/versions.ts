import type { EntryCard } from '../../../shared/record/card.ts';
import { AppError } from '../../../shared/base/error.ts';
import type { StoredEntry } from '../log/event.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import type { FilePlace } from './places.ts';
import { withFilePlaces } from './places.ts';
import { asVaultEvent, type FiledEvent } from './read.ts';

/** One version of one entry, told from all others. */
export function versionId({
  key,
  contentHash,
  fetchedAt,
}: Pick<EntryCard, 'key' | 'contentHash' | 'fetchedAt'>): string {
  return `${contentHash} ${fetchedAt} ${key}`;
}

/** Every version that the open record has, the newest of each entry first. */
export function* storedVersions(vault: OpenVault): Generator<StoredEntry> {
  for (const entry of vault.state.entries.values()) yield* [entry, ...entry.earlier];
}

/** A version in a backup: its card, and where its text stands, if it was whole. */
export type FiledVersion = {
  readonly card: EntryCard;
  readonly filed: FilePlace | undefined;
  /** Where what it was made from stands, for one that was made. */
  readonly originalFiled?: FilePlace;
};

/** The versions that an event of a backup brings. */
export function filedVersions(event: FiledEvent): readonly FiledVersion[] {
  const places: FilePlace[] = [];
  const lined = asVaultEvent(
    withFilePlaces(event, (place) => {
      places.push(place);
      return { segment: '', offset: places.length - 1, length: 0 };
    }),
  );
  if (lined.kind !== 'entries' && lined.kind !== 'mended') return [];
  return lined.entries.map(({ card, place }) => {
    const filed = wholeAt(places, place.offset);
    const originalFiled = card.original && wholeAt(places, card.original.place.offset);
    return { card, filed, ...(originalFiled === undefined ? {} : { originalFiled }) };
  });
}

function wholeAt(places: readonly FilePlace[], at: number): FilePlace | undefined {
  const filed = places[at];
  return filed?.backupFile === '' ? undefined : filed;
}

/** A place in a backup as one text. */
export function placeId({ backupFile, line = 1 }: FilePlace): string {
  return `${backupFile}:${String(line)}`;
}

/** @throws backup-damaged where the text is not the one that the card was made from */
export function assertSameText(card: EntryCard, textHash: string | undefined): void {
  if ((card.textHash ?? card.contentHash) !== textHash)
    throw new AppError('backup-damaged', { where: 'text' });
}
