const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** The words of an XHTML narrative, one line for each row, item or paragraph; no markup survives. */
export function plainLines(div: string): string[] {
  return withoutTags(div)
    .replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => characterOf(name) ?? whole)
    .split('\n')
    .map((line) => withoutLastCells(line.replace(/\s+/g, ' ').trimEnd()).trim())
    .filter((line) => line !== '');
}

/** Without the marks of cells at the end of a row. */
function withoutLastCells(row: string): string {
  let end = row.length;
  while (row.endsWith(' \u2022', end)) end -= ' \u2022'.length;
  return row.slice(0, end);
}

const cellEnd = /^<\/(?:td|th)\s*>$/i;
const block = /^<\/?(?:p|div|tr|li|ul|ol|table|h\d|dt|dd|br|thead|tbody|caption)\b/i;
const hidden = /^<(script|style)\b/i;

/** The text between the tags, read once from its beginning to its end: a long one must not take longer than its length. */
function withoutTags(div: string): string {
  const texts: string[] = [];
  let at = 0;
  for (let open = div.indexOf('<'); open >= 0; open = div.indexOf('<', at)) {
    texts.push(div.slice(at, open));
    const [end, means] = tagAt(div, open);
    texts.push(means);
    at = end;
  }
  texts.push(div.slice(at));
  return texts.join('');
}

/** Where the tag that begins here ends, and what it means for the text; one that does not end takes all that follows. */
function tagAt(div: string, open: number): readonly [end: number, means: string] {
  // "K <3.5", which somebody forgot to escape, is no tag.
  if (!/^<[a-z/!?]/i.test(div.slice(open, open + 2))) return [open + 1, '<'];
  if (div.startsWith('<!--', open)) return [endOf(div, '-->', open + '<!--'.length), ' '];
  const name = hidden.exec(div.slice(open, open + '<script>'.length))?.[1];
  if (name !== undefined) return [hiddenEnd(div, name, open), ' '];
  const end = endOf(div, '>', open);
  const tag = div.slice(open, Math.min(end, open + longestBlock));
  if (end - open < longestCellEnd && cellEnd.test(div.slice(open, end))) return [end, ' \u2022 '];
  return [end, div[end - 1] === '>' && block.test(tag) ? '\n' : ''];
}

const longestBlock = '</caption>'.length;
/** Longer than any end of a cell, which has no attributes. */
const longestCellEnd = 100;

function endOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}

function hiddenEnd(div: string, name: string, open: number): number {
  const end = new RegExp(`</${name}\\s*>`, 'gi');
  end.lastIndex = open;
  return end.test(div) ? end.lastIndex : div.length;
}

function characterOf(name: string): string | undefined {
  if (!name.startsWith('#')) return named[name.toLowerCase()];
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
