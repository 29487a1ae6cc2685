import { AppError } from '../../../shared/base/error.ts';
import { hex } from '../../../shared/base/bytes.ts';
import type { Clock } from '../../../shared/base/clock.ts';
import { dueDate } from '../../../shared/request/due-date.ts';
import type { KeptRequest, NewRequest, OpenRequest, RequestEnd } from '../api/requests.ts';
import { commit } from '../open-vault/commit.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';

/** Writes down that a letter was saved, and when an answer to it is due. */
export async function recordRequest(
  vault: OpenVault,
  wanted: NewRequest,
  clock: Clock,
): Promise<KeptRequest> {
  const request: KeptRequest = {
    ...wanted,
    id: hex(crypto.getRandomValues(new Uint8Array(8))),
    at: clock().toISOString(),
    due: dueDate(wanted.receivedOn, wanted.nation).due,
  };
  await commit(vault, [{ events: [{ kind: 'request', request }] }]);
  return request;
}

/** Ends the waiting. @throws unexpected where nothing is waited for under this id */
export async function endRequest(
  vault: OpenVault,
  { id, how }: { readonly id: string; readonly how: RequestEnd },
  clock: Clock,
): Promise<void> {
  if (!vault.state.requests.has(id)) throw new AppError('unexpected', { where: 'request' });
  const at = clock().toISOString();
  await commit(vault, [{ events: [{ kind: 'request-ended', id, how, at }] }]);
}

/** What is waited for, the one due first before the others. */
export function openRequests({ state }: OpenVault, today: string): readonly OpenRequest[] {
  return [...state.requests.values()]
    .map((request) => ({ ...request, isOverdue: request.due < today }))
    .sort((a, b) => a.due.localeCompare(b.due));
}
