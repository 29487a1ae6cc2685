import { z } from 'zod';
import { AppError } from '../../../shared/base/error.ts';
import { resultOf } from '../../../shared/base/result.ts';
import type { SettingsCalls, VaultSettings } from '../api/people.ts';
import type { VaultHeader } from '../slots/header.ts';
import { commit } from '../open-vault/commit.ts';
import { nicknameFrom } from '../people/people.ts';
import { openVaultOf } from '../session.ts';
import type { VaultSession } from './vault-session.ts';

const mostLockMinutes = 120;

const wantedSettings = z.object({
  lockAfterMinutes: z.int().min(1).max(mostLockMinutes).optional(),
  backupFolder: z.string().optional(),
});

/** The calls for what a person sets for their own vault. */
export function settingsCalls(session: VaultSession): SettingsCalls {
  return {
    settings: () => resultOf(() => openVaultOf(session).state.settings),
    changeSettings: (wanted) => resultOf(() => changeSettings(session, wanted)),
    setNickname: (nickname) =>
      resultOf(async () => {
        await setNickname(session, nickname);
        return null;
      }),
  };
}

async function changeSettings(
  session: VaultSession,
  wanted: Partial<VaultSettings>,
): Promise<VaultSettings> {
  const vault = openVaultOf(session);
  if (!wantedSettings.safeParse(wanted).success) {
    throw new AppError('message-invalid', { where: 'settings' });
  }
  await commit(vault, [{ events: [{ kind: 'settings', settings: wanted }] }]);
  return vault.state.settings;
}

/** The nickname is seen by whoever starts the program; everything else stays inside. */
async function setNickname(session: VaultSession, typed: string | undefined): Promise<void> {
  const nickname = nicknameFrom(typed);
  const header = (now: VaultHeader): VaultHeader => {
    const unnamed = { ...now };
    delete unnamed.nickname;
    return nickname === undefined ? unnamed : { ...unnamed, nickname };
  };
  await commit(openVaultOf(session), [{ events: [], header }]);
}
