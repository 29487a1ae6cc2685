import { fromUtf8 } from '../../shared/base/bytes.ts';
import { AppError } from '../../shared/base/error.ts';
import { refuseUnlessOk } from '../http/answer-fault.ts';
import { get } from '../http/http.ts';
import { smallAnswer } from '../http/limits.ts';
import { persistently } from '../http/retry.ts';
import type { LinkAsking } from './ask-link.ts';
import { checkedAddress, mayFollowFrom } from './link-address.ts';

/**
 * The public keys that the issuer of a health card publishes, as JSON text. The issuer learns this computer's internet
 * address and that somebody asks; nothing of the card is sent.
 * @throws server-not-encrypted, server-unreachable, server-too-slow, server-certificate, server-busy, server-refused, server-broken
 * @see https://spec.smarthealth.cards/#determining-keys-associated-with-an-issuer
 */
export function askIssuerKeys(address: string, asking: LinkAsking): Promise<string> {
  const url = checkedAddress(address);
  return persistently(async () => {
    const answer = await get({
      url,
      headers: { accept: 'application/json' },
      limits: smallAnswer,
      signal: asking.signal,
      mayFollow: mayFollowFrom(url),
    });
    refuseUnlessOk(answer);
    try {
      return fromUtf8(answer.bytes);
    } catch (cause) {
      throw new AppError('server-broken', { where: new URL(url).host, cause });
    }
  }, asking);
}
