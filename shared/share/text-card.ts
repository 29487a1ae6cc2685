import { base64url, concatBytes, fromBase64, utf8, type Bytes } from '../base/bytes.ts';
import { AppError } from '../base/error.ts';
import { withoutEnd } from '../base/without-end.ts';
import { isCalendarDate } from './share-terms.ts';
import {
  compressedPublicKey,
  importCompressedPublicKey,
  keyThumbprint,
  signEs256,
  verifyEs256,
  type SigningKeys,
} from './signing-key.ts';
import { cardBody, isLess, type TextCardList, type TextCardContent } from './text-card-content.ts';
import { fitLists } from './text-card-fit.ts';

/*
 * A text card: UTF-8 in NFC, lines ended by "\n". The last line, without "\n", is
 *   "Signature v1: " base64url( public key, 33 bytes compressed (SEC 1) | ES256 signature, 64 bytes )
 * over the bytes of all lines above it, their "\n" included.
 */
const firstLine = 'HEALTH SUMMARY: ';
const signaturePrefix = 'Signature v1: ';
const keyLength = 33;
const signatureLength = 64;
const signatureLineLength =
  signaturePrefix.length + Math.ceil(((keyLength + signatureLength) * 4) / 3);

/** Version 25 at error correction M holds 997 bytes, two of which mark the text as UTF-8. @see ISO/IEC 18004 */
export const maxCardBytes = 995;

/** What did not fit of a list. */
export type TextCardOmission = Omit<TextCardList, 'shown'>;

export type ComposedTextCard = {
  readonly text: string;
  readonly leftOut: readonly TextCardOmission[];
};

/** What a good signature tells about a card. */
export type VerifiedTextCard = {
  readonly keyThumbprint: string;
  /** The lines above the signature. */
  readonly lines: readonly string[];
  /** Something stood around or between them that was not signed and is left out of `lines`. */
  readonly isTidied?: true;
  readonly name?: string;
  readonly issued?: string;
  readonly until?: string;
};

/**
 * Writes and signs a card that fits one QR code of at most version 25 at M. What does not fit is left out, the
 * least important first, and the card says so on the line where it happened.
 * @throws share-card-too-long where not even the fixed lines fit
 */
export async function composeTextCard(
  content: TextCardContent,
  keys: SigningKeys,
): Promise<ComposedTextCard> {
  const lists = fitLists(
    content,
    (tried) => utf8(cardBody(content, tried)).length + signatureLineLength <= maxCardBytes,
  );
  if (lists === undefined) throw new AppError('share-card-too-long');
  const body = cardBody(content, lists);
  const signature = await signEs256(keys, utf8(body));
  const proof = base64url(concatBytes(await compressedPublicKey(keys.publicKey), signature));
  const leftOut = lists.filter(isLess).map(({ name, dropped, droppedPast, shortened }) => ({
    name,
    dropped,
    droppedPast,
    shortened,
  }));
  return { text: `${body}${signaturePrefix}${proof}`, leftOut };
}

/** Whether a text is meant to be a card: it begins or ends as one. */
export function looksLikeTextCard(text: string): boolean {
  const lines = linesWithWords(text);
  return (
    lines[0]?.startsWith(firstLine) === true || lines.at(-1)?.startsWith(signaturePrefix) === true
  );
}

/**
 * Checks a card with the key that it carries. Line ends and accents may have been rewritten on the way, and what mail
 * programs and people put around a card is passed over: a greeting before it, spaces at the ends of lines, blank lines.
 * @returns `undefined` where anything that the signature covers is not as it was signed
 */
export async function verifyTextCard(text: string): Promise<VerifiedTextCard | undefined> {
  const card = asSigned(text);
  const found = await verifyCard(card);
  if (found !== undefined) return found;
  const lines = linesWithWords(text);
  const tidied = lines.slice(Math.max(0, lines.findIndex(isFirstLine))).join('\n');
  const within = tidied === card ? undefined : await verifyCard(tidied);
  return within && { ...within, isTidied: true };
}

async function verifyCard(card: string): Promise<VerifiedTextCard | undefined> {
  const end = card.lastIndexOf('\n') + 1;
  const proof = proofOf(card.slice(end));
  if (proof === undefined) return undefined;
  const key = await importCompressedPublicKey(proof.slice(0, keyLength));
  const body = card.slice(0, end);
  if (key === undefined || !(await verifyEs256(key, proof.slice(keyLength), utf8(body)))) {
    return undefined;
  }
  const lines = body.split('\n').slice(0, -1);
  return { keyThumbprint: await keyThumbprint(key), lines, ...termsOf(lines) };
}

/** The text as `composeTextCard` wrote it, where a phone or a mail program changed only its line ends or its accents' form. */
function asSigned(text: string): string {
  const lines = text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  return withoutEnd(lines, '\n').normalize('NFC');
}

/** The lines that say something, without the spaces at their ends. */
function linesWithWords(text: string): string[] {
  return asSigned(text)
    .split('\n')
    .map((line) => withoutEnd(line, ' \t\u00a0'))
    .filter((line) => line !== '');
}

function isFirstLine(line: string): boolean {
  return line.startsWith(firstLine);
}

function proofOf(line: string): Bytes | undefined {
  if (!line.startsWith(signaturePrefix)) return undefined;
  const written = line.slice(signaturePrefix.length);
  const bytes = fromBase64(written);
  // the last character has spare bits: only one spelling is ours
  return bytes?.length === keyLength + signatureLength && base64url(bytes) === written
    ? bytes
    : undefined;
}

function termsOf(lines: readonly string[]): Pick<VerifiedTextCard, 'name' | 'issued' | 'until'> {
  const name = /^HEALTH SUMMARY: (.+)$/.exec(lines[0] ?? '')?.[1];
  const [, issued, until] = /^Made: (\S+)\. Use until: (\S+)$/.exec(lines[2] ?? '') ?? [];
  return {
    ...(name === undefined ? {} : { name }),
    ...(issued !== undefined && isCalendarDate(issued) ? { issued } : {}),
    ...(until !== undefined && isCalendarDate(until) ? { until } : {}),
  };
}
