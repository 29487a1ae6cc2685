import { markOf, readHeader, type VaultHeader } from '../slots/header.ts';
import type { StoreRows, VaultStore } from '../store/store.ts';
import { spareRow } from '../store/spare-row.ts';
import { headerFrom } from '../store/row-bytes.ts';

type SpareHeader = {
  readonly stored: NonNullable<StoreRows['header']>;
  readonly header: VaultHeader;
};

/**
 * The header of a finished vault, as the spare has it; `undefined` where it has none.
 * @throws vault-newer-version, vault-damaged where it cannot be read
 */
export async function spareHeader(store: VaultStore): Promise<SpareHeader | undefined> {
  const row = await spareRow(store, 'header');
  const stored = row === undefined ? undefined : headerFrom(row);
  if (stored === undefined || markOf(stored) !== 'vault') return undefined;
  return { stored, header: readHeader(stored) };
}
