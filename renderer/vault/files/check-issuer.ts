import { fromUtf8 } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';
import { valueOf } from '../../../shared/base/result.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import type { CardIssuer } from '../../../shared/record/source.ts';
import {
  checkHealthCard,
  healthCardsOfFile,
  issuerKeysUrl,
  readHealthCard,
  type HealthCard,
} from '../../../shared/share/health-card.ts';
import type { MainBridge } from '../api/vault-api.ts';
import { healthCardType } from './health-card-part.ts';
import { inflated } from './inflate.ts';
import { commit } from '../open-vault/commit.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { bytesAt } from '../open-vault/segments.ts';

/**
 * Asks the issuer of a kept health card for its public keys, checks the card with them, and keeps what came out.
 * @throws server-address-invalid where the issuer is no https address, server-broken where it answers no keys,
 * vault-damaged, and what `card:issuer-keys` answers
 */
export async function checkIssuer(
  vault: OpenVault,
  main: MainBridge,
  sourceId: SourceId,
): Promise<CardIssuer['signature']> {
  const source = vault.state.sources.get(sourceId);
  const card = await keptCard(vault, sourceId);
  if (source?.issuer === undefined || card === undefined) {
    throw new AppError('unexpected', { where: 'health card' });
  }
  const url = issuerKeysUrl(card.issuer);
  if (url === undefined) throw new AppError('server-address-invalid', { where: 'issuer' });
  const { text } = valueOf(await main('card:issuer-keys', { url }));
  const signature = await checkHealthCard(card, keysIn(text));
  const issuer = { ...source.issuer, signature };
  await commit(vault, [{ events: [{ kind: 'source', source: { ...source, issuer } }] }]);
  return signature;
}

async function keptCard(vault: OpenVault, sourceId: SourceId): Promise<HealthCard | undefined> {
  const kept = [...vault.state.attachments.values()].find(
    (one) => one.sourceId === sourceId && one.contentType === healthCardType,
  );
  if (kept === undefined) return undefined;
  const [jws] = healthCardsOfFile(fromUtf8(await bytesAt(vault.segments, kept.place))) ?? [];
  if (jws === undefined) throw new AppError('vault-damaged', { where: 'health card' });
  return readHealthCard(jws, (bytes, limit) => inflated(bytes, 'deflate-raw', limit));
}

function keysIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('server-broken', { where: 'issuer', cause });
  }
}
