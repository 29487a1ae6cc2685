/** A piece of a page's text, in reading order. */
export type TextPiece = { readonly text: string; readonly endsLine: boolean };

/** Where words stand: from a letter of one piece to behind a letter of the same or a later piece. */
export type Place = {
  readonly from: { readonly piece: number; readonly offset: number };
  readonly to: { readonly piece: number; readonly offset: number };
};

type Letter = { readonly piece: number; readonly offset: number };

/** All places of the words, over the ends of pieces and lines; capitals, accents and the width of gaps do not count. */
export function placesOfWords(pieces: readonly TextPiece[], words: string): Place[] {
  const wanted = plain([{ text: words.trim(), endsLine: false }]).text;
  if (wanted === '') return [];
  const { text, letters } = plain(pieces);
  const places: Place[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    const from = letters[at];
    const last = letters[at + wanted.length - 1];
    if (from !== undefined && last !== undefined) {
      places.push({ from, to: { ...last, offset: last.offset + 1 } });
    }
  }
  return places;
}

/** The text as it is compared, one sign a letter, and where each of its letters stands. */
function plain(pieces: readonly TextPiece[]): { text: string; letters: readonly Letter[] } {
  let text = '';
  const letters: Letter[] = [];
  const add = (sign: string, letter: Letter): void => {
    if (sign === ' ' && (text === '' || text.endsWith(' '))) return;
    text += sign;
    letters.push(letter);
  };
  for (const [piece, { text: written, endsLine }] of pieces.entries()) {
    for (let offset = 0; offset < written.length; offset += 1) {
      const sign = plainLetter(written.charAt(offset));
      if (sign !== '') add(sign, { piece, offset });
    }
    if (endsLine) add(' ', { piece, offset: written.length - 1 });
  }
  return { text, letters };
}

/** One sign in small letters without its accent; nothing for an accent that stands alone. */
function plainLetter(letter: string): string {
  if (/\s/.test(letter)) return ' ';
  const [first = ''] = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return first;
}
