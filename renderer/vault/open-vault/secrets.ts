import { fromUtf8, utf8 } from '../../../shared/base/bytes.ts';
import { rowIdFor, type VaultKeys } from '../crypto/keys.ts';
import { seal, unseal } from '../crypto/seal.ts';
import { openedOrPutBack, type PutBackStore } from '../store/spare-row.ts';
import type { VaultStore } from '../store/store.ts';

/** What changes and is no part of the log, such as access to a server, each under a name that only this vault can make out. */
export type Secrets = {
  readonly store: Pick<VaultStore, 'secret' | 'write'> & PutBackStore;
  readonly keys: VaultKeys;
  readonly personId: string;
};

/** Keeps a secret under a name, in the place of the one before. */
export async function keepSecret(
  { store, keys, personId }: Secrets,
  name: readonly string[],
  content: unknown,
): Promise<void> {
  const id = await rowIdFor(keys, name);
  const sealed = await seal(keys.records, place(personId, id), utf8(JSON.stringify(content)));
  await store.write({ secrets: [{ id, sealed }] });
}

/** What `keepSecret` kept under this name, or `undefined`. @throws vault-damaged where it does not open */
export async function readSecret(
  { store, keys, personId }: Secrets,
  name: readonly string[],
): Promise<unknown> {
  const id = await rowIdFor(keys, name);
  const row = { key: `secrets/${id}`, sealed: await store.secret(id) };
  const plain = await openedOrPutBack(store, row, (sealed) =>
    unseal(keys.records, place(personId, id), sealed),
  );
  return plain === undefined ? undefined : JSON.parse(fromUtf8(plain));
}

function place(personId: string, id: string) {
  return { personId, table: 'secrets', id } as const;
}
