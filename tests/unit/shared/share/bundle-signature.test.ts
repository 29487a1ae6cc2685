import { readFileSync } from 'node:fs';
import { CompactSign, compactVerify, importJWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import canonicalize from 'canonicalize';
import { base64, base64url, fromBase64, fromUtf8, utf8 } from '../../../../shared/base/bytes.ts';
import { signBundle, verifyBundle } from '../../../../shared/share/bundle-signature.ts';
import {
  fingerprintWords,
  publicJwk,
  type SigningKeys,
} from '../../../../shared/share/signing-key.ts';
import { aDocument, someKeys } from './fixtures.ts';

let keys: SigningKeys;
let signed: string;

beforeAll(async () => {
  keys = await someKeys();
  signed = await signBundle(aDocument(), keys);
});

/** The signed text with its JWS replaced by what `change` makes of it. */
function withJws(change: (jws: string) => string): string {
  const bundle = JSON.parse(signed) as { signature: { data: string } };
  const jws = fromUtf8(fromBase64(bundle.signature.data) ?? utf8(''));
  return signed.replace(bundle.signature.data, base64(utf8(change(jws))));
}

/** A JWS of the signed content under another protected header. */
async function withHeader(header: Record<string, unknown>, by = keys): Promise<string> {
  const content = withoutSignature();
  const original = JSON.parse(fromUtf8(fromBase64(headerOf()) ?? utf8(''))) as object;
  const jws = await new CompactSign(utf8(canonicalize(content) ?? ''))
    .setProtectedHeader({ ...original, alg: 'ES256', ...header })
    .sign(by.privateKey);
  return withJws(() => jws.replace(/\..*\./, '..'));
}

function withoutSignature(): Record<string, unknown> {
  const members = Object.entries(JSON.parse(signed) as object);
  return Object.fromEntries(members.filter(([name]) => name !== 'signature'));
}

function headerOf(): string {
  let header = '';
  withJws((jws) => {
    header = jws.slice(0, jws.indexOf('.'));
    return jws;
  });
  return header;
}

describe('signBundle', () => {
  it('keeps every character of the document and adds only the signature', () => {
    expect(signed.startsWith(aDocument().slice(0, -1))).toBe(true);
    expect(signed).toContain('"value":7.0,');
  });

  it('names the patient, the time and the formats in the signature', () => {
    const { signature } = JSON.parse(signed) as { signature: Record<string, unknown> };
    expect(signature).toMatchObject({
      type: [{ code: '1.2.840.10065.1.12.1.5' }],
      when: '2026-11-22T09:30:00Z',
      who: { reference: 'urn:uuid:00000000-0000-4000-8000-000000000002' },
      targetFormat:
        'application/fhir+json;canonicalization=http://hl7.org/fhir/canonicalization/json#document',
      sigFormat: 'application/jose',
    });
  });

  it('makes a JWS that jose alone calls good over the RFC 8785 form', async () => {
    const content = withoutSignature();
    const payload = base64url(utf8(canonicalize(content) ?? ''));
    let attached = '';
    withJws((jws) => (attached = jws.replace('..', `.${payload}.`)));
    const key = await importJWK({ ...(await publicJwk(keys.publicKey)) }, 'ES256');
    await expect(compactVerify(attached, key)).resolves.toBeDefined();
  });

  it.each([
    ['an own signature already', signedTwice, 'share-unreadable'],
    ['text that is no JSON', () => '{"resourceType":"Bundle"', 'share-unreadable'],
    ['another resource', () => '{"resourceType":"Patient"}', 'share-unreadable'],
    ['no patient', () => aDocument().replace('"Patient"', '"Person"'), 'summary-no-patient'],
  ])('refuses %s', async (_, text, code) => {
    await expect(signBundle(text(), keys)).rejects.toMatchObject({ code });
  });

  it.each([
    'Bundle-bundle-minimal',
    'Bundle-bundle-ips-all-sections',
    'Bundle-IPS-examples-Bundle-with-immunization',
  ])('signs the published example %s', async (name) => {
    const file = `node_modules/hl7.fhir.uv.ips/example/${name}.json`;
    const text = await signBundle(readFileSync(file, 'utf8'), keys);
    expect(await verifyBundle(text)).toBeDefined();
  });
});

function signedTwice(): string {
  return signed;
}

describe('verifyBundle', () => {
  it('knows a signed document and the key again', async () => {
    const verified = await verifyBundle(signed);
    expect(fingerprintWords(verified?.keyThumbprint ?? '')).toMatch(
      /^([0-9a-f]{4} ){3}[0-9a-f]{4}$/,
    );
  });

  it('does not mind white space, another order of members, or another id and meta', async () => {
    const { resourceType, ...rest } = JSON.parse(signed) as Record<string, unknown>;
    // JSON.stringify writes 7.0 as 7, which is a change
    const pretty = JSON.stringify(
      { id: 'x', meta: { versionId: '2' }, ...rest, resourceType },
      null,
      2,
    );
    const asWritten = pretty
      .replace('"value": 7,', '"value": 7.0,')
      .replace('"value": 6.3', '"value": 6.2999999999999998');
    expect(await verifyBundle(asWritten)).toBeDefined();
  });

  it.each([
    ['a value', '"value":7.0', '"value":9.0'],
    ['the written precision of a value', '"value":7.0', '"value":7.00'],
    ['a number beyond the precision of a double', '6.2999999999999998', '6.2999999999999997'],
    ['a word', 'Penicillin', 'Penicillim'],
    ['the end date', '2026-12-06', '2027-12-06'],
    ['the time of the signature', '"when":"2026-11-22', '"when":"2026-11-23'],
    ['who signed', '"who":{"reference":"urn:uuid:0', '"who":{"reference":"urn:uuid:1'],
    ['the kind of signature', '1.12.1.5', '1.12.1.1'],
    ['a further member of the signature', '"when":', '"onBehalfOf":{"display":"NHS"},"when":'],
    ['a further member of the Bundle', '"type":"document"', '"language":"en","type":"document"'],
  ])('notices a change of %s', async (_, from, to) => {
    expect(signed).toContain(from);
    expect(await verifyBundle(signed.replace(from, to))).toBeUndefined();
  });

  it('refuses a member that stands twice, on which readers would disagree', async () => {
    const doubled = signed.replace('"text":"Penicillin"', '"text":"Nuts","text":"Penicillin"');
    expect(doubled).not.toBe(signed);
    await expect(verifyBundle(doubled)).rejects.toThrow(SyntaxError);
  });

  it('refuses a signature over other content', async () => {
    const other = await signBundle(aDocument({ allergy: 'Latex' }), keys);
    const { signature } = JSON.parse(other) as { signature: { data: string } };
    const { signature: own } = JSON.parse(signed) as { signature: { data: string } };
    expect(await verifyBundle(signed.replace(own.data, signature.data))).toBeUndefined();
  });

  it('accepts its own header made again by the test, so that the refusals below mean something', async () => {
    expect(await verifyBundle(await withHeader({}))).toBeDefined();
  });

  it.each([
    ['no key', { jwk: undefined }],
    [
      'a key with a further member',
      { jwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', use: 'sig' } },
    ],
    ['a key of another kind', { jwk: { kty: 'oct', k: 'c2VjcmV0' } }],
    ['a kid that is not the thumbprint', { kid: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs' }],
    ['no digest of the numbers as written', { 'urn:patient-held-record:exact': undefined }],
    ['a further header parameter', { jku: 'https://example.org/keys' }],
  ])('refuses a header with %s', async (_, header) => {
    expect(await verifyBundle(await withHeader(header))).toBeUndefined();
  });

  it('refuses another key under the name of the first', async () => {
    const foreign = await someKeys();
    expect(await verifyBundle(await withHeader({}, foreign))).toBeUndefined();
  });

  it('refuses alg none', async () => {
    const header = base64url(utf8(JSON.stringify({ alg: 'none' })));
    expect(await verifyBundle(withJws(() => `${header}..`))).toBeUndefined();
    expect(
      await verifyBundle(withJws((jws) => `${header}${jws.slice(jws.indexOf('.'))}`)),
    ).toBeUndefined();
  });

  it('refuses a second spelling of the same signature', async () => {
    const spelled = withJws((jws) => {
      const last = jws.at(-1) ?? '';
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      return jws.slice(0, -1) + alphabet.charAt(alphabet.indexOf(last) ^ 1);
    });
    expect(await verifyBundle(spelled)).toBeUndefined();
  });

  it('refuses a document without a signature', async () => {
    expect(await verifyBundle(aDocument())).toBeUndefined();
  });
});
