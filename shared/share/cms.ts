import {
  Constructed,
  fromBER,
  Integer,
  ObjectIdentifier,
  OctetString,
  Sequence,
  Set as Asn1Set,
  type BaseBlock,
} from 'asn1js';
import {
  Certificate,
  ContentInfo,
  createCMSECDSASignature,
  createECDSASignatureFromCMS,
  SignedData,
} from 'pkijs';
import { sha256, type Bytes } from '../base/bytes.ts';
import { importSpki, signEs256, verifyEs256, type SigningKeys } from './signing-key.ts';

/*
 * The one CMS shape that this program writes into a PDF (PAdES-B-B): a SignedData without content, SHA-256,
 * one certificate, one signer, and the signed attributes content-type, message-digest and
 * signing-certificate-v2, in this order, which is their DER order. There is no signing-time (PAdES forbids it).
 * Reading rebuilds the whole structure and compares bytes, so that nothing in it can be altered unnoticed.
 */
const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;
const coordinateLength = 32;

/**
 * A detached CMS signature.
 * @param digest SHA-256 of the content
 * @param certificate DER of the signer's certificate
 * @returns DER of the ContentInfo
 * @see RFC 5652, RFC 5035, ETSI EN 319 142-1
 */
export async function signCms(
  digest: Bytes,
  certificate: Bytes,
  keys: SigningKeys,
): Promise<Bytes> {
  const attributes = await signedAttributes(digest, certificate);
  // the signature is over the attributes as a SET OF, not as the [0] that is stored (RFC 5652 section 5.4)
  const signature = await signEs256(keys, der(new Asn1Set({ value: attributes })));
  return contentInfo(certificate, attributes, signature);
}

/**
 * Checks a detached CMS signature of the one shape that `signCms` writes.
 * @param cms DER of the ContentInfo; zero bytes may follow
 * @returns the certificate's public key where the signature over `digest` is good, else `undefined`
 */
export async function verifyCms(cms: Bytes, digest: Bytes): Promise<CryptoKey | undefined> {
  const { certificate, signature } = partsOf(cms);
  const attributes = await signedAttributes(digest, der(certificate.toSchema()));
  const expected = contentInfo(der(certificate.toSchema()), attributes, signature);
  if (!sameThenZeros(cms, expected)) return undefined;
  const key = await importSpki(der(certificate.subjectPublicKeyInfo.toSchema()));
  const good = await verifyEs256(key, signature, der(new Asn1Set({ value: attributes })));
  return good ? key : undefined;
}

/** @throws Error where it is no CMS with one certificate and one signer */
function partsOf(cms: Bytes): { certificate: Certificate; signature: Bytes } {
  const content = new ContentInfo({ schema: fromBER(cms).result });
  const signedData = new SignedData({ schema: content.content });
  const [certificate] = signedData.certificates ?? [];
  const [signer] = signedData.signerInfos;
  if (!(certificate instanceof Certificate) || signer === undefined) throw new Error('no signer');
  const ecdsaSignature = fromBER(signer.signature.valueBlock.valueHexView).result;
  const signature = createECDSASignatureFromCMS(ecdsaSignature, coordinateLength);
  return { certificate, signature: new Uint8Array(signature) };
}

async function signedAttributes(digest: Bytes, certificate: Bytes): Promise<Sequence[]> {
  const certHash = new OctetString({ valueHex: await sha256(certificate) });
  // SigningCertificateV2 { certs { ESSCertIDv2 { certHash } } }: SHA-256 is the default and therefore not written
  const signingCertificate = sequence(sequence(sequence(certHash)));
  return [
    attribute(oid.contentType, new ObjectIdentifier({ value: oid.data })),
    attribute(oid.messageDigest, new OctetString({ valueHex: digest })),
    attribute(oid.signingCertificateV2, signingCertificate),
  ];
}

function contentInfo(certificate: Bytes, attributes: Sequence[], signature: Bytes): Bytes {
  const parsed = new Certificate({ schema: fromBER(certificate).result });
  const signer = sequence(
    new Integer({ value: 1 }),
    sequence(parsed.issuer.toSchema(), parsed.serialNumber),
    algorithm(oid.sha256),
    contextTag(0, attributes),
    algorithm(oid.ecdsaWithSha256),
    new OctetString({ valueHex: createCMSECDSASignature(signature.slice().buffer) }),
  );
  const signedData = sequence(
    new Integer({ value: 1 }),
    new Asn1Set({ value: [algorithm(oid.sha256)] }),
    sequence(new ObjectIdentifier({ value: oid.data })),
    contextTag(0, [parsed.toSchema()]),
    new Asn1Set({ value: [signer] }),
  );
  return der(
    sequence(new ObjectIdentifier({ value: oid.signedData }), contextTag(0, [signedData])),
  );
}

function sequence(...value: BaseBlock[]): Sequence {
  return new Sequence({ value });
}

function attribute(type: string, value: BaseBlock): Sequence {
  return sequence(new ObjectIdentifier({ value: type }), new Asn1Set({ value: [value] }));
}

function algorithm(identifier: string): Sequence {
  return sequence(new ObjectIdentifier({ value: identifier }));
}

function contextTag(tagNumber: number, value: BaseBlock[]): Constructed {
  return new Constructed({ idBlock: { tagClass: 3, tagNumber }, value });
}

function der(block: BaseBlock): Bytes {
  return new Uint8Array(block.toBER());
}

function sameThenZeros(bytes: Bytes, expected: Bytes): boolean {
  return (
    bytes.length >= expected.length && bytes.every((byte, index) => byte === (expected[index] ?? 0))
  );
}
