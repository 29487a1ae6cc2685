import { addressFrom, lookupKeyOf } from '../../../shared/fhir/reference.ts';
import type { EntryCard } from '../../../shared/record/card.ts';
import type { EntryTable, RecordEntry } from './entry-table.ts';
import { entryKey } from './entry-key.ts';
import type { VaultState } from './state.ts';

/** Who refers: a relative reference means what is on the same server. */
export type Referrer = Pick<EntryCard, 'sourceId' | 'fullUrl'>;

/** The entry of the same source that a reference points to, by `fullUrl` or by `Type/id`. */
export function entryByReference(
  state: VaultState,
  from: Referrer,
  reference: string,
): RecordEntry | undefined {
  const row = rowByReference(state.entries, from, reference);
  return row === undefined ? undefined : state.entries.entryAt(row);
}

/** The newest row of that entry, without a look at its card. */
export function rowByReference(
  entries: EntryTable,
  { sourceId, fullUrl }: Referrer,
  reference: string,
): number | undefined {
  const byFullUrl =
    entries.keyByFullUrl(sourceId, reference) ??
    entries.keyByFullUrl(sourceId, addressFrom(fullUrl, reference));
  if (byFullUrl !== undefined) return entries.rowOf(byFullUrl);
  const address = lookupKeyOf(reference);
  if (address === undefined) return undefined;
  const [type = '', id = ''] = address.split('/');
  // Of an older version, these two became service requests as well, and kept keys of their own.
  const names = type === 'ServiceRequest' ? [type, 'ReferralRequest', 'DiagnosticOrder'] : [type];
  return names
    .map((name) => entries.rowOf(entryKey(sourceId, name, id)))
    .find((row) => row !== undefined);
}
