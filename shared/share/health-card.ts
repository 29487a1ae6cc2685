import { fromBase64, fromUtf8, utf8, type Bytes } from '../base/bytes.ts';
import { AppError } from '../base/error.ts';
import { isOnThisComputer, safeAddress } from '../base/web-address.ts';
import { withoutEnd } from '../base/without-end.ts';
import { listOf, objectOf, objectsOf, textOf, type JsonObject } from '../fhir/resource.ts';
import { memberSpans } from '../fhir/json-span.ts';
import { importJwk, jwkThumbprint, publicJwkOf, verifyEs256 } from './signing-key.ts';

/*
 * SMART Health Cards, read only: a JWS (ES256, raw DEFLATE) that an issuer signed.
 * @see https://spec.smarthealth.cards
 */

/** Unzips raw DEFLATE, giving up beyond `limit` bytes. @throws AppError or TypeError where it cannot */
export type InflateRaw = (bytes: Bytes, limit: number) => Promise<Bytes>;

/** What a card says, and the card itself. */
export type HealthCard = {
  /** The JWS as it came: it is kept and passed on unchanged. */
  readonly jws: string;
  /** `iss`: the address of whoever signed it. Its keys lie below it. */
  readonly issuer: string;
  /** `kid`: the thumbprint of the key that signed it. */
  readonly keyId: string;
  /** `nbf`: from when it counts, seconds since 1970; some issuers write milliseconds, which is told apart. */
  readonly notBefore?: Date;
  /** `exp`, where it has an end. */
  readonly expires?: Date;
  /** `vc.type`, such as `https://smarthealth.cards#immunization`. */
  readonly types: readonly string[];
  readonly fhirVersion?: string;
  /** The FHIR Bundle, to the letter. */
  readonly bundleText: string;
};

/** What can be said of a card's signature. */
export type HealthCardCheck =
  /** Unchanged since the issuer at `issuer` signed it. Whether to trust the issuer is another question. */
  | 'signed'
  /** Altered, or not signed by the key that it names. */
  | 'not-as-signed'
  /** The issuer's keys hold none of this name. */
  | 'key-unknown';

const largestPayload = 5_000_000;
const milliseconds = 100_000_000_000;

/** The JWS texts of a `.smart-health-card` file, empty for one that is no text; `undefined` where it is none. */
export function healthCardsOfFile(text: string): readonly string[] | undefined {
  const trimmed = text.trim();
  if (isCompactJws(trimmed)) return [trimmed];
  const file = objectIn(trimmed);
  const cards = file?.['verifiableCredential'] ?? cardsOfParameters(file);
  if (typeof cards === 'string') return [cards];
  if (!Array.isArray(cards)) return undefined;
  return cards.length === 0 ? undefined : listOf(cards).map((card) => textOf(card) ?? '');
}

/** What a server answers that was asked for cards. @see https://spec.smarthealth.cards/#via-fhir-health-cards-issue-operation */
function cardsOfParameters(file: JsonObject | undefined): readonly unknown[] | undefined {
  if (file?.['resourceType'] !== 'Parameters') return undefined;
  return objectsOf(file['parameter'])
    .filter(({ name }) => name === 'verifiableCredential')
    .map((parameter) => parameter['valueString']);
}

function isCompactJws(text: string): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(text);
}

/**
 * Reads one card without checking its signature.
 * @throws file-unreadable where it is no SMART Health Card or holds no FHIR Bundle
 */
export async function readHealthCard(jws: string, inflateRaw: InflateRaw): Promise<HealthCard> {
  const [header, payload, signature, ...more] = jws.trim().split('.');
  const head = objectIn(decoded(header));
  const keyId = textOf(head?.['kid']);
  if (signature === undefined || more.length > 0 || keyId === undefined) throw notACard('header');
  const text = await payloadText(payload, head?.['zip'], inflateRaw);
  const claims = objectIn(text);
  const issuer = textOf(claims?.['iss']);
  const credential = objectOf(claims?.['vc']);
  const subject = objectOf(credential?.['credentialSubject']);
  const bundleText = memberText(text, ['vc', 'credentialSubject', 'fhirBundle']);
  if (issuer === undefined || bundleText === undefined) throw notACard('payload');
  const fhirVersion = textOf(subject?.['fhirVersion']);
  return {
    jws: jws.trim(),
    issuer,
    keyId,
    types: listOf(credential?.['type']).flatMap((type) => textOf(type) ?? []),
    bundleText,
    ...(fhirVersion === undefined ? {} : { fhirVersion }),
    ...when('notBefore', claims?.['nbf']),
    ...when('expires', claims?.['exp']),
  };
}

/**
 * Checks a card against the keys that its issuer publishes.
 * @param jwks the parsed answer of `issuer/.well-known/jwks.json`
 * @see RFC 7515, RFC 7638
 */
export async function checkHealthCard(card: HealthCard, jwks: unknown): Promise<HealthCardCheck> {
  const named = objectsOf(objectOf(jwks)?.['keys']).find((key) => key['kid'] === card.keyId);
  if (named === undefined) return 'key-unknown';
  const { kty, crv, x, y } = named;
  const jwk = publicJwkOf({ kty, crv, x, y });
  if (jwk === undefined || (await jwkThumbprint(jwk)) !== card.keyId) return 'not-as-signed';
  const [header = '', payload = '', signature = ''] = card.jws.split('.');
  if (objectIn(decoded(header))?.['alg'] !== 'ES256') return 'not-as-signed';
  const bytes = fromBase64(signature);
  // ES256 is 64 bytes, r then s; DER looks alike and is refused.
  if (bytes?.length !== 64) return 'not-as-signed';
  const good = await verifyEs256(await importJwk(jwk), bytes, utf8(`${header}.${payload}`));
  return good ? 'signed' : 'not-as-signed';
}

/** The address of an issuer's keys; `undefined` where the issuer is no https address, or is this computer. */
export function issuerKeysUrl(issuer: string): string | undefined {
  if (safeAddress(issuer) === undefined || isOnThisComputer(issuer)) return undefined;
  return `${withoutEnd(issuer, '/')}/.well-known/jwks.json`;
}

async function payloadText(
  payload: string | undefined,
  zip: unknown,
  inflateRaw: InflateRaw,
): Promise<string> {
  const bytes = fromBase64(payload ?? '');
  if (bytes === undefined) throw notACard('payload');
  try {
    // The standard wants DEFLATE always; a card that was not squeezed says the same things.
    return fromUtf8(zip === 'DEF' ? await inflateRaw(bytes, largestPayload) : bytes);
  } catch (cause) {
    throw new AppError('file-unreadable', { where: 'health card payload', cause });
  }
}

/** A member deep in a JSON object, to the letter. */
function memberText(text: string, path: readonly string[]): string | undefined {
  let own: string | undefined = text.trim();
  for (const name of path) {
    if (own?.startsWith('{') !== true) return undefined;
    const whole: string = own;
    const span = [...memberSpans(whole, 0)].find((member) => member.name === name);
    own = span === undefined ? undefined : whole.slice(span.start, span.end);
  }
  return own?.startsWith('{') === true ? own : undefined;
}

function when<N extends string>(name: N, value: unknown): Partial<Record<N, Date>> {
  if (typeof value !== 'number' || !Number.isFinite(value)) return {};
  const date = new Date(value > milliseconds ? value : value * 1000);
  return Number.isNaN(date.getTime()) ? {} : ({ [name]: date } as Partial<Record<N, Date>>);
}

function objectIn(text: string | undefined): JsonObject | undefined {
  try {
    return objectOf(JSON.parse(text ?? ''));
  } catch {
    return undefined;
  }
}

function decoded(base64url: string | undefined): string | undefined {
  const bytes = fromBase64(base64url ?? '');
  try {
    return bytes && fromUtf8(bytes);
  } catch {
    return undefined;
  }
}

function notACard(part: string): AppError {
  return new AppError('file-unreadable', { where: `health card ${part}` });
}
