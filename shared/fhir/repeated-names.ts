import { parse } from 'lossless-json';
import { numberTextOf, parseFhirJson } from './json.ts';
import { skipSpace, valueSpan } from './json-span.ts';

/**
 * Whether an object in a JSON text has two members of one name that say different things. `JSON.parse` keeps the last of them
 * and tells nobody; which of the two is meant, nobody can know.
 * @param value what was parsed from the text
 * @see RFC 8259, section 4: such an object is read differently by different programs
 */
export function saysTwoThings(text: string, value: unknown): boolean {
  // Names are counted first: to read everything a second time would cost as long as reading it once.
  if (namesWritten(text) === namesKept(value)) return false;
  try {
    parse(text); // equal values under one name pass, others throw
    return false;
  } catch {
    return true;
  }
}

/**
 * Whether an object in a JSON text has two members of one name, whatever they say. Names are compared as they are meant:
 * `"a"` and `"\\u0061"` are one.
 * @param text JSON that was parsed before
 */
export function repeatsAName(text: string): boolean {
  // Of each object that is open, the names so far; of an array nothing.
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '{') open.push(new Set());
    else if (sign === '[') open.push(undefined);
    else if (sign === '}' || sign === ']') open.pop();
    else if (sign === '"') {
      const { start, end } = valueSpan(text, at);
      at = end - 1;
      if (text.charAt(skipSpace(text, end)) !== ':') continue;
      const name = text.slice(start, end);
      const meant = name.includes('\\') ? String(parseFhirJson(name)) : name.slice(1, -1);
      const names = open.at(-1);
      if (names?.has(meant) === true) return true;
      names?.add(meant);
    }
  }
  return false;
}

const quote = 0x22;
const backslash = 0x5c;

/** The names in a text, or a few more: text that begins with a colon looks like one. */
function namesWritten(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
    let before = at - 1;
    while (isSpace(text.charCodeAt(before))) before -= 1;
    if (text.charCodeAt(before) === quote && !isEscaped(text, before)) count += 1;
  }
  return count;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** An odd number of backslashes before it makes a quotation mark a letter of a text. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === backslash) before -= 1;
  return (at - before) % 2 === 0;
}

/** The members of all objects in a value. A record may be deeper than the stack: no recursion. */
function namesKept(value: unknown): number {
  const waiting: unknown[] = [value];
  let count = 0;
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (typeof at !== 'object' || at === null || numberTextOf(at) !== undefined) continue;
    const members: readonly unknown[] = Array.isArray(at) ? at : Object.values(at);
    if (!Array.isArray(at)) count += members.length;
    for (const member of members) if (typeof member === 'object') waiting.push(member);
  }
  return count;
}
