import { readFileSync } from 'node:fs';
import { fromBase64, type Bytes } from '../../../../shared/base/bytes.ts';
import { emptyRows, memoryStores, type MemoryRows, type MemoryStores } from './memory.ts';
import { fixtures } from '../../../places.ts';

type StoredBytes = { readonly base64: string };
type StoredRows = {
  readonly name: string;
  readonly tables: {
    readonly header: readonly unknown[];
    readonly head: readonly { readonly sealed: StoredBytes }[];
    readonly log: readonly { readonly seq: number; readonly sealed: StoredBytes }[];
    readonly segments: readonly { readonly id: string; readonly sealed: StoredBytes }[];
    readonly secrets: readonly { readonly id: string; readonly sealed: StoredBytes }[];
    /** Absent before database 30. */
    readonly catalogue?: readonly { readonly id: string; readonly sealed: StoredBytes }[];
  };
};

type StoredSecrets = { readonly passphrase: string; readonly recoveryCode: string };

/** A vault as an earlier program left it, locked. */
export type EarlierVault = {
  readonly stores: MemoryStores;
  readonly rows: MemoryRows;
  readonly personId: string;
  readonly passphrase: string;
  readonly recoveryCode: string;
};

/** A vault that the real program of an earlier format made. @see tests/fixtures/vaults/README.md */
export function earlierVault(format: 'v1' | 'v2'): EarlierVault {
  const { name, tables } = readJson(`${format}/rows.json`) as StoredRows; // written by make-vault.ts
  const [head] = tables.head;
  const rows: MemoryRows = {
    ...emptyRows(),
    header: withBytes(tables.header[0]),
    head: head === undefined ? undefined : bytesOf(head.sealed),
    log: new Map(tables.log.map(({ seq, sealed }) => [seq, bytesOf(sealed)])),
    segments: new Map(tables.segments.map(({ id, sealed }) => [id, bytesOf(sealed)])),
    secrets: new Map(tables.secrets.map(({ id, sealed }) => [id, bytesOf(sealed)])),
    catalogue: new Map(tables.catalogue?.map(({ id, sealed }) => [id, bytesOf(sealed)])),
  };
  const secrets = readJson(`${format}/secrets.json`) as StoredSecrets; // and this
  const stores = memoryStores(new Map([[name, rows]]));
  return { stores, rows, personId: name.slice('phr-'.length), ...secrets };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`vaults/${file}`, fixtures), 'utf8'));
}

function withBytes(stored: unknown): unknown {
  if (Array.isArray(stored)) return stored.map(withBytes);
  if (typeof stored !== 'object' || stored === null) return stored;
  if ('base64' in stored && typeof stored.base64 === 'string')
    return bytesOf({ base64: stored.base64 });
  return Object.fromEntries(Object.entries(stored).map(([name, one]) => [name, withBytes(one)]));
}

function bytesOf({ base64 }: StoredBytes): Bytes {
  const bytes = fromBase64(base64);
  if (bytes === undefined) throw new Error('the fixture is not base64');
  return bytes;
}
