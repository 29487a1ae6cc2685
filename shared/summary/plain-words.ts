/** Small letters without accents, a space for every other sign, and a space on either side: to look for whole words in. */
export function plainWords(text: string): string {
  const letters = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return ` ${letters.replace(/[^\p{L}\p{N}%]+/gu, ' ').trim()} `;
}

/** The names of a list in which a comma stands between two. */
export function listed(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim().replace(/\s+/g, ' '))
    .filter((name) => name !== '');
}
