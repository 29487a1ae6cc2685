import { AppError } from '../../shared/base/error.ts';
import { safeAddress } from '../../shared/base/web-address.ts';
import { unsafeAddress } from '../http/unsafe-address.ts';

/** An address out of a link or a card: https, or http on this computer. @throws server-not-encrypted, unsafe-address, server-address-invalid */
export function checkedAddress(text: string): string {
  if (!URL.canParse(text)) throw new AppError('server-address-invalid');
  const safe = safeAddress(text);
  if (safe === undefined) throw unsafeAddress(text, text);
  return safe;
}

/** A redirect may lead on over https; never to http, and never from the web to this computer. */
export function mayFollowFrom(from: string): (url: string) => boolean {
  return (url) => safeAddress(url, from) !== undefined;
}
