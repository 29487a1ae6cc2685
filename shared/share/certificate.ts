import { BitString, Integer, Sequence, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, Certificate, Extension, Time, TimeType } from 'pkijs';
import type { Bytes } from '../base/bytes.ts';
import type { SigningKeys } from './signing-key.ts';

export type CertificateTerms = {
  /** 1 to 19 random bytes. */
  readonly serialNumber: Bytes;
  readonly notBefore: Date;
  readonly notAfter: Date;
};

/**
 * The one name in the certificate: the program's, never a person's.
 * A PDF reader shows it as the signer, and it must not look like somebody vouched for it.
 */
const certificateCommonName = 'Patient-Held Record (self-signed)';

const oid = {
  commonName: '2.5.4.3',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
} as const;
/** digitalSignature and nonRepudiation, the two leftmost bits. @see RFC 5280 section 4.2.1.3 */
const keyUsageBits = new Uint8Array([0b1100_0000]);

/**
 * A self-signed X.509 v3 certificate (ecdsa-with-SHA256) that carries the public key inside a PDF.
 * It proves nothing about who the signer is.
 * @returns DER bytes
 * @see RFC 5280
 */
export async function makeCertificate(keys: SigningKeys, terms: CertificateTerms): Promise<Bytes> {
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ valueHex: positive(terms.serialNumber) });
  for (const name of [certificate.issuer, certificate.subject]) {
    name.typesAndValues.push(
      new AttributeTypeAndValue({
        type: oid.commonName,
        value: new Utf8String({ value: certificateCommonName }),
      }),
    );
  }
  certificate.notBefore = new Time({ type: timeType(terms.notBefore), value: terms.notBefore });
  certificate.notAfter = new Time({ type: timeType(terms.notAfter), value: terms.notAfter });
  certificate.extensions = [
    // an empty sequence: not a certificate authority
    extension(oid.basicConstraints, new Sequence()),
    extension(oid.keyUsage, new BitString({ valueHex: keyUsageBits, unusedBits: 6 })),
  ];
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign(keys.privateKey, 'SHA-256');
  return new Uint8Array(certificate.toSchema(true).toBER());
}

/** An ASN.1 INTEGER is signed: the first bit of a positive one is 0. */
function positive(bytes: Bytes): Bytes {
  const serial = bytes.slice();
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return serial;
}

/** UTCTime until 2049, GeneralizedTime from 2050. @see RFC 5280 section 4.1.2.5 */
function timeType(date: Date): TimeType {
  return date.getUTCFullYear() < 2050 ? TimeType.UTCTime : TimeType.GeneralizedTime;
}

function extension(extnID: string, value: BitString | Sequence): Extension {
  return new Extension({ extnID, critical: true, extnValue: value.toBER() });
}
