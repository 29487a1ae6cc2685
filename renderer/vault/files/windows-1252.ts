import type { Bytes } from '../../../shared/base/bytes.ts';

/** What the bytes 0x80 to 0x9F stand for; five of them for nothing. @see https://encoding.spec.whatwg.org/index-windows-1252.txt */
const signs = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** The text of bytes in Windows-1252. Node's own decoder leaves out the signs that Latin-1 has not. */
export function windows1252Text(bytes: Bytes): string {
  const text = new TextDecoder('windows-1252').decode(bytes);
  return text.replace(/[\x80-\x9f]/g, (sign) => signs.charAt(sign.charCodeAt(0) - 0x80));
}

/**
 * Whether a text that was read as Windows-1252, because it is no UTF-8, is likely to be it. The same bytes say other
 * letters in the character sets of DOS (`é` is `‚`, `°` is `ø`) and of old Macs (`é` is `Ž`), and UTF-8 that was damaged
 * in one place shows as `Ã©` in all others: such a text is told by letters that stand where nobody writes them.
 */
export function isLikelyWindows1252(text: string): boolean {
  return !unlikely.some((sign) => sign.test(text));
}

const unlikely: readonly RegExp[] = [
  // Bytes that stand for nothing in it.
  /[\x81\x8d\x8f\x90\x9d]/,
  // Two bytes or more that are one letter of UTF-8: "Ã©", "Â£", "â€™".
  /[ÂÃ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€/,
  // Signs that no word has inside or at its end.
  /\p{L}[‚„ƒ†‡ˆ‰‹˜›¢¥¤¡¿]/u,
  // A capital letter with an accent behind a small letter.
  /\p{Ll}[À-ÖØ-ÞŠŒŽŸ]/u,
  // A letter with an accent beside a number: "37 øC", "5 æg", "œ5".
  /\d ?[À-ÖØ-öø-ÿŠŒŽšœžŸ]|[À-ÖØ-öø-ÿŠŒŽšœžŸ]\d/,
];
