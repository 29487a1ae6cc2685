import type { VaultApi } from '../api/vault-api.ts';
import { backupCalls } from './backup-calls.ts';
import { entranceCalls } from './entrance-calls.ts';
import { keychainCalls } from './keychain-calls.ts';
import { overviewCalls } from './overview-calls.ts';
import { fileCalls } from './file-calls.ts';
import { downloadCalls } from './download-calls.ts';
import { recordCalls } from './record-calls.ts';
import { recoveryKitCalls } from './recovery-kit-calls.ts';
import type { VaultEnvironment } from '../session.ts';
import { newVaultSession } from './vault-session.ts';
import { serviceCalls } from './service-calls.ts';
import { settingsCalls } from './settings-calls.ts';
import { openRequestsCall, requestCalls } from './request-calls.ts';
import { shareCalls } from './share-calls.ts';
import { waysInCalls } from './ways-in-calls.ts';
import { sourceCalls } from './source-calls.ts';
import { whenWhole } from './after-opening.ts';

/** Everything that the worker offers, over one session. */
export function makeVaultApi(environment: VaultEnvironment): VaultApi {
  const session = newVaultSession(environment);
  const ofBackups = backupCalls(session);
  return {
    connect(main) {
      session.main = main;
    },
    answers: () => true,
    ...entranceCalls(session),
    ...waysInCalls(session),
    ...keychainCalls(session),
    ...recoveryKitCalls(session),
    ...settingsCalls(session),
    ...overviewCalls(session),
    ...whenWhole(session, recordCalls(session)),
    ...whenWhole(session, sourceCalls(session)),
    ...whenWhole(session, downloadCalls(session)),
    ...whenWhole(session, fileCalls(session)),
    ...serviceCalls(session),
    ...whenWhole(session, shareCalls(session)),
    ...whenWhole(session, requestCalls(session)),
    ...openRequestsCall(session), // told before the record is whole
    ...whenWhole(session, ofBackups),
    backups: () => ofBackups.backups(), // told before the record is whole
  };
}
