import { concatBytes, type Bytes } from '../../../shared/base/bytes.ts';
import { asLine, type LineBreaks } from './ndjson-line.ts';
import type { FilePlace } from './places.ts';

/** A file grows to about this before the next of its type is begun: what is packed at once stays small. */
const fullFile = 4 * 1024 * 1024;
/** All files that are open together: a record of many types would else fill the memory. */
const fullTogether = 32 * 1024 * 1024;

/** A finished file of one source and type: a resource a line. */
export type TextFile = {
  readonly name: string;
  readonly bytes: Bytes;
  /** Of the lines that had breaks. */
  readonly breaks: readonly ({ readonly line: number } & LineBreaks)[];
};

type Growing = {
  readonly name: string;
  readonly parts: Bytes[];
  readonly breaks: ({ readonly line: number } & LineBreaks)[];
  length: number;
  lines: number;
};

export type TextFiles = {
  /** Adds a resource's text to the files of its type in `folder`; answers where it comes to stand. */
  add(folder: string, resourceType: string, text: Bytes): FilePlace;
  /** The files that are full now; they are closed. */
  full(): TextFile[];
  /** All that are left. */
  rest(): TextFile[];
};

/** Sorts texts that come in any order into files, holding no more of them than is needed. */
export function textFiles(): TextFiles {
  const growing = new Map<string, Growing>();
  const begun = new Map<string, number>();
  let together = 0;
  let isFull = false;
  const begin = (place: string): Growing => {
    // Two types that differ in their capitals alone are one file on many disks.
    const alike = place.toLowerCase();
    const number = (begun.get(alike) ?? 0) + 1;
    begun.set(alike, number);
    const name = `${place}${number === 1 ? '' : `-${String(number)}`}.ndjson`;
    const file: Growing = { name, parts: [], breaks: [], length: 0, lines: 0 };
    growing.set(place, file);
    return file;
  };
  const close = (place: string, file: Growing): TextFile => {
    growing.delete(place);
    together -= file.length;
    return { name: file.name, bytes: concatBytes(...file.parts), breaks: file.breaks };
  };
  return {
    add(folder, resourceType, text) {
      const place = `${folder}/${typeName(resourceType)}`;
      const file = growing.get(place) ?? begin(place);
      const { line, breaks } = asLine(text);
      file.lines += 1;
      file.parts.push(line, newLine);
      file.length += line.length + 1;
      together += line.length + 1;
      isFull ||= file.length >= fullFile || together >= fullTogether;
      if (breaks !== undefined) file.breaks.push({ line: file.lines, ...breaks });
      return { backupFile: file.name, line: file.lines };
    },
    full() {
      if (!isFull) return [];
      isFull = false;
      const done = [...growing].filter(([, file]) => file.length >= fullFile);
      const closed = done.map(([place, file]) => close(place, file));
      if (together < fullTogether) return closed;
      const [largest] = [...growing].sort(([, a], [, b]) => b.length - a.length);
      return largest === undefined ? closed : [...closed, close(...largest)];
    },
    rest: () => [...growing].map(([place, file]) => close(place, file)),
  };
}

const newLine = Uint8Array.of(0x0a);

/** A resource type is letters; whatever else a source may have sent must not become a path. */
function typeName(resourceType: string): string {
  return /^[A-Za-z]{1,64}$/.test(resourceType) ? resourceType : 'Other';
}
