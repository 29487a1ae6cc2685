import { AppError } from '../base/error.ts';

/*
 * A SMART Health Card in QR codes: `shc:/` and two digits a character, or `shc:/2/3/` for the second code of three.
 * @see https://spec.smarthealth.cards/#encoding-chunks-as-qr-codes
 */
const prefix = 'shc:/';
/** The character that the digits 00 stand for is `-`. */
const firstCharacter = 45;
const lastCharacter = 122;

/** One QR code of a card, `number` of `of`, counted from 1. */
export type HealthCardChunk = {
  readonly number: number;
  readonly of: number;
  readonly text: string;
};

/** Whether a QR code's text is a SMART Health Card, or one part of one. Some programs write it in capitals. */
export function isHealthCardQr(text: string): boolean {
  return text.slice(0, prefix.length).toLowerCase() === prefix;
}

/** Fewer digits are a mention of a card, and none. */
const code = /\bshc:\/(?:\d{1,4}\/\d{1,4}\/)?\d{40,}/gi;

/** The texts of all codes that stand in a text, each once, in their order; words around them are passed over. */
export function healthCardCodesIn(text: string): readonly string[] {
  return [...new Set(text.match(code) ?? [])];
}

/** Reads one QR code. @throws file-unreadable where its digits stand for nothing */
export function readHealthCardQr(text: string): HealthCardChunk {
  const [, number, of, digits] = /^shc:\/(?:(\d+)\/(\d+)\/)?((?:\d\d)+)$/i.exec(text.trim()) ?? [];
  if (digits === undefined) throw new AppError('file-unreadable', { where: 'health card code' });
  const chunk = { number: Number(number ?? 1), of: Number(of ?? 1), text: charactersOf(digits) };
  if (chunk.number < 1 || chunk.number > chunk.of) {
    throw new AppError('file-unreadable', { where: 'health card code' });
  }
  return chunk;
}

/**
 * The card's JWS out of its codes, in any order and with repeats; `undefined` while one of them is missing.
 * @throws file-unreadable where the codes belong to different cards
 */
export function joinHealthCardQr(chunks: readonly HealthCardChunk[]): string | undefined {
  const of = chunks[0]?.of;
  if (of === undefined) return undefined;
  const parts = new Map<number, string>();
  for (const chunk of chunks) {
    const known = parts.get(chunk.number);
    if (chunk.of !== of || (known !== undefined && known !== chunk.text)) {
      throw new AppError('file-unreadable', { where: 'health card codes' });
    }
    parts.set(chunk.number, chunk.text);
  }
  if (parts.size < of) return undefined;
  return [...parts]
    .sort(([a], [b]) => a - b)
    .map(([, text]) => text)
    .join('');
}

function charactersOf(digits: string): string {
  const codes = (digits.match(/../g) ?? []).map((pair) => Number(pair) + firstCharacter);
  if (codes.some((code) => code > lastCharacter)) {
    throw new AppError('file-unreadable', { where: 'health card code' });
  }
  return String.fromCharCode(...codes);
}
