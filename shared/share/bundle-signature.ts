import canonicalize from 'canonicalize';
import { CompactSign, compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import {
  base64,
  base64url,
  fromBase64,
  fromUtf8,
  sha256,
  utf8,
  type Bytes,
} from '../base/bytes.ts';
import { AppError } from '../base/error.ts';
import { objectOf, objectsOf, textOf, type JsonObject } from '../fhir/resource.ts';
import { jwkThumbprint, publicJwk, publicJwkOf, type SigningKeys } from './signing-key.ts';
import { parseStrictJson, type StrictJson } from './strict-json.ts';

/*
 * Bundle.signature holds a detached ES256 JWS (RFC 7515 appendix F) over the RFC 8785 form of the Bundle without
 * `id`, `meta` and `signature`. Its protected header is { alg, kid, jwk, "urn:patient-held-record:exact" }:
 * RFC 8785 takes 7.0 and 7 for one number and FHIR does not, therefore the last member is the SHA-256 of the same
 * canonical form with each number as the text it was written as. Other verifiers may pass it over.
 */
const exactDigestParameter = 'urn:patient-held-record:exact';
const alg = 'ES256';
const unsignedMembers: readonly string[] = ['id', 'meta', 'signature'];
const verificationSignature = {
  system: 'urn:iso-astm:E1762-95:2013',
  code: '1.2.840.10065.1.12.1.5',
  display: 'Verification Signature',
} as const;
const targetFormat =
  'application/fhir+json;canonicalization=http://hl7.org/fhir/canonicalization/json#document';
const sigFormat = 'application/jose';

/** What a good signature tells: the thumbprint of the key that signed the Bundle. */
export type BundleSignature = { readonly keyThumbprint: string };

/**
 * Signs a FHIR document.
 * @param text the serialised document Bundle without `signature`; its characters stay exactly as they are
 * @returns the same text with the member `signature` added at its end
 * @throws share-unreadable where it is no Bundle with a timestamp; summary-no-patient where no Patient has a `fullUrl`
 * @see RFC 7515, RFC 7638, RFC 8785, FHIR R4 Signature
 */
export async function signBundle(text: string, keys: SigningKeys): Promise<string> {
  const json = unsignedBundle(text);
  const jwk = await publicJwk(keys.publicKey);
  const jws = await new CompactSign(signedContent(json.value))
    .setProtectedHeader({
      alg,
      kid: await jwkThumbprint(jwk),
      jwk,
      [exactDigestParameter]: await exactDigest(json),
    })
    .sign(keys.privateKey);
  const [header = '', , signature = ''] = jws.split('.');
  const member = signatureMember(json.value, `${header}..${signature}`);
  if (member === undefined) throw new AppError('summary-no-patient');
  return `${text.trimEnd().slice(0, -1).trimEnd()},"signature":${JSON.stringify(member)}}`;
}

/**
 * Checks `Bundle.signature` with the key that it carries.
 * @returns `undefined` where the signature, or anything that it covers, is not as it was signed
 * @throws SyntaxError where the text is no JSON object
 */
export async function verifyBundle(text: string): Promise<BundleSignature | undefined> {
  const json = parseStrictJson(text);
  try {
    const keyThumbprint = await signingKeyOf(json);
    return keyThumbprint === undefined ? undefined : { keyThumbprint };
  } catch {
    // jose and Web Crypto throw for every kind of broken JWS; whichever it is, the share is not as it was signed
    return undefined;
  }
}

/** Whether a text bears the marks of our signature, though it may no longer be readable. */
export function bearsBundleSignature(text: string): boolean {
  return text.includes(sigFormat) || text.includes(verificationSignature.code);
}

/** The thumbprint of the key that signed the Bundle, where the signature is good. */
async function signingKeyOf(json: StrictJson): Promise<string | undefined> {
  const jws = detachedJws(json.value);
  if (jws === undefined) return undefined;
  const header = decodeProtectedHeader(`${jws.header}..`);
  const jwk = publicJwkOf(header.jwk);
  if (jwk === undefined || Object.keys(header).length !== 4) return undefined;
  if (header.kid !== (await jwkThumbprint(jwk))) return undefined;
  if (header[exactDigestParameter] !== (await exactDigest(json))) return undefined;
  const payload = base64url(signedContent(json.value));
  const key = await importJWK({ ...jwk }, alg);
  await compactVerify(`${jws.header}.${payload}.${jws.signature}`, key, { algorithms: [alg] });
  return header.kid;
}

function unsignedBundle(text: string): StrictJson {
  try {
    const json = parseStrictJson(text);
    const { resourceType, timestamp, signature } = json.value;
    if (resourceType === 'Bundle' && textOf(timestamp) !== undefined && signature === undefined) {
      return json;
    }
  } catch {
    // told below without its cause: the message of a JSON error quotes the text, which is health data
  }
  throw new AppError('share-unreadable', { where: 'Bundle' });
}

/** @see http://hl7.org/fhir/canonicalization/json#document */
function signedContent(bundle: JsonObject): Bytes {
  const members = Object.entries(bundle).filter(([name]) => !unsignedMembers.includes(name));
  return utf8(canonicalize(Object.fromEntries(members)) ?? '');
}

async function exactDigest(json: StrictJson): Promise<string> {
  return base64url(await sha256(signedContent(json.exact)));
}

/** Everything in the signature but the JWS follows from the Bundle, so that nothing unsigned can be said there. */
function signatureMember(bundle: JsonObject, jws: string): JsonObject | undefined {
  const patient = objectsOf(bundle['entry']).find(
    (entry) => objectOf(entry['resource'])?.['resourceType'] === 'Patient',
  );
  const reference = textOf(patient?.['fullUrl']);
  if (reference === undefined) return undefined;
  return {
    type: [verificationSignature],
    when: bundle['timestamp'],
    who: { reference },
    targetFormat,
    sigFormat,
    data: base64(utf8(jws)),
  };
}

/** The two parts of the JWS, where the member around it is exactly what `signBundle` writes. */
function detachedJws(bundle: JsonObject): { header: string; signature: string } | undefined {
  const member = objectOf(bundle['signature']);
  const jws = fromUtf8(fromBase64(textOf(member?.['data']) ?? '') ?? utf8(''));
  const [, header, signature] = /^([\w-]+)\.\.([\w-]+)$/.exec(jws) ?? [];
  if (header === undefined || signature === undefined) return undefined;
  const expected = signatureMember(bundle, `${header}..${signature}`);
  if (expected === undefined || canonicalize(member) !== canonicalize(expected)) return undefined;
  // the last character of base64url has spare bits: two texts would carry one signature
  return base64url(fromBase64(signature) ?? utf8('')) === signature
    ? { header, signature }
    : undefined;
}
