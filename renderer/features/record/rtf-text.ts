import { withoutEnd } from '../../../shared/base/without-end.ts';

/*
 * The words of an RTF document, without anything that could run, be fetched or be drawn.
 * @see Rich Text Format 1.9.1
 */

/** Groups that hold no words of the document. */
const silent =
  /^(fonttbl|colortbl|stylesheet|info|pict|object|themedata|datastore|generator|header\w?|footer\w?|listtable|listoverridetable|rsidtbl|xmlnstbl|latentstyles|fldinst|filetbl|revtbl|colorschememapping)$/;

/** Control words that stand for a character. */
const characters: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  row: '\n',
  sect: '\n',
  page: '\n',
  cell: ' | ',
  tab: '\t',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  '~': '\u00a0',
  _: '-',
  '\n': '\n',
  '\\': '\\',
  '{': '{',
  '}': '}',
};

/** A control word with its number, a byte in hex, a control symbol, a brace, or letters. */
const token = /\\([a-z]+)(-?\d+)? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}]+)/gi;

type Group = { readonly isSilent: boolean; readonly skips: number };

/** @param bytes an RTF document: ASCII, whose other letters are written as `\'e9` or `\u233?` */
export function rtfText(bytes: Uint8Array<ArrayBuffer>): string {
  const rtf = new TextDecoder('latin1').decode(bytes);
  const codePage = `windows-${/\\ansicpg(\d+)/.exec(rtf)?.[1] ?? '1252'}`;
  const around: Group[] = [];
  let group: Group = { isSilent: false, skips: 1 };
  let toSkip = 0;
  let text = '';
  const say = (letters: string): void => {
    const said = letters.slice(toSkip);
    toSkip = Math.max(0, toSkip - letters.length);
    if (!group.isSilent) text += said;
  };
  for (const [, word, number, hex, symbol, brace, letters] of rtf.matchAll(token)) {
    if (brace === '{') {
      around.push(group);
    } else if (brace === '}') {
      group = around.pop() ?? group;
      toSkip = 0;
    } else if (letters !== undefined) say(letters.replace(/[\r\n\0]/g, ''));
    else if (hex !== undefined) say(letterOf(Number.parseInt(hex, 16), codePage));
    else if (symbol === '*') group = { ...group, isSilent: true };
    else if (word === 'u') {
      say(String.fromCharCode((Number(number) + 0x10000) % 0x10000));
      // Readers that know no Unicode read what follows instead.
      toSkip = group.skips;
    } else if (word === 'uc') group = { ...group, skips: Number(number ?? 1) };
    else if (word !== undefined && silent.test(word)) group = { ...group, isSilent: true };
    else say(characters[word ?? symbol ?? ''] ?? '');
  }
  const lines = text.split('\n').map((line) => withoutEnd(line, ' \t'));
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function letterOf(byte: number, codePage: string): string {
  try {
    return new TextDecoder(codePage).decode(Uint8Array.of(byte));
  } catch {
    return new TextDecoder('windows-1252').decode(Uint8Array.of(byte)); // a code page that nobody knows
  }
}
