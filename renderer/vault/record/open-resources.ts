import { AppError, codeOf } from '../../../shared/base/error.ts';
import { fromUtf8, type Bytes } from '../../../shared/base/bytes.ts';
import { parseFhirJson } from '../../../shared/fhir/json.ts';
import { resourceOf, type FhirResource } from '../../../shared/fhir/resource.ts';
import type { EntryKey, SourceId } from '../../../shared/record/card.ts';
import { entryByReference } from '../catalogue/resolve-reference.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { openSegment } from '../open-vault/segments.ts';
import { whyAside } from '../catalogue/set-aside.ts';
import type { RecordEntry } from '../catalogue/entry-table.ts';

/** Opened resources by the entry they belong to. */
export type OpenedResources = ReadonlyMap<EntryKey, FhirResource>;

/** How far references are followed: a medicine's request, its Medication, that one's manufacturer. */
const depth = 3;
/** Types that a summary never takes along because something points to them. */
const neverFollowed = new Set(['Patient', 'Binary', 'Claim', 'ExplanationOfBenefit', 'Coverage']);

/**
 * The resources of these entries and of what they point to, each segment opened once. What does not open is not among
 * them; it is remembered as damaged, and whoever leaves it out says so.
 */
export async function openWithReferences(
  vault: OpenVault,
  entries: readonly RecordEntry[],
): Promise<OpenedResources> {
  const wanted = new Map(entries.map((entry) => [entry.card.key, entry]));
  let ring = entries;
  for (let step = 0; step < depth && ring.length > 0; step += 1) {
    ring = ring
      .flatMap((entry) => pointedTo(vault, entry))
      .filter(
        (entry) => !wanted.has(entry.card.key) && !neverFollowed.has(entry.card.resourceType),
      );
    for (const entry of ring) wanted.set(entry.card.key, entry);
  }
  return openAll(vault, [...wanted.values()]);
}

/** The opened resource of an entry. @throws vault-damaged where it was not opened */
export function resourceIn(opened: OpenedResources, key: EntryKey): FhirResource {
  const resource = opened.get(key);
  if (resource === undefined) throw new AppError('vault-damaged', { where: 'segments' });
  return resource;
}

/** The opened resource that a reference of a source leads to. */
export function lookupIn(
  vault: OpenVault,
  opened: OpenedResources,
): (sourceId: SourceId, reference: string) => FhirResource | undefined {
  return (sourceId, reference) => {
    const entry = entryByReference(vault.state, { sourceId }, reference);
    return entry === undefined ? undefined : opened.get(entry.card.key);
  };
}

function pointedTo(vault: OpenVault, { card }: RecordEntry): RecordEntry[] {
  // What stands apart is not told of by what points to it.
  return card.references.flatMap((reference) => {
    const entry = entryByReference(vault.state, card, reference);
    return entry === undefined || whyAside(vault.state, entry.card.key) ? [] : entry;
  });
}

async function segmentUnlessDamaged(vault: OpenVault, id: string): Promise<Bytes | undefined> {
  try {
    return await openSegment(vault.segments, id);
  } catch (thrown) {
    if (codeOf(thrown) === 'vault-damaged') return undefined;
    throw thrown;
  }
}

async function openAll(
  vault: OpenVault,
  entries: readonly RecordEntry[],
): Promise<OpenedResources> {
  const bySegment = new Map<string, RecordEntry[]>();
  for (const entry of entries) {
    const { segment } = entry.place;
    bySegment.set(segment, [...(bySegment.get(segment) ?? []), entry]);
  }
  const opened = new Map<EntryKey, FhirResource>();
  await Promise.all(
    [...bySegment].map(async ([id, inSegment]) => {
      const bytes = await segmentUnlessDamaged(vault, id);
      if (bytes === undefined) return;
      for (const { card, place } of inSegment) {
        const text = fromUtf8(bytes.subarray(place.offset, place.offset + place.length));
        const resource = resourceOf(parseFhirJson(text));
        if (resource === undefined) throw new AppError('vault-damaged', { where: 'segments' });
        opened.set(card.key, resource);
      }
    }),
  );
  return opened;
}
