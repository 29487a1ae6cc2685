import { hex, sha256, utf8, type Bytes } from '../../../shared/base/bytes.ts';
import { AppError, codeOf } from '../../../shared/base/error.ts';
import { defined } from '../../../shared/base/defined.ts';
import { readRecord } from '../../../shared/fhir/read-record.ts';
import { stringifyFhirJson } from '../../../shared/fhir/json.ts';
import type { FhirResource } from '../../../shared/fhir/resource.ts';
import { versionOfNumber } from '../../../shared/fhir/version.ts';
import {
  checkHealthCard,
  readHealthCard,
  type HealthCard,
} from '../../../shared/share/health-card.ts';
import type { CardIssuer } from '../../../shared/record/source.ts';
import { attachmentOf, emptyPart, keptBytes } from './document-part.ts';
import { inflated } from './inflate.ts';
import type { Part, RefusedPart } from './part.ts';

/** @see https://spec.smarthealth.cards/#via-file-download */
export const healthCardType = 'application/smart-health-card';

/** The keys that an issuer publishes, as parsed JSON; `undefined` where they cannot be had. */
export type IssuerKeys = (issuer: string) => Promise<unknown>;

/**
 * The cards of one file, each a part of its own; one that cannot be taken is named and costs none of the others.
 * @throws file-unreadable, file-card-changed where it holds only one, and that cannot be taken
 */
export async function healthCardParts(
  path: string,
  cards: readonly string[],
  issuerKeys: IssuerKeys,
): Promise<{ readonly parts: readonly Part[]; readonly refused: readonly RefusedPart[] }> {
  const [only = '', another] = cards;
  if (another === undefined) {
    return { parts: [await healthCardPart(path, only, issuerKeys)], refused: [] };
  }
  const parts: Part[] = [];
  const refused: RefusedPart[] = [];
  for (const [at, jws] of cards.entries()) {
    try {
      parts.push(await healthCardPart(path, jws, issuerKeys));
    } catch (thrown) {
      const which = `card ${String(at + 1)} of ${String(cards.length)}`;
      const where = thrown instanceof AppError ? thrown.where : undefined;
      const code = codeOf(thrown);
      refused.push({ path: `${path}/${which}`, kind: 'health-card', code, ...defined({ where }) });
    }
  }
  return { parts, refused };
}

/**
 * A SMART Health Card: what it says, with the card as the source, and the card itself, whole, to be passed on unchanged.
 * @throws file-unreadable where it is none, file-card-changed where it is not as its issuer signed it
 */
export async function healthCardPart(
  path: string,
  jws: string,
  issuerKeys: IssuerKeys,
): Promise<Part> {
  const card = await readHealthCard(jws, (bytes, limit) => inflated(bytes, 'deflate-raw', limit));
  const signature = await signatureOf(card, issuerKeys);
  const declared = card.fhirVersion === undefined ? undefined : versionOfNumber(card.fhirVersion);
  const incoming = readRecord(card.bundleText, declared);
  const file = await keptBytes(cardFile(card), healthCardType);
  const hash = hex(await sha256(utf8(card.jws)));
  const resource = cardDocument(card, hash, file);
  return {
    ...emptyPart(path, 'health-card', hash),
    name: `Health card from ${issuerWords(card.issuer)}`,
    resources: [...incoming.resources, { resource, text: stringifyFhirJson(resource) }],
    skipped: incoming.skipped,
    warnings: incoming.warnings,
    attachments: [file],
    issuer: { url: card.issuer, signature },
  };
}

async function signatureOf(
  card: HealthCard,
  issuerKeys: IssuerKeys,
): Promise<CardIssuer['signature']> {
  const keys = await issuerKeys(card.issuer);
  if (keys === undefined) return 'not-checked';
  const found = await checkHealthCard(card, keys);
  if (found === 'not-as-signed') throw new AppError('file-card-changed');
  return found;
}

/** @see https://spec.smarthealth.cards/#via-file-download */
function cardFile({ jws }: HealthCard): Bytes {
  return utf8(JSON.stringify({ verifiableCredential: [jws] }));
}

function cardDocument(
  card: HealthCard,
  id: string,
  file: Parameters<typeof attachmentOf>[0],
): FhirResource {
  const title = `SMART Health Card${kindWords(card.types)}`;
  return defined({
    resourceType: 'DocumentReference',
    id,
    status: 'current',
    date: card.notBefore?.toISOString(),
    author: [{ display: issuerWords(card.issuer) }],
    description: title,
    content: [{ attachment: attachmentOf(file, title) }],
  });
}

function kindWords(types: readonly string[]): string {
  const kinds = types.flatMap(
    (type) => /#(immunization|laboratory|covid19)$/.exec(type)?.[1] ?? [],
  );
  return kinds.length === 0 ? '' : `: ${kinds.join(', ')}`;
}

function issuerWords(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).host : issuer;
}
