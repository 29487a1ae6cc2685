export type PassphraseAdvice = { readonly enough: boolean; readonly words: string };

/** The shortest passphrase that is taken, in characters. */
export const shortestPassphrase = 8;

/**
 * Helpful words about the length of a passphrase. Length is what counts; there are no rules about which characters,
 * because such rules make passphrases that are hard to remember and no harder to guess.
 */
export function passphraseAdvice(passphrase: string): PassphraseAdvice {
  const length = Array.from(passphrase).length;
  if (length === 0)
    return { enough: false, words: 'Four or more words are easy to remember and hard to guess.' };
  if (length < shortestPassphrase) {
    return {
      enough: false,
      words: `Too short: at least ${shortestPassphrase} characters are needed.`,
    };
  }
  if (isOneCharacter(passphrase))
    return { enough: false, words: 'One character repeated is too easy to guess.' };
  if (length < 15)
    return {
      enough: true,
      words: 'This will do. Another word or two would make it much harder to guess.',
    };
  if (length < 20) return { enough: true, words: 'Good length.' };
  return { enough: true, words: 'Very good length.' };
}

function isOneCharacter(passphrase: string): boolean {
  return new Set(passphrase).size === 1;
}
