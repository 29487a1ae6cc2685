import { resultOf } from '../../../shared/base/result.ts';
import type { Bytes } from '../../../shared/base/bytes.ts';
import { makeQrWriter } from '../../../shared/share/qr-writer.ts';
import type { RecoveryKitCalls } from '../api/people.ts';
import { guess } from '../slots/guesses.ts';
import { vaultKeyBy } from '../slots/proof.ts';
import { recoveryKit } from '../kit/recovery-kit.ts';
import { isPendingCode } from '../people/recovery.ts';
import { openVaultOf } from '../session.ts';
import type { VaultSession } from './vault-session.ts';

/** The call that makes the page to print. */
export function recoveryKitCalls(session: VaultSession): RecoveryKitCalls {
  return { recoveryKit: ({ code }) => resultOf(() => makeKit(session, code)) };
}

/**
 * A kit with a code that opens nothing would be worse than none: only the code that counts is printed, or the new one.
 * @throws vault-locked, vault-wrong-recovery-code, vault-wait
 */
async function makeKit(session: VaultSession, code: string): Promise<Bytes> {
  const vault = openVaultOf(session);
  const { clock, fonts, wasm } = session.environment;
  const pending = session.recovery.pending;
  if (pending === undefined || !(await isPendingCode(vault, pending, code))) {
    const proven = await guess(vault.store, clock, () =>
      vaultKeyBy(vault.header, { kind: 'recovery', code }),
    );
    proven.vaultKey.fill(0);
  }
  const [regular, bold, writer] = await Promise.all([
    fonts.regular(),
    fonts.bold(),
    wasm.qrWriter(),
  ]);
  return recoveryKit(
    { code, nickname: vault.header.nickname, now: clock() },
    {
      regular: new Uint8Array(regular),
      bold: new Uint8Array(bold),
      qrCode: await makeQrWriter(writer),
    },
  );
}
