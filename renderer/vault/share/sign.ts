import { AppError } from '../../../shared/base/error.ts';
import { utf8, type Bytes } from '../../../shared/base/bytes.ts';
import { parseFhirObject } from '../../../shared/fhir/json.ts';
import { formatDate } from '../../../shared/fhir/partial-date.ts';
import { textOf, type JsonObject } from '../../../shared/fhir/resource.ts';
import { signBundle } from '../../../shared/share/bundle-signature.ts';
import { makeCertificate } from '../../../shared/share/certificate.ts';
import { signPdf } from '../../../shared/share/pdf-signature.ts';
import type { SignatureBox } from '../../../shared/share/pdf-signature-field.ts';
import { compositionOf, termsOfBundle } from '../../../shared/share/share-terms.ts';
import { readSigningKeys } from '../crypto/signing-keys.ts';
import type { Secrets } from '../open-vault/secrets.ts';

/** The document Bundle with the person's signature in it, as the JSON file. */
export async function signedBundle(secrets: Secrets, bundleText: string): Promise<Bytes> {
  return utf8(await signBundle(bundleText, await readSigningKeys(secrets)));
}

/**
 * Where the signature's words stand on an A4 page, in points: in the margin that the print leaves
 * between the last line and the footer (electron/print/print-summary.ts).
 */
const signatureBox: SignatureBox = { x: 42.5, y: 36, width: 510, height: 22 };
const attachmentName = 'summary.ips.json';
const dayLength = 24 * 60 * 60 * 1000;

/** The printed page with the signed document attached, signed as a whole. */
export async function signedPdf(
  secrets: Secrets,
  printed: Bytes,
  document: { readonly bundleText: string; readonly now: Date },
): Promise<Bytes> {
  const { bundleText, now } = document;
  const keys = await readSigningKeys(secrets);
  const bundle = bundleOf(bundleText);
  const until = termsOfBundle(bundle).until;
  const composition = compositionOf(bundle);
  return signPdf({
    pdf: printed,
    keys,
    bundleText: await signBundle(bundleText, keys),
    fileName: attachmentName,
    title: textOf(composition?.['title']) ?? 'Patient summary',
    language: textOf(composition?.['language']) ?? 'en-GB',
    now,
    certificate: await makeCertificate(keys, {
      serialNumber: crypto.getRandomValues(new Uint8Array(16)),
      notBefore: now,
      notAfter: endOf(until, now),
    }),
    appearance: { box: signatureBox, lines: signatureWords(until, now) },
  });
}

function bundleOf(text: string): JsonObject {
  const bundle = parseFhirObject(text);
  if (bundle === undefined) throw new AppError('share-unreadable');
  return bundle;
}

/** The certificate ends with the last day of use. */
function endOf(until: string | undefined, now: Date): Date {
  const lastDay = until === undefined ? now.getTime() : Date.parse(`${until}T00:00:00Z`);
  return new Date(Math.max(lastDay, now.getTime()) + dayLength);
}

function signatureWords(until: string | undefined, now: Date): string[] {
  const signed = `Signed on ${formatDate(now.toISOString().slice(0, 10))} by this person's own program`;
  const use = until === undefined ? '.' : `, to be used until ${formatDate(until)}.`;
  return [
    signed + use,
    'The signature shows that this document is unchanged since then, not that its content is right.',
  ];
}
