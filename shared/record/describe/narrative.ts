import { plainLines } from '../../fhir/plain-text.ts';
import { objectOf, textOf, type FhirResource } from '../../fhir/resource.ts';
import { hasName } from '../../fhir/concept.ts';
import type { Description } from '../card.ts';
import { fact } from './reading.ts';

/** Types whose narrative repeats what they are, or that are shown whole elsewhere. */
const readElsewhere: ReadonlySet<string> = new Set([
  'Binary',
  'Bundle',
  'Composition',
  'DocumentReference',
  'Patient',
]);

/** So much of a narrative stands in a name, and so much in a card. */
const longestName = 160;
const longestText = 2000;

/**
 * The description with what its source says only in the narrative: the name of what has no other, and what a narrative
 * holds beyond the data.
 * @see https://hl7.org/fhir/R4/narrative.html#status
 */
export function withNarrative(resource: FhirResource, described: Description): Description {
  const text = objectOf(resource['text']);
  if (text === undefined || readElsewhere.has(resource.resourceType)) return described;
  const isNamed = isCalledSomething(described);
  const status = textOf(text['status']);
  const holdsMore = status === 'additional' || (status === 'extensions' && !isNamed);
  if (!holdsMore && (isNamed || described.titleReference !== undefined)) return described;
  const lines = plainLines(textOf(text['div']) ?? '');
  const whole = lines.join('; ');
  if (whole === '' || status === 'empty') return described;
  const name =
    isNamed || !holdsMore ? {} : { title: { ...described.title, text: cut(whole, longestName) } };
  return {
    ...described,
    ...name,
    facts: [...described.facts, ...fact('narrative', cut(whole, longestText))],
  };
}

function isCalledSomething({ title, titleReference }: Description): boolean {
  return title === undefined ? titleReference !== undefined : hasName(title);
}

/** The text, or its start up to a word's end, marked as such. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const start = text.slice(0, longest);
  return `${start.slice(0, Math.max(1, start.lastIndexOf(' ')))} …`;
}
