import type { Rehearsal } from '../api/backup.ts';
import { contentHasher } from '../crypto/content-hash.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { missingParts } from './format.ts';
import type { BackupIdentity } from './identity.ts';
import { assertOwnBackup } from './own-backup.ts';
import { readBackup, type OpenedBackup } from './read.ts';
import { provenThumbprint } from './signing-jwk.ts';
import { assertSameText, filedVersions, placeId, versionId, storedVersions } from './versions.ts';

/**
 * Goes the whole way of a restore but for the writing: every byte is decrypted and checked, every text is compared
 * with its card, and every version of the open record is looked for.
 * @throws the codes of `readBackup`, backup-of-another-person
 */
export async function rehearse(
  vault: OpenVault,
  backup: Omit<OpenedBackup, 'identity'> & { readonly fileName: string },
  identity: BackupIdentity,
): Promise<Rehearsal> {
  const hashOf = await contentHasher();
  const hashes = new Map<string, string>();
  const versions = new Set<string>();
  const keys = new Set<string>();
  let documents = 0;
  let signedBy: string | undefined;
  const manifest = await readBackup(
    { ...backup, identity: identity.identity },
    {
      text(backupFile, line, bytes) {
        hashes.set(placeId({ backupFile, line }), hashOf(bytes));
      },
      document() {
        documents += 1;
      },
      async signingKey(jwk) {
        signedBy = await provenThumbprint(jwk);
      },
      event(event) {
        for (const { card, filed } of filedVersions(event)) {
          if (filed === undefined) continue;
          assertSameText(card, hashes.get(placeId(filed)));
          versions.add(versionId(card));
          keys.add(card.key);
        }
      },
    },
  );
  await assertOwnBackup(vault, signedBy, identity);
  const absent = [...storedVersions(vault)].filter(({ card }) => !versions.has(versionId(card)));
  return {
    madeAt: manifest.madeAt,
    fileName: backup.fileName,
    entries: keys.size,
    documents,
    missing: missingParts(manifest),
    notInBackup: absent.length,
  };
}
