import { parseFhirJson } from './json.ts';

/** Where a JSON value stands in a text: `text.slice(start, end)` is the value to the letter. */
export type Span = { readonly start: number; readonly end: number };

/** Thrown where a text ends in the middle of a value. */
export class TruncatedJson extends Error {}

/** Thrown where a text is no JSON at that place. */
export class NotJson extends Error {}

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const comma = 0x2c;
const colon = 0x3a;

/** The first place at or after `at` that is no white space. A byte order mark counts as white space. */
export function skipSpace(text: string, at: number): number {
  let place = at;
  for (;;) {
    const code = text.charCodeAt(place);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09 && code !== 0xfeff) {
      return place;
    }
    place += 1;
  }
}

function endOfString(text: string, at: number): number {
  let place = at + 1;
  for (;;) {
    place = text.indexOf('"', place);
    if (place < 0) throw new TruncatedJson();
    let escapes = place - 1;
    while (text.charCodeAt(escapes) === backslash) escapes -= 1;
    place += 1;
    if ((place - escapes) % 2 === 0) return place;
  }
}

function endOfNested(text: string, at: number): number {
  let depth = 0;
  let place = at;
  while (place < text.length) {
    const code = text.charCodeAt(place);
    if (code === quote) {
      place = endOfString(text, place);
      continue;
    }
    place += 1;
    if (code === openBrace || code === openBracket) depth += 1;
    if (code === closeBrace || code === closeBracket) depth -= 1;
    if (depth === 0) return place;
  }
  throw new TruncatedJson();
}

/** The span of the JSON value that begins at `start`; its inside is not checked. @throws TruncatedJson @throws NotJson */
export function valueSpan(text: string, start: number): Span {
  if (start >= text.length) throw new TruncatedJson();
  const code = text.charCodeAt(start);
  if (code === openBrace || code === openBracket) return { start, end: endOfNested(text, start) };
  if (code === quote) return { start, end: endOfString(text, start) };
  const end = start + (/^[-+.\w]*/.exec(text.slice(start, start + 400))?.[0].length ?? 0);
  if (end === start) throw new NotJson();
  return { start, end };
}

/** The values of the array at `start`, one span each. @throws TruncatedJson @throws NotJson */
export function* itemSpans(text: string, start: number): Generator<Span> {
  let place = skipSpace(text, start + 1);
  while (text.charCodeAt(place) !== closeBracket) {
    const span = valueSpan(text, place);
    yield span;
    place = afterComma(text, span.end, closeBracket);
  }
}

/** The members of the object at `start`: name and span of the value. @throws TruncatedJson @throws NotJson */
export function* memberSpans(
  text: string,
  start: number,
): Generator<Span & { readonly name: string }> {
  let place = skipSpace(text, start + 1);
  while (text.charCodeAt(place) !== closeBrace) {
    if (place >= text.length) throw new TruncatedJson();
    if (text.charCodeAt(place) !== quote) throw new NotJson();
    const nameEnd = endOfString(text, place);
    const name = parseFhirJson(text.slice(place, nameEnd));
    const at = skipSpace(text, nameEnd);
    if (at >= text.length) throw new TruncatedJson();
    if (text.charCodeAt(at) !== colon) throw new NotJson();
    const span = valueSpan(text, skipSpace(text, at + 1));
    yield { name: String(name), ...span };
    place = afterComma(text, span.end, closeBrace);
  }
}

function afterComma(text: string, end: number, closing: number): number {
  const place = skipSpace(text, end);
  if (place >= text.length) throw new TruncatedJson();
  const code = text.charCodeAt(place);
  if (code === closing) return place;
  if (code !== comma) throw new NotJson();
  return skipSpace(text, place + 1);
}
