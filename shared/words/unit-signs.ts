/*
 * Units as people write them, in signs that need no language: UCUM's brackets, stars and annotations are for machines.
 * @see https://ucum.org/ucum
 */

/** UCUM's own names in square brackets that people write otherwise. */
const bracketed: Readonly<Record<string, string>> = {
  'm[Hg]': 'mHg',
  'mm[Hg]': 'mmHg',
  '[degF]': '°F',
  '[iU]': 'IU',
  '[IU]': 'IU',
  '[in_i]': 'in',
  '[ft_i]': 'ft',
  '[lb_av]': 'lb',
  '[oz_av]': 'oz',
};

const superscripts: Readonly<Record<string, string>> = {
  '-': '⁻',
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
};

/** "mm[Hg]" is mmHg, "10*9/L" ×10⁹/L, "{beats}/min" /min; `undefined` where nothing is left to say: "1", "{score}". */
export function unitInSigns(written: string): string | undefined {
  const said = rewrites.reduce((unit, [form, rewritten]) => unit.replace(form, rewritten), written);
  const unit = said.trim();
  return unit === '' || unit === '1' ? undefined : unit;
}

type Rewrite = readonly [form: RegExp, rewritten: (...match: string[]) => string];

const rewrites: readonly Rewrite[] = [
  // Of the body's surface: no annotation that says nothing, though it stands in braces.
  [/\/(?:\{1\.73[_ ]?m2\}|1\.73[_. ]?m2\b|\(173\.10\*-2\.m2\))/g, () => '/1.73 m²'],
  [/\{[^{}]*\}/g, () => ''],
  [
    /^\s*(?:[x×]\s*)?10(?:[*^](-?\d+)|\(-?\d+\))/,
    (power) => `×10${raised(/[*^(](-?\d+)/.exec(power)?.[1])}`,
  ],
  [/(?:mm?)?\[[^[\]]+\]/g, (name = '') => bracketed[name] ?? name.replace(/[[\]]/g, '')],
  [/(?<![A-Za-z])Cel(?![A-Za-z])/g, () => '°C'],
  // u is UCUM's letter for micro; before g it is a matter of words.
  [/(?<![A-Za-z])u(?=(?:mol|L|l|U|IU|kat|m|s|V|Sv|Eq|eq)(?![A-Za-z]))/g, () => 'µ'],
  [/(?<![A-Za-z])([cdkm]?m)([23])(?!\d)/g, (_, length = '', power) => `${length}${raised(power)}`],
];

function raised(digits = ''): string {
  return [...digits].map((digit) => superscripts[digit] ?? digit).join('');
}
