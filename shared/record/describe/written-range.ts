import { defined } from '../../base/defined.ts';
import type { Quantity } from '../../fhir/quantity.ts';

/** One end of a range: whether the number itself is still within it. */
export type Bound = { readonly number: number; readonly isWithin: boolean };

/** A range that was written as text, and its unit as written. */
export type WrittenRange = { readonly low?: Bound; readonly high?: Bound; readonly unit?: string };

const number = String.raw`(\d+(?:\.\d+)?)`;
const unit = String.raw`\s*([^\d\s<>()\[\]][^<>()\[\];,]*?)?`;

const between = new RegExp(`^${number}${unit}\\s*(?:-|–|—|to)\\s*${number}${unit}$`, 'i');
const oneEnd = new RegExp(
  `^(<=?|>=?|≤|≥|less than|below|under|up to|at most|not (?:more|above)(?: than)?|more than|greater than|above|over|at least|from)\\s*${number}${unit}$`,
  'i',
);

const upper = /^(?:<|≤|less|below|under|up to|at most|not)/i;
/** Signs and words by which the number itself is outside. */
const excluding = /^(?:<|>|less than|below|under|more than|greater than|above|over)$/i;

/** Longer than any text that is a range and nothing else. */
const longest = 100;

/** A range in text that can mean one thing only: "< 200", "up to 5 mg/L", "0.5 - 1.5"; `undefined` for any other text. */
export function writtenRange(text: string): WrittenRange | undefined {
  if (text.length > longest) return undefined;
  const plain = text
    .trim()
    .replace(/^[([](.*)[)\]]$/, '$1')
    .trim();
  const both = between.exec(plain);
  if (both !== null) {
    const [, low = '', ofLow, high = '', ofHigh] = both;
    if (Number(low) > Number(high) || (ofLow !== undefined && ofLow !== ofHigh)) return undefined;
    return defined({
      low: { number: Number(low), isWithin: true },
      high: { number: Number(high), isWithin: true },
      unit: ofHigh,
    });
  }
  const [, sign = '', limit = '', ofLimit] = oneEnd.exec(plain) ?? [];
  if (limit === '') return undefined;
  const bound = { number: Number(limit), isWithin: !excluding.test(sign) };
  return defined(upper.test(sign) ? { high: bound, unit: ofLimit } : { low: bound, unit: ofLimit });
}

/** Whether a unit as written in a text is that of a quantity: none is the unit of what has none. */
export function isUnitOf(written: string | undefined, quantity: Quantity): boolean {
  const { unit, ucum, code } = quantity;
  const own = [unit, ucum, code].flatMap((one) => (one === undefined ? [] : sameSign(one)));
  return written === undefined ? own.length === 0 : own.includes(sameSign(written));
}

/** A litre is written either way. */
function sameSign(unit: string): string {
  return unit.replace(/\s+/g, '').replace(/l$/, 'L');
}
