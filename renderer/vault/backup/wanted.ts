import { AppError } from '../../../shared/base/error.ts';
import type { EntryCard, EntryKey, SourceId } from '../../../shared/record/card.ts';
import type { Source } from '../../../shared/record/source.ts';
import type { StoredAttachment, VaultEvent } from '../log/event.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { openSegment } from '../open-vault/segments.ts';
import { isOfSource } from '../../../shared/record/entry-key.ts';
import { attachmentId, type VaultState } from '../catalogue/state.ts';
import type { FilePlace } from './places.ts';
import { withFilePlaces } from './places.ts';
import { asVaultEvent, type FiledEvent } from './read.ts';
import { filedVersions, versionId, storedVersions, type FiledVersion } from './versions.ts';

/** What a backup can put back into a damaged vault. */
export type WantedFromBackup = {
  /** Versions that are here and do not open, or that the vault has forgotten, each with its text in the backup. */
  readonly versions: readonly (FiledVersion & {
    readonly filed: FilePlace;
    readonly newest: boolean;
  })[];
  readonly attachments: readonly (StoredAttachment & { readonly filed: FilePlace })[];
  /** Whole events that need no text. */
  readonly events: readonly VaultEvent[];
};

/** Opens every segment once, so that the vault knows all that is damaged. */
export async function findDamage(vault: OpenVault): Promise<void> {
  const segments = new Set<string>();
  for (const { place } of storedVersions(vault)) segments.add(place.segment);
  for (const { place } of vault.state.attachments.values()) segments.add(place.segment);
  for (const segment of segments) {
    await openSegment(vault.segments, segment).catch((thrown: unknown) => {
      if (!(thrown instanceof AppError) || thrown.code !== 'vault-damaged') throw thrown;
    });
  }
}

/** Compares the events of a backup, in their order, with the open vault, whose damage is known. */
export function compareWith(vault: OpenVault): {
  readonly take: (event: FiledEvent) => void;
  readonly wanted: () => WantedFromBackup;
} {
  const { state, segments } = vault;
  const here = new Map<string, boolean>();
  for (const { card, place } of storedVersions(vault)) {
    here.set(versionId(card), !segments.damaged.has(place.segment));
  }
  const versions = new Map<string, FiledVersion & { readonly filed: FilePlace }>();
  const newest = new Map<EntryKey, string>();
  const attachments = new Map<string, StoredAttachment & { readonly filed: FilePlace }>();
  const sources = new Map<SourceId, Source>();
  const shares = new Set(state.shares.map((share) => JSON.stringify(share)));
  const others: VaultEvent[] = [];
  let person: VaultEvent | undefined;
  return {
    take(event) {
      for (const version of filedVersions(event)) {
        const id = versionId(version.card);
        if (event.kind === 'entries') newest.set(version.card.key, id);
        const { filed, card } = version;
        if (wasRemoved(state, card.sourceId, card.fetchedAt)) continue;
        if (filed !== undefined && here.get(id) !== true) versions.set(id, { ...version, filed });
      }
      const { attachment, filed } = filedAttachment(event);
      const isGone = attachment !== undefined && wasRemoved(state, attachment.sourceId);
      if (attachment !== undefined && filed !== undefined && !isGone) {
        const known = state.attachments.get(attachmentId(attachment));
        const isWhole = known !== undefined && !segments.damaged.has(known.place.segment);
        if (!isWhole) attachments.set(attachmentId(attachment), { ...attachment, filed });
      }
      const plain = asVaultEvent(event);
      if (plain.kind === 'source') sources.set(plain.source.id, plain.source);
      if (plain.kind === 'share' && !shares.has(JSON.stringify(plain.share))) others.push(plain);
      const isOfRemoved = (key: EntryKey) =>
        [...state.removed.keys()].some((id) => isOfSource(key, id) && wasRemoved(state, id));
      if (plain.kind === 'person' && !isOfRemoved(plain.key)) person = plain;
    },
    wanted() {
      const lost = [...sources.values()].filter(
        ({ id }) => !state.sources.has(id) && !wasRemoved(state, id),
      );
      const events = lost.map((source): VaultEvent => ({ kind: 'source', source }));
      return {
        versions: [...versions.values()].map((version) => ({
          ...version,
          newest: isNewest(vault, newest, here, version.card),
        })),
        attachments: [...attachments.values()],
        events: [
          ...events,
          ...others,
          ...(state.person === undefined && person !== undefined ? [person] : []),
        ],
      };
    },
  };
}

/** Whether the person took this out of the record: then it is not missing, and an older backup must not bring it back. */
function wasRemoved(
  { sources, removed }: VaultState,
  sourceId: SourceId,
  fetchedAt?: string,
): boolean {
  const removal = removed.get(sourceId);
  if (removal === undefined) return false;
  // The same file may have been added once more since.
  return !sources.has(sourceId) || (fetchedAt !== undefined && fetchedAt <= removal.at);
}

/** Whether a forgotten version is what the source said last: nothing later is here, and the backup knows nothing later. */
function isNewest(
  { state }: OpenVault,
  newest: ReadonlyMap<EntryKey, string>,
  here: ReadonlyMap<string, boolean>,
  card: EntryCard,
): boolean {
  const id = versionId(card);
  if (here.has(id) || newest.get(card.key) !== id) return false;
  const now = state.entries.get(card.key);
  return now === undefined || now.card.fetchedAt < card.fetchedAt;
}

function filedAttachment(event: FiledEvent): {
  readonly attachment?: StoredAttachment;
  readonly filed?: FilePlace;
} {
  if (event.kind !== 'attachment') return {};
  let filed: FilePlace | undefined;
  const plain = asVaultEvent(
    withFilePlaces(event, (place) => {
      filed = place;
      return { segment: '', offset: 0, length: 0 };
    }),
  );
  if (plain.kind !== 'attachment' || filed === undefined || filed.backupFile === '') return {};
  return { attachment: plain.attachment, filed };
}
