import type { Clock } from '../../../shared/base/clock.ts';
import { fingerprintWords, keyThumbprint } from '../../../shared/share/signing-key.ts';
import type { NewShare, ShareLogEntry } from '../api/share.ts';
import { commit } from '../open-vault/commit.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { readSigningKeys } from '../crypto/signing-keys.ts';

/** Writes down that something was handed out: what, when, until when, and under which key. */
export async function recordShare(vault: OpenVault, share: NewShare, clock: Clock): Promise<void> {
  const { publicKey } = await readSigningKeys(vault.secrets);
  const entry: ShareLogEntry = {
    ...share,
    at: clock().toISOString(),
    keyFingerprint: fingerprintWords(await keyThumbprint(publicKey)),
  };
  await commit(vault, [{ events: [{ kind: 'share', share: entry }] }]);
}

/** Every share, the latest first. */
export function shareLog(vault: OpenVault): readonly ShareLogEntry[] {
  return vault.state.shares.toReversed();
}
