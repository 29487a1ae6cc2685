import type { Concept } from '../fhir/concept.ts';
import { sayConcept } from './say-concept.ts';
import type { Words } from './words.ts';

/** A language by its name; one of which a source gives only the code, by what the code stands for. */
export function sayLanguage(concept: Concept, words: Words): string {
  const { text, coding = [] } = concept;
  const isNamed = text !== undefined || coding.some(({ display }) => display !== undefined);
  const code = coding.find((one) => one.code !== undefined)?.code;
  return isNamed || code === undefined
    ? sayConcept(concept, words)
    : (words.languageName(code) ?? sayConcept(concept, words));
}
