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
      replace(at, at + 1, ' ');
      at += 1;
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
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code === 0x5c) at += 1;
    else if (code < 0x20) replace(at, at + 1, escapeOf(code));
    at += 1;
  }
  return at;
}

function escapeOf(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Where the comment at `at` ends, `undefined` where none begins there. */
function endOfComment(text: string, at: number): number | undefined {
  const [opening, closing] = text.startsWith('//', at) ? ['//', '\n'] : ['/*', '*/'];
  if (!text.startsWith(opening, at)) return undefined;
  const end = text.indexOf(closing, at + opening.length);
  if (end < 0) return text.length;
  return opening === '//' ? end : end + closing.length;
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
  return at >= text.length || '}],'.includes(text.charAt(at));
}

function isControl(code: number): boolean {
  return code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d;
}
