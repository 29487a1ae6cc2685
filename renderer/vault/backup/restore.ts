import { hex, type Bytes } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';
import type { Argon2idCost } from '../crypto/argon2id.ts';
import type { Place } from '../log/event.ts';
import { formatVersion, unfinishedHeader, waysInEvent, type VaultHeader } from '../slots/header.ts';
import { deriveVaultKeys, vaultKeyLength, type VaultKeys } from '../crypto/keys.ts';
import { sealHead } from '../log/log.ts';
import { keptSigningKeys, newSigningKeys } from '../crypto/signing-keys.ts';
import { passphraseSlot, recoverySlot } from '../slots/slots.ts';
import type { SealedRow, VaultStores } from '../store/store.ts';
import type { BackupManifest } from './format.ts';
import { backupIdentityOf } from './identity.ts';
import { lostPlace, withFilePlaces } from './places.ts';
import { asVaultEvent, readBackup, type OpenedBackup } from './read.ts';
import { rowWriter } from './row-writer.ts';
import { readSigningJwk } from './signing-jwk.ts';

/** What the new vault is made of, beside the backup. */
export type NewVaultTerms = {
  readonly personId: string;
  /** The secret of the recovery code that opens the backup, and will open the vault. It is left as it is. */
  readonly secret: Bytes;
  readonly passphrase: string;
  readonly cost: Argon2idCost;
  readonly nickname?: string;
};

/** A random name for a restored vault: it never takes the place of one that is here. */
export function newPersonId(): string {
  return hex(crypto.getRandomValues(new Uint8Array(16)));
}

/**
 * Makes a vault out of a backup, under a new key. Its header comes with the last transaction, after everything was
 * read and found whole: until then there is no vault, and a failure takes away what was begun.
 * @throws the codes of `readBackup`, vault-storage-full, vault-storage-failed
 */
export async function restoreBackup(
  stores: VaultStores,
  backup: Omit<OpenedBackup, 'identity'>,
  terms: NewVaultTerms,
): Promise<BackupManifest> {
  const name = stores.nameFor(terms.personId);
  const store = stores.open(name);
  const vaultKey = crypto.getRandomValues(new Uint8Array(vaultKeyLength));
  try {
    await store.write({ header: unfinishedHeader });
    const header = await headerOf(vaultKey, terms);
    const keys = await deriveVaultKeys(vaultKey);
    const { identity, recipient } = await backupIdentityOf(terms.secret);
    const filled = await fillRows({ ...backup, identity }, { stores, name, keys, terms });
    const { row, head } = await filled.finish([
      { kind: 'backup-recipient', recipient },
      { kind: 'recovery-confirmed' },
      await waysInEvent(header),
    ]);
    await store.write({
      header,
      log: [row],
      head: await sealHead({ records: keys.records, personId: terms.personId }, head),
      secrets: [filled.signingKey ?? (await newSigningKeys(keys, terms.personId))],
    });
    return filled.manifest;
  } catch (thrown) {
    await stores.remove(name).catch(() => undefined); // what cannot be removed now is swept at the next start
    throw thrown;
  } finally {
    vaultKey.fill(0);
  }
}

async function headerOf(
  vaultKey: Bytes,
  { personId, passphrase, cost, nickname, secret }: NewVaultTerms,
): Promise<VaultHeader> {
  return {
    id: 'header',
    formatVersion,
    personId,
    ...(nickname === undefined ? {} : { nickname }),
    slots: [
      await passphraseSlot(vaultKey, personId, { passphrase, cost }),
      await recoverySlot(vaultKey, personId, secret.slice()),
    ],
  };
}

type NewVault = {
  readonly stores: VaultStores;
  readonly name: string;
  readonly keys: VaultKeys;
  readonly terms: NewVaultTerms;
};

async function fillRows(backup: OpenedBackup, { stores, name, keys, terms }: NewVault) {
  const rows = rowWriter(stores.open(name), keys, terms.personId);
  const places = filedPlaces();
  const counts = { texts: 0, documents: 0, events: 0 };
  let signingKey: SealedRow | undefined;
  const manifest = await readBackup(backup, {
    async text(file, line, bytes) {
      counts.texts += 1;
      places.add(file, line, await rows.text(bytes));
    },
    async document(file, bytes) {
      counts.documents += 1;
      places.add(file, 1, await rows.document(bytes));
    },
    async event(event) {
      counts.events += 1;
      await rows.event(asVaultEvent(withFilePlaces(event, places.of)));
    },
    async signingKey(jwk) {
      signingKey = await keptSigningKeys(keys, terms.personId, readSigningJwk(jwk));
    },
  });
  const { texts, documents, events } = manifest.counts;
  if (counts.texts !== texts || counts.documents !== documents || counts.events !== events) {
    throw new AppError('backup-damaged', { where: 'counts' });
  }
  return { manifest, signingKey, finish: rows.finish };
}

/** Where the lines and files of the backup came to lie. */
function filedPlaces() {
  const files = new Map<string, Place[]>();
  return {
    add: (file: string, line: number, place: Place): void => {
      const places = files.get(file) ?? [];
      files.set(file, places);
      places[line - 1] = place;
    },
    /** @throws backup-damaged where an event points to what is not there */
    of: ({
      backupFile,
      line = 1,
    }: {
      readonly backupFile: string;
      readonly line?: number;
    }): Place => {
      if (backupFile === '') return lostPlace;
      const place = files.get(backupFile)?.[line - 1];
      if (place === undefined) throw new AppError('backup-damaged', { where: 'place' });
      return place;
    },
  };
}
