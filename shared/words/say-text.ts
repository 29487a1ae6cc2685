import type { Range } from '../fhir/quantity.ts';

/** Whether a source's text for a range holds its numbers, so that they need not be said once more. */
export function isSaidInText({ low, high }: Range, text: string): boolean {
  const numbers = (text.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
  return [low, high].every((end) => end === undefined || numbers.includes(Number(end.value)));
}
