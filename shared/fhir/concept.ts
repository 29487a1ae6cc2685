import { defined } from '../base/defined.ts';
import { objectOf, objectsOf, textOf } from './resource.ts';

export type Coding = {
  readonly system?: string;
  readonly code?: string;
  readonly display?: string;
};

/** The codings of a CodeableConcept; a bare Coding counts as a concept with one. */
export function codingsOf(concept: unknown): Coding[] {
  const object = objectOf(concept);
  if (object === undefined) return [];
  const codings = object['coding'] === undefined ? [object] : objectsOf(object['coding']);
  return codings.flatMap((coding) => {
    const system = textOf(coding['system']);
    const code = textOf(coding['code']);
    const display = textOf(coding['display']);
    if (code === undefined && display === undefined) return [];
    return defined({ system, code, display });
  });
}

/** Every coding of a concept as `system|code`. */
export function codesOf(concept: unknown): string[] {
  return codingsOf(concept).flatMap(({ system, code }) =>
    code === undefined ? [] : `${system ?? ''}|${code}`,
  );
}

/** The words of a CodeableConcept: its text, else its first display, else its first code; a plain string as it is. */
export function wordsOf(concept: unknown): string | undefined {
  if (typeof concept === 'string') return textOf(concept);
  const text = textOf(objectOf(concept)?.['text']);
  if (text !== undefined) return text;
  const codings = codingsOf(concept);
  return codings.find((coding) => coding.display !== undefined)?.display ?? codings[0]?.code;
}

/** The words of each of a list of concepts. */
export function eachWordsOf(concepts: unknown): string[] {
  const list = Array.isArray(concepts) ? concepts : [concepts];
  return list.flatMap((concept) => wordsOf(concept) ?? []);
}

/** The first code of a concept whatever its system, or a bare code: for status values of the specification. */
export function codeOfConcept(concept: unknown): string | undefined {
  if (typeof concept === 'string') return textOf(concept);
  return codingsOf(concept).find((coding) => coding.code !== undefined)?.code;
}
