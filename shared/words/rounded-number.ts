const mostDigits = 6;

/**
 * A number as it was written; one with more than six significant digits is rounded to six, but never before its point.
 * A number with an exponent, and whatever is no number, stays as it was written.
 */
export function roundedNumber(written: string): string {
  const match = /^-?(\d+)\.(\d+)$/.exec(written);
  if (match === null) return written;
  const [, whole = '', decimals = ''] = match;
  const significant = `${whole}${decimals}`.replace(/^0+/, '').length;
  if (significant <= mostDigits) return written;
  const kept = Math.max(0, decimals.length - (significant - mostDigits));
  // Beyond what a double holds, the digits would not be those that were written.
  return whole.length > 12 || kept > 20 ? written : Number(written).toFixed(kept);
}
