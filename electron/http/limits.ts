/** How long and how much one request may take. */
export type Limits = {
  /** Milliseconds until the server's first word: its status and headers. */
  readonly firstByteMs: number;
  /** Milliseconds until the last byte. */
  readonly totalMs: number;
  /** Bytes of the answer, after decompression. */
  readonly bytes: number;
};

const mebibyte = 1024 * 1024;

/** For metadata, tokens and other small answers that somebody waits for. */
export const smallAnswer: Limits = { firstByteMs: 20_000, totalMs: 40_000, bytes: 20 * mebibyte };

/** For a page of a search. */
export const pageAnswer: Limits = { firstByteMs: 30_000, totalMs: 120_000, bytes: 100 * mebibyte };

/** Bytes of an attachment, where nobody has chosen another limit. */
export const largestByDefault = 50 * mebibyte;

/**
 * For a scan, a letter or another attachment of up to so many bytes. Base64 in a Binary takes a third more on the way,
 * and half a megabyte a second is as slow as a large one may be.
 */
export function attachmentLimits(largest: number): Limits {
  return {
    firstByteMs: 30_000,
    totalMs: Math.max(120_000, largest / 500),
    bytes: Math.ceil((largest * 4) / 3) + mebibyte,
  };
}

/** For a file of a SMART Health Link, which may be a whole record. */
export const linkAnswer: Limits = { firstByteMs: 30_000, totalMs: 300_000, bytes: 200 * mebibyte };
