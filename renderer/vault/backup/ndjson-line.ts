import type { Bytes } from '../../../shared/base/bytes.ts';

/*
 * A resource's text may have line breaks between its tokens; NDJSON takes one resource a line. So each byte that
 * breaks a line becomes a space, and where it stood is kept beside the file:
 *   { "line": n, "lf": [gap, …], "cr": [gap, …] }   n from 1; a gap is the bytes since the place before it, the first since 0
 * Bytes, not characters, so that nothing else of the text can change on the way.
 */
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;

/** Where a text had line breaks: gaps in bytes. */
export type LineBreaks = { readonly lf: readonly number[]; readonly cr: readonly number[] };

/** The text as one line without its end, and where its breaks were; `undefined` where it had none. */
export function asLine(text: Bytes): {
  readonly line: Bytes;
  readonly breaks: LineBreaks | undefined;
} {
  const lf = gapsOf(text, lineFeed);
  const cr = gapsOf(text, carriageReturn);
  if (lf.length === 0 && cr.length === 0) return { line: text, breaks: undefined };
  const line = text.map((byte) => (byte === lineFeed || byte === carriageReturn ? space : byte));
  return { line, breaks: { lf, cr } };
}

/** The text to the letter. `breaks` beyond its end change nothing. */
export function fromLine(line: Bytes, breaks: LineBreaks | undefined): Bytes {
  if (breaks === undefined) return line;
  const text = line.slice();
  putBack(text, breaks.lf, lineFeed);
  putBack(text, breaks.cr, carriageReturn);
  return text;
}

function gapsOf(text: Bytes, byte: number): number[] {
  const gaps: number[] = [];
  let before = 0;
  for (let at = text.indexOf(byte); at >= 0; at = text.indexOf(byte, at + 1)) {
    gaps.push(at - before);
    before = at;
  }
  return gaps;
}

function putBack(text: Bytes, gaps: readonly number[], byte: number): void {
  let at = 0;
  for (const gap of gaps) {
    at += gap;
    text[at] = byte;
  }
}

/** The lines of a file, each without its end. The last line has one too. */
export function* linesOf(file: Bytes): Generator<Bytes> {
  let start = 0;
  for (let end = file.indexOf(lineFeed); end >= 0; end = file.indexOf(lineFeed, start)) {
    yield file.slice(start, end);
    start = end + 1;
  }
}
