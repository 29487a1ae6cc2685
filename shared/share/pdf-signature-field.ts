import {
  beginText,
  endText,
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFString,
  setFontAndSize,
  setLineHeight,
  moveText,
  nextLine,
  showText,
  StandardFonts,
  type PDFDocument,
  type PDFFont,
  type PDFRef,
} from 'pdf-lib';

/** Where the signature shows on the last page, in points from its lower left corner. */
export type SignatureBox = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type SignatureAppearance = {
  readonly box: SignatureBox;
  /** What a person reads there. Latin letters only (the PDF's built-in Helvetica): no names. */
  readonly lines: readonly string[];
};

/** Bytes kept free for the CMS, which is about 0.8 kB. */
export const reservedCmsBytes = 3000;
/** Ten digits, written over once the offsets are known. */
export const byteRangePlaceholder = 9_999_999_999;

const signaturesExist = 1;
const appendOnly = 2;
const printed = 4;
const locked = 128;
const largestFontSize = 8;

/**
 * Adds the signature dictionary, its field and its visible widget; ByteRange and Contents are left to be filled in.
 * @see ISO 32000-2 section 12.8, ETSI EN 319 142-1
 */
export function addSignatureField(
  document: PDFDocument,
  appearance: SignatureAppearance,
  now: Date,
): void {
  const { context } = document;
  const page = document.getPage(document.getPageCount() - 1);
  const { box, lines } = appearance;
  const font = document.embedStandardFont(StandardFonts.Helvetica);
  const dictionary = context.register(
    context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'ETSI.CAdES.detached',
      M: PDFString.fromDate(now),
      ByteRange: [0, byteRangePlaceholder, byteRangePlaceholder, byteRangePlaceholder],
      Contents: PDFHexString.of('0'.repeat(reservedCmsBytes * 2)),
    }),
  );
  const widget = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: PDFString.of('Signature'),
      TU: PDFHexString.fromText(lines.join(' ')),
      V: dictionary,
      P: page.ref,
      F: printed | locked,
      Rect: [box.x, box.y, box.x + box.width, box.y + box.height],
      AP: { N: appearanceStream(document, appearance, font) },
    }),
  );
  page.node.addAnnot(widget);
  addToForm(document, widget);
}

function addToForm(document: PDFDocument, field: PDFRef): void {
  const { context, catalog } = document;
  const form = catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict) ?? context.obj({ Fields: [] });
  const fields = form.lookupMaybe(PDFName.of('Fields'), PDFArray) ?? context.obj([]);
  fields.push(field);
  form.set(PDFName.of('Fields'), fields);
  form.set(PDFName.of('SigFlags'), PDFNumber.of(signaturesExist | appendOnly));
  catalog.set(PDFName.of('AcroForm'), form);
}

function appearanceStream(
  document: PDFDocument,
  { box, lines }: SignatureAppearance,
  font: PDFFont,
): PDFRef {
  const size = fontSize(box, lines, font);
  const leading = box.height / lines.length;
  const words = lines.flatMap((line) => [showText(font.encodeText(line)), nextLine()]);
  const stream = document.context.formXObject(
    [
      beginText(),
      setFontAndSize('Helvetica', size),
      setLineHeight(leading),
      moveText(0, box.height - (leading + size * 0.7) / 2),
      ...words,
      endText(),
    ],
    {
      BBox: [0, 0, box.width, box.height],
      Resources: { Font: { Helvetica: font.ref } },
    },
  );
  return document.context.register(stream);
}

/** The largest size at which every line fits its share of the box. */
function fontSize(
  { width, height }: SignatureBox,
  lines: readonly string[],
  font: PDFFont,
): number {
  const widest = Math.max(...lines.map((line) => font.widthOfTextAtSize(line, 1)));
  return Math.min(largestFontSize, height / lines.length / 1.2, width / widest);
}
