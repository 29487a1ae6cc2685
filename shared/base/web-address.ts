/*
 * The one gate for every address that comes from outside, before it is asked or opened: https, or http on this
 * computer, without a user name or password. What it answers is the address as `URL` spells it, so that what was
 * looked at is what is used.
 */

/** The spellings of this computer at which plain http is allowed, because nobody can overhear it. */
const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether an address is on this computer, in one of the three usual spellings. */
export function isLoopback(text: string): boolean {
  return URL.canParse(text) && loopbackHosts.has(new URL(text).hostname);
}

/**
 * The address, where it is safe to ask or to open; `undefined` for another scheme, http to another computer, or a
 * user name or password in it.
 * @param from the address that named it: only what is on this computer may lead on to this computer
 */
export function safeAddress(text: string, from?: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, username, password, href } = new URL(text);
  if (username !== '' || password !== '') return undefined;
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(href))) return undefined;
  return from !== undefined && isOnThisComputer(href) && !isOnThisComputer(from) ? undefined : href;
}

/** Whether an address would be answered by this computer, in any spelling that systems know. */
export function isOnThisComputer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const host = new URL(text).hostname.replace(/\.$/, '');
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === 'localhost.localdomain' ||
    /^(?:127|0)\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host) ||
    isHereInIPv6(host)
  );
}

/** What stands before an address of IPv4 where IPv6 carries it: mapped, compatible or translated. @see RFC 4291 section 2.5.5, RFC 6052 */
const carriesIPv4 = /^\[(?:64:ff9b)?::(?:ffff:(?:0:)?)?/;

/** `::1`, `::`, and 127.0.0.0/8 and 0.0.0.0/8 within IPv6. `URL` has written them in hexadecimal. */
function isHereInIPv6(host: string): boolean {
  if (!carriesIPv4.test(host)) return false;
  const halves = host.replace(carriesIPv4, '').replace(']', '').split(':');
  const upper = halves.length === 2 ? Number.parseInt(halves[0] ?? '', 16) : 0;
  return halves.length <= 2 && (upper < 0x100 || upper >> 8 === 0x7f);
}
