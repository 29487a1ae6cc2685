import { fromBase64, fromUtf8 } from '../../../shared/base/bytes.ts';
import { defined } from '../../../shared/base/defined.ts';
import { instantAt } from '../../../shared/base/instant.ts';
import { objectOf } from '../../../shared/fhir/resource.ts';
import type { Access } from '../../../shared/ipc/access.ts';

/** The access that a pasted token gives, with the time of its end where the token says it itself, as a JWT does. */
export function accessOfPasted(typed: string): Extract<Access, { kind: 'bearer' }> {
  const accessToken = typed
    .replace(/^\s*(authorization:\s*)?(bearer\s+)?/i, '')
    .replace(/\s+/g, '');
  const expiresAt = endOf(accessToken);
  return defined({ kind: 'bearer', accessToken, expiresAt });
}

/** @see RFC 7519 section 4.1.4 */
function endOf(token: string): string | undefined {
  const [, payload = '', signature] = token.split('.');
  if (signature === undefined) return undefined;
  const bytes = fromBase64(payload.replaceAll('-', '+').replaceAll('_', '/'));
  if (bytes === undefined) return undefined;
  try {
    const exp = objectOf(JSON.parse(fromUtf8(bytes)))?.['exp'];
    return typeof exp === 'number' ? instantAt(exp * 1000)?.toISOString() : undefined;
  } catch {
    return undefined;
  }
}
