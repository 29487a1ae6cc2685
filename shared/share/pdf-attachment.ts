import { AFRelationship, PDFDocument } from 'pdf-lib';
import { fromUtf8, utf8, type Bytes } from '../base/bytes.ts';

const fhirJson = 'application/fhir+json';

export type PdfAttachmentTerms = {
  /** The signed document Bundle. */
  readonly bundleText: string;
  /** Such as `summary.ips.json`. */
  readonly fileName: string;
  readonly title: string;
  /** BCP 47, such as `en-GB`. */
  readonly language: string;
  readonly now: Date;
};

/**
 * Attaches the FHIR document to a printed PDF, and sets its title, language and dates.
 * Object streams are not used, so that the signature can follow as an incremental update.
 * @see ISO 32000-2 section 14.13 (associated files)
 */
export async function attachBundle(pdf: Bytes, terms: PdfAttachmentTerms): Promise<Bytes> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  await document.attach(utf8(terms.bundleText), terms.fileName, {
    mimeType: fhirJson,
    description: 'The same summary as HL7 FHIR (International Patient Summary)',
    creationDate: terms.now,
    modificationDate: terms.now,
    afRelationship: AFRelationship.Data,
  });
  document.setTitle(terms.title, { showInWindowTitleBar: true });
  document.setLanguage(terms.language);
  document.setCreationDate(terms.now);
  document.setModificationDate(terms.now);
  return document.save({ useObjectStreams: false });
}

/** The text of the one attached FHIR document; `undefined` where there is none, or more than one to choose from. */
export async function attachedBundle(pdf: Bytes): Promise<string | undefined> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const [attachment, another] = document
    .getAttachments()
    .filter((file) => file.mimeType === fhirJson);
  return attachment === undefined || another !== undefined ? undefined : fromUtf8(attachment.data);
}
