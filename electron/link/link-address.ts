import { AppError } from '../../shared/base/error.ts';
import { isLoopback } from '../http/fhir-base-url.ts';

/** An address out of a link or a card: https, or http on this computer. @throws server-not-encrypted, server-address-invalid */
export function checkedAddress(text: string): string {
  if (!URL.canParse(text)) throw new AppError('server-address-invalid');
  const { protocol, host, username, password, href } = new URL(text);
  if (username !== '' || password !== '')
    throw new AppError('server-address-invalid', { where: host });
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(href))) {
    throw new AppError('server-not-encrypted', { where: host });
  }
  return href;
}

/** A redirect may lead on over https; never to http, and never from the web to this computer. */
export function mayFollowFrom(from: string): (url: string) => boolean {
  return (url) => {
    if (isLoopback(url)) return isLoopback(from);
    return new URL(url).protocol === 'https:';
  };
}
