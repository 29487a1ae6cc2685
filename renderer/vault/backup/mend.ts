import { AppError } from '../../../shared/base/error.ts';
import { concatBytes, type Bytes } from '../../../shared/base/bytes.ts';
import type { EntryCard } from '../../../shared/record/card.ts';
import type { Mended } from '../api/backup.ts';
import { contentHasher } from '../crypto/content-hash.ts';
import type { Place, StoredEntry, VaultEvent } from '../log/event.ts';
import { eventsOf } from '../open-vault/events-of.ts';
import { commit, type Change } from '../open-vault/commit.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { newSegmentId, type Segment } from '../open-vault/segments.ts';
import type { BackupManifest } from './format.ts';
import type { BackupIdentity } from './identity.ts';
import { backupTag } from './names.ts';
import { assertOwnBackup } from './own-backup.ts';
import { lostPlace, type FilePlace } from './places.ts';
import { readBackup, type OpenedBackup } from './read.ts';
import { provenThumbprint } from './signing-jwk.ts';
import { assertSameText, placeId, storedVersions } from './versions.ts';
import { compareWith, findDamage, type WantedFromBackup } from './wanted.ts';

const textsInSegment = 100;
const entriesInRow = 100;

/** The file of a backup, which is read twice: each call begins anew. */
export type MendingBackup = {
  readonly open: () => OpenedBackup['cipher'];
  readonly identity: BackupIdentity;
};

/**
 * Puts back what is damaged or lost in the open vault, if the backup has it. What is whole here stays as it is, also
 * where the backup says otherwise. The backup is read and checked to its end before anything is written.
 * @throws the codes of `readBackup`, backup-of-another-person, vault-storage-full, vault-storage-failed
 */
export async function mend(vault: OpenVault, backup: MendingBackup): Promise<Mended> {
  await findDamage(vault);
  const { identity } = backup.identity;
  const comparison = compareWith(vault);
  const first = { cipher: backup.open(), identity };
  let signedBy: string | undefined;
  const manifest = await readBackup(first, {
    event: comparison.take,
    async signingKey(jwk) {
      signedBy = await provenThumbprint(jwk);
    },
  });
  await assertOwnBackup(vault, signedBy, backup.identity);
  const wanted = comparison.wanted();
  const found = await placeAll(vault, { cipher: backup.open(), identity }, wanted);
  const rows = await mendedRows(vault, manifest);
  const events = eventsFor(wanted, found, rows);
  if (events.length > 0)
    await commit(
      vault,
      events.map((event): Change => ({ events: [event] })),
    );
  return {
    entries: wanted.versions.length,
    documents: wanted.attachments.length,
    others: wanted.events.length,
    stillDamaged: await stillDamaged(vault),
  };
}

/** Seals the texts and documents that are wanted; they count from the moment in which events point to them. */
async function placeAll(
  vault: OpenVault,
  backup: OpenedBackup,
  wanted: WantedFromBackup,
): Promise<ReadonlyMap<string, Place>> {
  const hashOf = await contentHasher();
  const cards = new Map(wanted.versions.map(({ card, filed }) => [placeId(filed), card]));
  const documents = new Set(wanted.attachments.map(({ filed }) => placeId(filed)));
  const originals = new Set(
    wanted.versions.flatMap(({ originalFiled }) =>
      originalFiled === undefined ? [] : [placeId(originalFiled)],
    ),
  );
  const found = new Map<string, Place>();
  if (cards.size + documents.size === 0) return found;
  let texts: { readonly id: string; readonly bytes: Bytes }[] = [];
  const writeTexts = async (): Promise<void> => {
    if (texts.length === 0) return;
    const segment = newSegmentId();
    let offset = 0;
    for (const { id, bytes } of texts) {
      found.set(id, { segment, offset, length: bytes.length });
      offset += bytes.length;
    }
    await keepSegment(vault, { id: segment, bytes: concatBytes(...texts.map((one) => one.bytes)) });
    texts = [];
  };
  await readBackup(backup, {
    async text(backupFile, line, bytes) {
      const id = placeId({ backupFile, line });
      const card = cards.get(id);
      if (card === undefined && !originals.has(id)) return;
      if (card !== undefined) assertSameText(card, hashOf(bytes));
      texts.push({ id, bytes });
      if (texts.length === textsInSegment) await writeTexts();
    },
    async document(backupFile, bytes) {
      const id = placeId({ backupFile });
      if (!documents.has(id)) return;
      const segment = { id: newSegmentId(), bytes };
      found.set(id, { segment: segment.id, offset: 0, length: bytes.length });
      await keepSegment(vault, segment);
    },
  });
  await writeTexts();
  return found;
}

/** A segment ahead of the events that will point to it: all of them in one transaction would fill the memory. */
function keepSegment(vault: OpenVault, segment: Segment): Promise<void> {
  return commit(vault, [{ events: [], segments: [segment] }]);
}

/** Newest versions first: the earlier ones then find their place behind them. */
function eventsFor(
  wanted: WantedFromBackup,
  found: ReadonlyMap<string, Place>,
  rows: readonly number[],
): VaultEvent[] {
  const placed = wanted.versions.map(({ card, filed, originalFiled, newest }) => ({
    newest,
    entry: {
      card: withOriginal(card, originalFiled, found),
      place: placeIn(found, placeId(filed)),
    },
  }));
  const newest = placed.filter((one) => one.newest).map((one) => one.entry);
  const others = placed.filter((one) => !one.newest).map((one) => one.entry);
  const attachments = wanted.attachments.map(({ filed, ...attachment }): VaultEvent => {
    const place = placeIn(found, placeId(filed));
    return { kind: 'attachment', attachment: { ...attachment, place } };
  });
  return [
    ...wanted.events,
    ...inRows(newest).map((entries): VaultEvent => ({ kind: 'entries', entries })),
    ...inRows(others).map((entries): VaultEvent => ({ kind: 'mended', entries, rows: [] })),
    ...attachments,
    ...(rows.length === 0 ? [] : [{ kind: 'mended', entries: [], rows } as const]),
  ];
}

/** The card with the new place of what its entry was made from; or nowhere, where the backup does not have it. */
function withOriginal(
  card: EntryCard,
  filed: FilePlace | undefined,
  found: ReadonlyMap<string, Place>,
): EntryCard {
  const { original, ...rest } = card;
  if (original === undefined) return card;
  const place = filed === undefined ? undefined : found.get(placeId(filed));
  return { ...rest, original: { ...original, place: place ?? lostPlace } };
}

function placeIn(found: ReadonlyMap<string, Place>, id: string): Place {
  const place = found.get(id);
  if (place === undefined) throw new AppError('backup-damaged', { where: 'place' });
  return place;
}

function inRows(entries: readonly StoredEntry[]): StoredEntry[][] {
  const rows: StoredEntry[][] = [];
  for (let at = 0; at < entries.length; at += entriesInRow) {
    rows.push(entries.slice(at, at + entriesInRow));
  }
  return rows;
}

/**
 * The damaged rows of the log of which nothing is missing any more: those that the backup still read, as it was made of
 * this very log when all of its rows were whole.
 */
async function mendedRows(vault: OpenVault, { log, missing }: BackupManifest): Promise<number[]> {
  const isOfThisLog = log.vault === (await backupTag(vault.keys));
  if (!isOfThisLog || missing.logRows > 0) return [];
  return (await damagedRows(vault)).filter((seq) => seq <= log.rows);
}

/** The numbers of the rows that are damaged and were not mended. */
export async function damagedRows(vault: OpenVault): Promise<number[]> {
  const damaged = new Set<number>();
  const events = eventsOf(vault, (seq) => damaged.add(seq));
  for (let next = await events.next(); next.done !== true;) next = await events.next();
  return [...damaged].filter((seq) => !vault.state.mendedRows.has(seq));
}

async function stillDamaged(vault: OpenVault): Promise<number> {
  const { segments, state } = vault;
  const stored = [...storedVersions(vault), ...state.attachments.values()];
  const parts = stored.filter(({ place }) => segments.damaged.has(place.segment)).length;
  return parts + (await damagedRows(vault)).length;
}
