import { resultOf } from '../../../shared/base/result.ts';
import { localDayOf } from '../../../shared/request/calendar.ts';
import type { RequestCalls } from '../api/requests.ts';
import { requestDraft } from '../request/request-draft.ts';
import { endRequest, openRequests, recordRequest } from '../request/requests.ts';
import { openVaultOf } from '../session.ts';
import type { VaultSession } from './vault-session.ts';

/** The calls for letters that ask for a copy of the record. */
export function requestCalls(session: VaultSession): Omit<RequestCalls, 'openRequests'> {
  const { clock } = session.environment;
  return {
    requestDraft: () => resultOf(() => requestDraft(openVaultOf(session), localDayOf(clock()))),
    recordRequest: (request) => resultOf(() => recordRequest(openVaultOf(session), request, clock)),
    endRequest: (wanted) =>
      resultOf(async () => {
        await endRequest(openVaultOf(session), wanted, clock);
        return null;
      }),
  };
}

/** What is waited for is known with the first screen. */
export function openRequestsCall(session: VaultSession): Pick<RequestCalls, 'openRequests'> {
  const { clock } = session.environment;
  return {
    openRequests: () => resultOf(() => openRequests(openVaultOf(session), localDayOf(clock()))),
  };
}
