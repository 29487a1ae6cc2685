import type { MainEvent } from '../shared/ipc/app.ts';
import type { Channel } from '../shared/ipc/contract.ts';

/** Every channel by name, kept apart from the contract so that the sandboxed preload script carries no schema library. */
const named = {
  'app:about': true,
  'app:locked': true,
  'clipboard:copied': true,
  'keychain:status': true,
  'keychain:wrap': true,
  'keychain:unwrap': true,
  'provider:discover': true,
  'provider:cancel-discover': true,
  'provider:sign-in': true,
  'provider:cancel-sign-in': true,
  'provider:patients': true,
  'provider:revoke': true,
  'sync:open': true,
  'sync:next': true,
  'sync:read': true,
  'sync:attachment': true,
  'sync:waits': true,
  'sync:close': true,
  'link:manifest': true,
  'link:file': true,
  'link:cancel': true,
  'card:issuer-keys': true,
  'print:pdf': true,
  'print:paper': true,
  'file:save': true,
  'backup:choose-folder': true,
  'backup:list': true,
  'backup:write-begin': true,
  'backup:read-begin': true,
  'backup:remove': true,
  'backup:choose-file': true,
  'export:begin': true,
  'stream:write': true,
  'stream:finish': true,
  'stream:cancel': true,
  'stream:read': true,
  'stream:close': true,
  'vaults:known': true,
  'vaults:rows': true,
  'vaults:forget': true,
  'vaults:log': true,
  'vaults:unreadable': true,
  'spare:have': true,
  'spare:read': true,
  'spare:append': true,
  'spare:remove': true,
  'spare:complete': true,
  'viewer:page': true,
} as const satisfies Record<Channel, true>;

export function isChannel(name: string): name is Channel {
  return Object.hasOwn(named, name);
}

/** The one channel on which main speaks unasked. */
export const eventChannel = 'main:event';

export function isMainEvent(value: unknown): value is MainEvent {
  return value === 'lock';
}
