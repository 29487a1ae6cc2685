import type { Concept } from '../fhir/concept.ts';
import { interpretationCodeOf } from '../record/describe/interpretation.ts';
import { sayConcept } from './say-concept.ts';
import type { Words } from './words.ts';

/** What a source says of a value: HL7's letters in words with the letter, "resistant (R)"; all else as it was written. */
export function sayInterpretation(concept: Concept, words: Words): string {
  const { text, coding = [] } = concept;
  const code = coding.flatMap((one) => interpretationCodeOf(one) ?? [])[0];
  if (code === undefined) return sayConcept(concept, words);
  const meaning = words.withCode(words.interpretations[code], code);
  const saysMore = text !== undefined && !isSaidBy(text, meaning);
  return saysMore ? words.list([meaning, text]) : meaning;
}

function isSaidBy(text: string, meaning: string): boolean {
  const plain = text.trim().toLowerCase();
  return (
    meaning
      .toLowerCase()
      .split(/[\s()]+/)
      .includes(plain) || meaning.toLowerCase().startsWith(plain)
  );
}
