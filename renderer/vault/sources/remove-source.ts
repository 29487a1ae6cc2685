import { codeOf, type ErrorCode } from '../../../shared/base/error.ts';
import type { Clock } from '../../../shared/base/clock.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import { differencesBetween, personOf } from '../record/person.ts';
import type { PersonHeader } from '../api/people.ts';
import { resourceAt } from '../record/entry-detail.ts';
import type { Place, VaultEvent } from '../log/event.ts';
import { eventsOf } from '../open-vault/events-of.ts';
import { rowIdFor } from '../crypto/keys.ts';
import { isOfSource } from '../../../shared/record/entry-key.ts';
import { commit } from '../open-vault/commit.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { whyAside } from '../catalogue/set-aside.ts';
import { accessSecret, sourceOf } from './server-source.ts';

/**
 * Takes a source out of the record, with all that came from it: first it is written down, then what only it used is
 * destroyed. Where that is interrupted, the next opening does the rest. The log keeps its sealed rows.
 * @throws unexpected where there is no such source
 * @throws vault-storage-full, vault-storage-failed: nothing was written down, and the source is as it was, but for its access
 */
export async function removeSource(
  vault: OpenVault,
  sourceId: SourceId,
  clock: Clock,
): Promise<void> {
  sourceOf(vault, sourceId);
  const segments = await segmentsOnlyOf(vault, sourceId);
  const removal: VaultEvent = {
    kind: 'source-removed',
    sourceId,
    at: clock().toISOString(),
    segments,
  };
  const access = await rowIdFor(vault.keys, accessSecret(sourceId));
  await vault.store.write({ removed: { secrets: [access] } });
  await commit(vault, [{ events: [removal, ...(await nextPerson(vault, sourceId))] }]);
  // It is taken out by now: what could not be destroyed is destroyed at the next opening.
  await vault.store.write({ removed: { segments } }).catch((thrown: unknown) => {
    if (!storageFaults.includes(codeOf(thrown))) throw thrown;
  });
}

const storageFaults: readonly ErrorCode[] = ['vault-storage-full', 'vault-storage-failed'];

/** Who the record is about once this source is gone: the same person where another source tells of them. */
async function nextPerson(vault: OpenVault, sourceId: SourceId): Promise<readonly VaultEvent[]> {
  const { person } = vault.state;
  if (person === undefined || !isOfSource(person.key, sourceId)) return [];
  const others = await otherPatients(vault, sourceId);
  const isSame = ({ header }: OtherPatient) =>
    differencesBetween(person.header, header).length === 0;
  const next = others.find(isSame) ?? others[0];
  return next === undefined ? [] : [{ kind: 'person', key: next.key, person: next.header }];
}

type OtherPatient = {
  readonly key: Extract<VaultEvent, { kind: 'person' }>['key'];
  readonly header: PersonHeader;
};

async function otherPatients(vault: OpenVault, sourceId: SourceId): Promise<OtherPatient[]> {
  const { newest, matching, entryAt } = vault.state.entries;
  const found: OtherPatient[] = [];
  for (const row of newest.filter(matching({ resourceType: 'Patient' }))) {
    const entry = entryAt(row);
    const { state } = vault;
    if (entry.card.sourceId === sourceId || whyAside(state, entry.card.key)) continue;
    // One that does not open cannot say who it is.
    const resource = await resourceAt(vault.segments, entry).catch(() => undefined);
    if (resource !== undefined) found.push({ key: entry.card.key, header: personOf(resource) });
  }
  return found;
}

/** Everything that was ever stored for this source and for no other one, whether or not it still counts. */
async function segmentsOnlyOf(vault: OpenVault, sourceId: SourceId): Promise<string[]> {
  const own = new Set<string>();
  const others = new Set<string>();
  for await (const event of eventsOf(vault)) {
    for (const [source, place] of placesIn(event)) {
      (source === sourceId ? own : others).add(place.segment);
    }
  }
  return [...own].filter((segment) => !others.has(segment));
}

function* placesIn(event: VaultEvent): Generator<readonly [SourceId, Place]> {
  if (event.kind === 'attachment') {
    yield [event.attachment.sourceId, event.attachment.place];
  }
  if (event.kind !== 'entries' && event.kind !== 'mended') return;
  for (const { card, place } of event.entries) {
    yield [card.sourceId, place];
    if (card.original !== undefined) yield [card.sourceId, card.original.place];
  }
}
