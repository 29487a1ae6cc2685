import { addressFrom, lookupKeyOf } from '../../../shared/fhir/reference.ts';
import type { EntryCard, EntryKey, SourceId } from '../../../shared/record/card.ts';
import { entryKey } from '../../../shared/record/entry-key.ts';

/** Who refers: a relative reference means what is on the same server. */
export type Referrer = Pick<EntryCard, 'sourceId' | 'fullUrl'>;

/** Where entries are found by what they are called in their source. */
export type Addresses = {
  readonly rowOf: (key: EntryKey) => number | undefined;
  readonly keyByFullUrl: (sourceId: SourceId, fullUrl: string) => EntryKey | undefined;
};

/** The entry of the same source that a reference points to, by `fullUrl` or by `Type/id`. */
export function entryByReference<Entry>(
  { entries }: { readonly entries: Addresses & { readonly entryAt: (row: number) => Entry } },
  from: Referrer,
  reference: string,
): Entry | undefined {
  const row = rowByReference(entries, from, reference);
  return row === undefined ? undefined : entries.entryAt(row);
}

/** The newest row of that entry, without a look at its card. */
export function rowByReference(
  entries: Addresses,
  from: Referrer,
  reference: string,
): number | undefined {
  const key = keyByReference(entries, from, reference);
  return key === undefined ? undefined : entries.rowOf(key);
}

/** The key of that entry, without a look at its card. */
export function keyByReference(
  entries: Addresses,
  { sourceId, fullUrl }: Referrer,
  reference: string,
): EntryKey | undefined {
  const byFullUrl =
    entries.keyByFullUrl(sourceId, reference) ??
    entries.keyByFullUrl(sourceId, addressFrom(fullUrl, reference));
  if (byFullUrl !== undefined) return byFullUrl;
  const address = lookupKeyOf(reference);
  if (address === undefined) return undefined;
  const [type = '', id = ''] = address.split('/');
  // Of an older version, these two became service requests as well, and kept keys of their own.
  const names = type === 'ServiceRequest' ? [type, 'ReferralRequest', 'DiagnosticOrder'] : [type];
  return names
    .map((name) => entryKey(sourceId, name, id))
    .find((key) => entries.rowOf(key) !== undefined);
}
