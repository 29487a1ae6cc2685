/** Elements that begin a line of their own. */
const lines =
  /^(address|article|aside|blockquote|caption|dd|details|div|dl|dt|fieldset|footer|form|h[1-6]|header|legend|li|main|ol|p|pre|section|summary|table|tbody|thead|tr|ul)$/;

/** What stands in front of an element's text. */
const marks: Readonly<Record<string, string>> = {
  h1: '# ',
  h2: '## ',
  h3: '### ',
  h4: '#### ',
  li: '- ',
};

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
};

/** What a person reads of markup that React wrote, in reading order: a line for each block, the cells of a row parted by a bar. */
export function textOfMarkup(markup: string): string {
  let text = '';
  for (const [, tag, words] of markup.matchAll(/<([^>]*)>|([^<]+)/g)) {
    text += words === undefined ? breakOf(tag ?? '') : plainText(words);
  }
  return tidy(text);
}

function breakOf(tag: string): string {
  const [, closing = '', name = ''] = /^(\/?)([a-z0-9]+)/.exec(tag) ?? [];
  if (name === 'br') return '\n';
  if (name === 'td' || name === 'th') return closing === '' ? '' : ' | ';
  if (!lines.test(name)) return '';
  return closing === '' ? `\n${marks[name] ?? ''}` : '\n';
}

function plainText(words: string): string {
  return words
    .replace(
      /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
      (whole, hex?: string, decimal?: string, name?: string) => {
        if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
        if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
        return entities[name ?? ''] ?? whole;
      },
    )
    .replace(/\u00a0/g, ' ');
}

function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').replace(/ \|$/, '').trim())
    .filter((line) => line !== '' && line !== '-' && line !== '|')
    .join('\n');
}
