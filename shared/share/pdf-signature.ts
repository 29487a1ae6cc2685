import { PDFDocument } from 'pdf-lib';
import { hex, sha256, utf8, type Bytes } from '../base/bytes.ts';
import { AppError } from '../base/error.ts';
import { signCms, verifyCms } from './cms.ts';
import { attachBundle, type PdfAttachmentTerms } from './pdf-attachment.ts';
import {
  contentsOf,
  pdfMarksOf,
  readByteRange,
  signedBytes,
  writeByteRange,
} from './pdf-byte-range.ts';
import {
  addSignatureField,
  reservedCmsBytes,
  type SignatureAppearance,
} from './pdf-signature-field.ts';
import type { SigningKeys } from './signing-key.ts';

export type PdfSignatureTerms = PdfAttachmentTerms & {
  readonly pdf: Bytes;
  readonly keys: SigningKeys;
  /** DER of the self-signed certificate of the same keys (`makeCertificate`). */
  readonly certificate: Bytes;
  readonly appearance: SignatureAppearance;
};

/** What is found out about the last signature in a PDF. */
export type PdfSignatureFinding =
  | { readonly found: 'none' | 'damaged' | 'appended' | 'cut-short' | 'invalid' }
  | { readonly found: 'valid'; readonly key: CryptoKey };

/**
 * Attaches the FHIR document to a printed PDF and signs the whole file. Nothing may touch it afterwards.
 * @throws export-failed where the signature does not fit the place kept for it
 * @see ETSI EN 319 142-1 (PAdES-B-B)
 */
export async function signPdf(terms: PdfSignatureTerms): Promise<Bytes> {
  const attached = await attachBundle(terms.pdf, terms);
  const document = await PDFDocument.load(attached, {
    forIncrementalUpdate: true,
    updateMetadata: false,
  });
  addSignatureField(document, terms.appearance, terms.now);
  const file = (await document.commit({ useObjectStreams: false })).slice();
  const range = writeByteRange(file);
  const digest = await sha256(signedBytes(file, range));
  const cms = await signCms(digest, terms.certificate, terms.keys);
  if (cms.length > reservedCmsBytes) throw new AppError('export-failed', { where: 'CMS' });
  file.set(utf8(hex(cms)), range.contentsStart + 1);
  return file;
}

/** Checks that the last signature of a PDF covers the whole file and is good. */
export async function checkPdfSignature(file: Bytes): Promise<PdfSignatureFinding> {
  const marks = pdfMarksOf(file);
  const range = readByteRange(file);
  if (range === undefined || range.end > file.length) {
    if (!marks.ending) return { found: 'cut-short' };
    return { found: marks.document ? 'damaged' : 'none' };
  }
  if (range.end < file.length) return { found: 'appended' };
  const contents = contentsOf(file, range);
  if (contents === undefined) return { found: 'damaged' };
  try {
    const key = await verifyCms(contents, await sha256(signedBytes(file, range)));
    return key === undefined ? { found: 'invalid' } : { found: 'valid', key };
  } catch {
    // the ASN.1 readers throw for every kind of broken structure
    return { found: 'damaged' };
  }
}
