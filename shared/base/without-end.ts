/**
 * A text without the letters at its end that are among `letters`, in one pass. An expression such as `/\/+$/` looks at
 * a row of slashes in the middle of a text anew from each of them.
 */
export function withoutEnd(text: string, letters: string): string {
  let end = text.length;
  while (end > 0 && letters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** A text without the letters at its beginning that are among `letters`. */
export function withoutStart(text: string, letters: string): string {
  let start = 0;
  while (start < text.length && letters.includes(text.charAt(start))) start += 1;
  return text.slice(start);
}

/** A text before the first place where `mark` stands; the whole of it where it stands nowhere. */
export function before(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at < 0 ? text : text.slice(0, at);
}
