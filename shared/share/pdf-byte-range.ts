import { concatBytes, type Bytes } from '../base/bytes.ts';
import { byteRangePlaceholder } from './pdf-signature-field.ts';

/** Two spans of a file, with the `<hex>` of Contents between them. @see ISO 32000-2 section 12.8.1 */
export type ByteRange = {
  /** Length of the first span, which begins at 0: the offset of `<`. */
  readonly contentsStart: number;
  /** Offset of the second span: the one after `>`. */
  readonly contentsEnd: number;
  /** Offset at which the second span ends. */
  readonly end: number;
};

// a decoder of single bytes: each character of the text stands at its byte's offset
const singleBytes = new TextDecoder('latin1');

/**
 * Writes the true offsets over the placeholders of a PDF that is otherwise complete.
 * @throws Error where the placeholders of `addSignatureField` are not in the file
 */
export function writeByteRange(file: Bytes): ByteRange {
  const text = singleBytes.decode(file);
  const placeholder = `0 ${byteRangePlaceholder} ${byteRangePlaceholder} ${byteRangePlaceholder}`;
  const at = text.lastIndexOf(placeholder);
  const contentsStart = text.indexOf('<', text.indexOf('/Contents', at));
  const contentsEnd = text.indexOf('>', contentsStart) + 1;
  if (at < 0 || contentsStart < at || contentsEnd < contentsStart)
    throw new Error('no placeholder');
  const numbers = `0 ${contentsStart} ${contentsEnd} ${file.length - contentsEnd}`;
  for (const [index, character] of [...numbers.padEnd(placeholder.length)].entries()) {
    file[at + index] = character.charCodeAt(0);
  }
  return { contentsStart, contentsEnd, end: file.length };
}

/** The last ByteRange written in a PDF; `undefined` where there is none of the form that this program writes. */
export function readByteRange(file: Bytes): ByteRange | undefined {
  const text = singleBytes.decode(file);
  const from = text.slice(Math.max(0, text.lastIndexOf('/ByteRange')));
  const written = /^\/ByteRange \[ 0 (\d{1,10}) (\d{1,10}) (\d{1,10}) +\]/.exec(from);
  if (written === null) return undefined;
  const [contentsStart, contentsEnd, length] = written.slice(1).map(Number);
  if (contentsStart === undefined || contentsEnd === undefined || length === undefined) {
    return undefined;
  }
  return { contentsStart, contentsEnd, end: contentsEnd + length };
}

/** Everything that a signature covers: all but Contents. */
export function signedBytes(file: Bytes, range: ByteRange): Bytes {
  return concatBytes(
    file.subarray(0, range.contentsStart),
    file.subarray(range.contentsEnd, range.end),
  );
}

/** The bytes of Contents; `undefined` where something other than `<`, lower-case hex, `>` stands between the spans. */
export function contentsOf(file: Bytes, range: ByteRange): Bytes | undefined {
  const contents = singleBytes.decode(file.subarray(range.contentsStart, range.contentsEnd));
  const digits = /^<((?:[0-9a-f]{2})+)>$/.exec(contents)?.[1];
  if (digits === undefined) return undefined;
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** What a PDF shows of itself without being parsed. */
export function pdfMarksOf(file: Bytes): {
  header: boolean;
  ending: boolean;
  signature: boolean;
  /** It holds a FHIR document, as each summary of this program does; other programs sign their PDFs too. */
  document: boolean;
} {
  const text = singleBytes.decode(file);
  return {
    header: text.slice(0, 1024).includes('%PDF-'),
    ending: text.slice(-1024).includes('%%EOF'),
    document: /application#2[fF]fhir/.test(text),
    signature: /ETSI\.CAdES\.detached|application#2[fF]fhir/.test(text),
  };
}
