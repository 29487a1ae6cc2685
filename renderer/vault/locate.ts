import { lookupKeyOf } from '../../shared/fhir/reference.ts';
import type { EntryKey, SourceId } from '../../shared/record/card.ts';
import { fullUrlId, type RecordEntry, type VaultState } from './state.ts';

/** The entry of the same source that a reference points to, by `fullUrl` or by `Type/id`. */
export function entryByReference(
  state: VaultState,
  sourceId: SourceId,
  reference: string,
): RecordEntry | undefined {
  const byFullUrl = state.byFullUrl.get(fullUrlId(sourceId, reference));
  if (byFullUrl !== undefined) return state.entries.get(byFullUrl);
  const address = lookupKeyOf(reference);
  if (address === undefined) return undefined;
  const [type = '', id = ''] = address.split('/');
  return state.entries.get(entryKey(sourceId, type, id));
}

/** The identity of an entry: its source, its type, and its id there. */
export function entryKey(sourceId: SourceId, resourceType: string, id: string): EntryKey {
  return `${sourceId}|${resourceType}|${id}` as EntryKey; // the form that makeCard gives
}
