import { skipSpace } from './json-span.ts';

/**
 * Puts right what is often wrong with JSON that was written by hand or by a simple program, and takes no letter from any
 * value: comments, commas with nothing behind them, control characters inside a string (they are written as escapes), and
 * several values one after the other, which become one array. `undefined` where nothing of the kind is found.
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export function mendedJson(text: string): string | undefined {
  const pieces: string[] = [];
  let from = 0;
  const replace = (start: number, end: number, by: string) => {
    pieces.push(text.slice(from, start), by);
    from = end;
  };
  let depth = 0;
  let values = 0;
  let at = skipSpace(text, 0);
  const first = at;
  const beginValue = () => {
    if (depth > 0) return;
    values += 1;
    if (values > 1) replace(at, at, ',');
  };
  while (at < text.length) {
    const sign = text.charAt(at);
    const commentEnd = endOfComment(text, at);
    if (commentEnd !== undefined) {
      // What was commented out is a record that somebody took out, or one that would be lost: nobody can know.
      if (text.slice(at, commentEnd).includes('"resourceType"')) return undefined;
      replace(at, commentEnd, ' ');
      at = commentEnd;
    } else if (sign === '"') {
      beginValue();
      at = overString(text, at, replace);
    } else if (sign === '{' || sign === '[') {
      beginValue();
      depth += 1;
      at += 1;
    } else if (sign === '}' || sign === ']') {
      depth -= 1;
      at += 1;
    } else if (sign === ',') {
      if (depth <= 0 || isCommaTooMuch(text, at)) replace(at, at + 1, ' ');
      at += 1;
    } else if (isControl(text.charCodeAt(at))) {
      const from = at;
      while (isControl(text.charCodeAt(at))) at += 1;
      replace(from, at, ' ');
    } else {
      at += 1;
    }
  }
  if (pieces.length === 0) return undefined;
  const mended = [...pieces, text.slice(from)].join('');
  return values > 1 ? `${mended.slice(0, first)}[${mended.slice(first)}]` : mended;
}

type Replace = (start: number, end: number, by: string) => void;

/** Goes over the string at `start`, to behind its end; control characters in it become escapes. */
function overString(text: string, start: number, replace: Replace): number {
  let end = start + 1;
  while (end < text.length && text.charCodeAt(end) !== 0x22) {
    end += text.charCodeAt(end) === 0x5c ? 2 : 1;
  }
  const own = text.slice(start, end);
  // eslint-disable-next-line no-control-regex -- it is control characters that are looked for
  const written = own.replace(/[\0-\x1f]/g, (sign) => escapeOf(sign.charCodeAt(0)));
  if (written !== own) replace(start, Math.min(end, text.length), written);
  return end + 1;
}

function escapeOf(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Where the comment at `at` ends, `undefined` where none begins there. */
function endOfComment(text: string, at: number): number | undefined {
  const [opening, closing] = text.startsWith('//', at) ? ['//', '\n'] : ['/*', '*/'];
  if (!text.startsWith(opening, at)) return undefined;
  const end = text.indexOf(closing, at + opening.length);
  if (opening === '/*') return end < 0 ? undefined : end + closing.length;
  const line = text.slice(at, end < 0 ? text.length : end);
  const carriageReturn = line.indexOf('\r');
  return carriageReturn < 0 ? at + line.length : at + carriageReturn;
}

/** The first place at or after `at` that is neither white space nor in a comment, which JSON knows none of. */
export function overComments(text: string, at: number): number {
  let place = skipSpace(text, at);
  let end = endOfComment(text, place);
  while (end !== undefined) {
    place = skipSpace(text, end);
    end = endOfComment(text, place);
  }
  return place;
}

/** Whether nothing but an end follows a comma, comments and space apart. */
function isCommaTooMuch(text: string, comma: number): boolean {
  const at = overComments(text, comma + 1);
  return at >= text.length || '}]'.includes(text.charAt(at));
}

function isControl(code: number): boolean {
  return code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d;
}
