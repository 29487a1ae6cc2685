import type { FhirResource } from '../fhir/resource.ts';
import type { FactValue } from '../record/fact.ts';
import { leavesOf } from '../record/details/leaves-of.ts';
import type { Leaf } from '../record/details/leaf.ts';
import { plainValue } from '../record/plain-value.ts';
import { lostKinds, type LostKind } from '../words/statement.ts';

/**
 * Which kinds of parts an entry of a source says and the same entry of a document does not: of those that FHIR could not
 * hold where the source put them. What is no content, and what another part still says, is not lost.
 * @param places `Type.member`, as `conform` tells them
 */
export function lostKindsOf(
  source: FhirResource,
  written: FhirResource,
  places: readonly string[],
): readonly LostKind[] {
  if (places.length === 0) return [];
  const members = new Set(places.map((place) => place.slice(place.lastIndexOf('.') + 1)));
  const leaves = leavesOf(source).filter(({ at }) =>
    at.some((step) => typeof step === 'string' && members.has(step.replace(/^_/, ''))),
  );
  const kept = lettersOf(leavesOf(written).flatMap(wordsOf).join(' '));
  const lost = leaves.flatMap(partsOf).filter((leaf) => !kept.includes(lettersOf(wordOf(leaf))));
  const kinds = new Set(lost.map(({ value }) => kindOf(value)));
  return lostKinds.filter((kind) => kinds.has(kind));
}

/** A rhythm is looked at part by part. */
function partsOf(leaf: Leaf): readonly Leaf[] {
  return leaf.parts === undefined ? [leaf] : leaf.parts.flatMap(partsOf);
}

function wordsOf(leaf: Leaf): readonly string[] {
  return [wordOf(leaf), ...(leaf.parts ?? []).flatMap(wordsOf)];
}

function wordOf({ value }: Leaf): string {
  return plainValue(value);
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function kindOf(value: FactValue): LostKind {
  if (typeof value === 'string') return /^\d{4}-\d/.test(value) ? 'dates' : 'words';
  if (typeof value !== 'object') return 'words';
  if ('date' in value || 'period' in value || 'time' in value) return 'dates';
  const isNumber = ['quantity', 'number', 'range', 'ratio'].some((name) => name in value);
  return isNumber ? 'numbers' : 'words';
}
