import type { PDFDocument } from 'pdf-lib';
import { AppError } from '../../../shared/base/error.ts';
import type { Bytes } from '../../../shared/base/bytes.ts';
import { tablesOfWoff, trueTypeOf, dataViewOf, type FontTable } from './woff.ts';

/** What pdf-lib asks of an engine that reads fonts: this much of it is enough to embed a whole TrueType font. */
type FontEngine = Parameters<PDFDocument['registerFontkit']>[0];
type Face = Extract<Awaited<ReturnType<FontEngine['create']>>, { readonly unitsPerEm: number }>;
type Glyph = ReturnType<Face['layout']>['glyphs'][number];

/** A font ready to be embedded, and whether it can write a text. */
export type KitFont = {
  readonly trueType: Bytes;
  readonly engine: FontEngine;
  readonly canWrite: (text: string) => boolean;
};

/** What a PDF needs of a TrueType font; the rest (kerning, ligatures, hints to renderers) would only be carried along. */
const needed = ['OS/2', 'cmap', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'post'];

/** Reads one of the program's own fonts. @throws unexpected where it is no WOFF, or lacks a table */
export function kitFontOf(woff: Bytes): KitFont {
  const tables = tablesOfWoff(woff).filter(({ tag }) => needed.includes(tag));
  const glyphs = glyphsOf(tables);
  return {
    trueType: trueTypeOf(tables),
    engine: { create: () => faceOf(tables, glyphs) },
    canWrite: (text) => [...text].every((letter) => glyphs.has(letter.codePointAt(0) ?? -1)),
  };
}

function faceOf(tables: readonly FontTable[], glyphs: ReadonlyMap<number, Glyph>): Face {
  const head = tableOf(tables, 'head');
  const metrics = tableOf(tables, 'OS/2');
  const [minX, minY] = [head.getInt16(36), head.getInt16(38)];
  const [maxX, maxY] = [head.getInt16(40), head.getInt16(42)];
  const missing: Glyph = { id: 0, codePoints: [], advanceWidth: 0 };
  return {
    postscriptName: 'AtkinsonHyperlegibleNext',
    unitsPerEm: head.getUint16(18),
    ascent: metrics.getInt16(68),
    descent: metrics.getInt16(70),
    xHeight: metrics.getInt16(86),
    capHeight: metrics.getInt16(88),
    italicAngle: 0,
    bbox: { minX, minY, maxX, maxY, width: maxX - minX, height: maxY - minY },
    characterSet: [...glyphs.keys()],
    glyphForCodePoint: (codePoint) => glyphs.get(codePoint) ?? null,
    layout: (text) => ({
      glyphs: [...text].map((letter) => glyphs.get(letter.codePointAt(0) ?? -1) ?? missing),
    }),
    createSubset: () => {
      throw new AppError('unexpected', { where: 'font is embedded whole' });
    },
  };
}

/** Every letter that the font can write: the Unicode part of its `cmap` (format 4), with widths. */
function glyphsOf(tables: readonly FontTable[]): ReadonlyMap<number, Glyph> {
  const cmap = tableOf(tables, 'cmap');
  const widthOf = widths(tables);
  const glyphs = new Map<number, Glyph>();
  const start = unicodeTable(cmap);
  const segments = cmap.getUint16(start + 6) / 2;
  const ends = start + 14;
  const starts = ends + segments * 2 + 2;
  const deltas = starts + segments * 2;
  const offsets = deltas + segments * 2;
  for (let segment = 0; segment < segments; segment += 1) {
    const at = segment * 2;
    const [first, last] = [cmap.getUint16(starts + at), cmap.getUint16(ends + at)];
    const [delta, offset] = [cmap.getUint16(deltas + at), cmap.getUint16(offsets + at)];
    for (let code = first; code <= last && code !== 0xffff; code += 1) {
      const indirect = offsets + at + offset + (code - first) * 2;
      const found = offset === 0 ? code : cmap.getUint16(indirect);
      const id = found === 0 ? 0 : (found + delta) % 0x10000;
      if (id !== 0) glyphs.set(code, { id, codePoints: [code], advanceWidth: widthOf(id) });
    }
  }
  return glyphs;
}

/** Where the `cmap` holds the Windows Unicode table, the one that every font for the web has. */
function unicodeTable(cmap: DataView): number {
  for (let index = 0; index < cmap.getUint16(2); index += 1) {
    const record = 4 + index * 8;
    const start = cmap.getUint32(record + 4);
    const isUnicode = cmap.getUint16(record) === 3 && cmap.getUint16(record + 2) === 1;
    if (isUnicode && cmap.getUint16(start) === 4) return start;
  }
  throw new AppError('unexpected', { where: 'font' });
}

/** The width of each glyph; the last one told holds for all that follow. */
function widths(tables: readonly FontTable[]): (id: number) => number {
  const told = tableOf(tables, 'hhea').getUint16(34);
  const metrics = tableOf(tables, 'hmtx');
  return (id) => metrics.getUint16(Math.min(id, told - 1) * 4);
}

function tableOf(tables: readonly FontTable[], tag: string): DataView {
  const table = tables.find((one) => one.tag === tag);
  if (table === undefined) throw new AppError('unexpected', { where: `font ${tag}` });
  return dataViewOf(table.bytes);
}
