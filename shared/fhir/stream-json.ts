import { AppError } from '../base/error.ts';

/**
 * What was cut out of a JSON text, to the letter: an entry of a Bundle, an item of a list, a line of NDJSON,
 * or a value as a whole, less what was cut out of it.
 */
export type Cut = { readonly kind: 'entry' | 'item' | 'line' | 'value'; readonly text: string };

/** Cuts a JSON text that arrives in chunks. */
export type JsonCutter = {
  /** What became whole with this chunk. @throws file-too-large, file-not-health-data */
  readonly push: (chunk: string) => Cut[];
  /** What is left at the end. @throws file-empty, file-truncated */
  readonly end: () => Cut[];
};

type Scan = {
  /** The most characters that are held at once. */
  readonly largest: number;
  readonly cuts: Cut[];
  /** The bracket of the value that is being read; `lines` once it is NDJSON. */
  top: '' | '{' | '[' | 'lines';
  hadValue: boolean;
  depth: number;
  inString: boolean;
  escaped: boolean;
  /** What of the current value is in no item. */
  rest: string;
  /** The item or line that is being read. */
  item: string;
  /** The depth inside the list that is being cut; 0 where none is. */
  itemsAt: number;
  /** Of an object's own members: the string read last, the member being read, the resource's type once it is known. */
  word: string;
  member: string;
  resourceType: string;
};

/** No member that matters here has a longer name. */
const longestWord = 64;

const quote = 0x22;
const backslash = 0x5c;

/**
 * Makes a cutter that never holds more than `largest` characters: of one entry, or of what stands around all of them.
 * `lines`: the text is known to be NDJSON; otherwise a second value after the first tells it.
 */
export function jsonCutter(largest: number, lines = false): JsonCutter {
  const scan: Scan = {
    ...{ largest, cuts: [], top: lines ? 'lines' : '', hadValue: false, depth: 0 },
    ...{ inString: false, escaped: false, rest: '', item: '', itemsAt: 0 },
    ...{ word: '', member: '', resourceType: '' },
  };
  return {
    push: (chunk) => {
      scanChunk(scan, chunk);
      return scan.cuts.splice(0);
    },
    end: () => {
      if (scan.top === 'lines') giveLine(scan);
      else if (scan.depth > 0) throw new AppError('file-truncated');
      else if (!scan.hadValue) throw new AppError('file-empty');
      return scan.cuts.splice(0);
    },
  };
}

type Cursor = {
  readonly chunk: string;
  at: number;
  /** Up to where the chunk is held already. */
  from: number;
};

function scanChunk(scan: Scan, chunk: string): void {
  const cursor: Cursor = { chunk, at: 0, from: 0 };
  while (cursor.at < chunk.length) {
    if (scan.top === 'lines') passLine(scan, cursor);
    else if (scan.inString) passString(scan, cursor);
    else if (scan.depth === 0) passBetween(scan, cursor);
    else passInside(scan, cursor);
  }
  hold(scan, cursor, chunk.length);
}

function hold(scan: Scan, cursor: Cursor, end: number): void {
  const text = cursor.chunk.slice(cursor.from, end);
  cursor.from = end;
  if (scan.itemsAt > 0 || scan.top === 'lines') scan.item += text;
  else scan.rest += text;
  if (scan.item.length + scan.rest.length > scan.largest) throw new AppError('file-too-large');
}

function passLine(scan: Scan, cursor: Cursor): void {
  const newline = cursor.chunk.indexOf('\n', cursor.at);
  hold(scan, cursor, newline < 0 ? cursor.chunk.length : newline);
  cursor.at = cursor.from;
  if (newline < 0) return;
  giveLine(scan);
  cursor.at = cursor.from = newline + 1;
}

/** Before a value, or after one: what follows there makes it NDJSON. */
function passBetween(scan: Scan, cursor: Cursor): void {
  const character = cursor.chunk.charAt(cursor.at);
  if (/[\s\uFEFF]/.test(character)) {
    cursor.at += 1;
    cursor.from = cursor.at;
  } else if (scan.hadValue) scan.top = 'lines';
  else if (character === '{' || character === '[') {
    scan.top = character;
    open(scan, cursor);
  } else throw new AppError('file-not-health-data');
}

function passInside(scan: Scan, cursor: Cursor): void {
  const character = cursor.chunk.charAt(cursor.at);
  if (character === '{' || character === '[') open(scan, cursor);
  else if (character === '}' || character === ']') close(scan, cursor);
  else if (character === ',') comma(scan, cursor);
  else {
    if (character === '"') {
      scan.inString = true;
      scan.word = '';
    } else if (character === ':' && scan.depth === 1) scan.member = scan.word;
    cursor.at += 1;
  }
}

function open(scan: Scan, cursor: Cursor): void {
  const isList = cursor.chunk.charAt(cursor.at) === '[';
  scan.depth += 1;
  cursor.at += 1;
  if (!isList || scan.itemsAt > 0 || !isToBeCut(scan)) return;
  hold(scan, cursor, cursor.at);
  scan.itemsAt = scan.depth;
}

/** The list that a text is, or a Bundle's `entry`. Whether it is a Bundle may be said only after it: then `giveItem` looks. */
function isToBeCut(scan: Scan): boolean {
  if (scan.top === '[') return scan.depth === 1;
  const mayBeBundle = scan.resourceType === '' || scan.resourceType === 'Bundle';
  return scan.depth === 2 && scan.member === 'entry' && mayBeBundle;
}

function close(scan: Scan, cursor: Cursor): void {
  if (scan.depth === scan.itemsAt) {
    hold(scan, cursor, cursor.at);
    giveItem(scan);
    scan.itemsAt = 0;
  }
  scan.depth -= 1;
  cursor.at += 1;
  if (scan.depth > 0) return;
  hold(scan, cursor, cursor.at);
  if (scan.top === '{') scan.cuts.push({ kind: 'value', text: scan.rest });
  Object.assign(scan, { top: '', hadValue: true, rest: '', resourceType: '', member: '' });
}

function comma(scan: Scan, cursor: Cursor): void {
  if (scan.depth === scan.itemsAt) {
    hold(scan, cursor, cursor.at);
    giveItem(scan);
    if (scan.itemsAt > 0) cursor.from = cursor.at + 1;
  } else if (scan.depth === 1) scan.member = '';
  cursor.at += 1;
}

function passString(scan: Scan, cursor: Cursor): void {
  const { chunk, at } = cursor;
  let place = at;
  while (place < chunk.length) {
    const code = chunk.charCodeAt(place);
    if (scan.escaped) scan.escaped = false;
    else if (code === backslash) scan.escaped = true;
    else if (code === quote) break;
    place += 1;
  }
  const isOwn = scan.depth === 1 && scan.itemsAt === 0;
  if (isOwn && scan.word.length < longestWord) {
    scan.word += chunk.slice(at, Math.min(place, at + longestWord));
  }
  scan.inString = place === chunk.length;
  cursor.at = place + (scan.inString ? 0 : 1);
  if (isOwn && !scan.inString && scan.member === 'resourceType') scan.resourceType = scan.word;
}

const entryBegins = /^\s*\{\s*"(?:fullUrl|resource|link|search|request|response)"/;

function giveItem(scan: Scan): void {
  const { item, top, resourceType } = scan;
  scan.item = '';
  if (top === '{' && resourceType === '' && !entryBegins.test(item)) {
    // No Bundle's: a List, say, whose type is said at its end.
    scan.rest += item;
    scan.itemsAt = 0;
  } else if (item.trim() !== '') {
    scan.cuts.push({ kind: top === '[' ? 'item' : 'entry', text: item.trim() });
  }
}

function giveLine(scan: Scan): void {
  if (scan.item.trim() !== '') scan.cuts.push({ kind: 'line', text: scan.item.trim() });
  scan.item = '';
}
