const titles = new Set([
  'mr',
  'mrs',
  'ms',
  'miss',
  'mx',
  'dr',
  'prof',
  'professor',
  'sir',
  'master',
]);

/**
 * Whether two written names are one name. The same words in any order are: some write the family name first. One with
 * words more is where it begins with the same word and two words at least are shared: a middle name is left out often,
 * the name that somebody is called by is not. One word beside a whole name says too little.
 */
export function isSameName(one: string, other: string): boolean {
  const [shorter = [], longer = []] = [wordsOf(one), wordsOf(other)].sort(
    (a, b) => a.length - b.length,
  );
  const within = new Set(longer);
  if (shorter.length === 0 || !shorter.every((word) => within.has(word))) return false;
  if (new Set(shorter).size === within.size) return true;
  return shorter.length > 1 && shorter[0] === longer[0];
}

/**
 * The words of a name without titles, accents and apostrophes, the family name last where a comma puts it first.
 * Chinese characters are a word each, because nobody writes a space between them.
 */
function wordsOf(name: string): string[] {
  const [family = '', given] = name.split(',');
  const inOrder = given === undefined ? name : `${given} ${family}`;
  const plain = inOrder
    .normalize('NFKD')
    .replace(/[\p{M}'’‘ʼ`´]/gu, '')
    .replace(/\p{Script=Han}/gu, ' $& ')
    .toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && !titles.has(word));
}
