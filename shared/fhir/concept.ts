import { defined } from '../base/defined.ts';
import { objectOf, objectsOf, textOf } from './resource.ts';

export type Coding = {
  readonly system?: string;
  readonly code?: string;
  readonly display?: string;
};

/** What a CodeableConcept, a Coding or a plain text says: at least one of the two. */
export type Concept = {
  /** Absent where it is the first display. */
  readonly text?: string;
  readonly coding?: readonly Coding[];
};

/** The codings of a CodeableConcept; a bare Coding counts as a concept with one. */
export function codingsOf(concept: unknown): Coding[] {
  const object = objectOf(concept);
  if (object === undefined) return [];
  const codings = object['coding'] === undefined ? [object] : objectsOf(object['coding']);
  const found: Coding[] = [];
  for (const coding of codings) {
    const system = textOf(coding['system']);
    const code = textOf(coding['code']);
    const display = textOf(coding['display']);
    if (code !== undefined || display !== undefined) found.push(defined({ system, code, display }));
  }
  return found;
}

/** A CodeableConcept, a Coding or a plain text with all its codings; `undefined` where it says nothing. */
export function conceptOf(value: unknown): Concept | undefined {
  if (typeof value === 'string') {
    const text = textOf(value);
    return text === undefined ? undefined : { text };
  }
  const coding = codingsOf(value);
  const text = textOf(objectOf(value)?.['text']);
  if (coding.length === 0) return text === undefined ? undefined : { text };
  return text === undefined || text === displayIn(coding) ? { coding } : { text, coding };
}

/** The concepts of a list, or the one that stands in its place. */
export function eachConceptOf(concepts: unknown): Concept[] {
  if (!Array.isArray(concepts)) {
    const concept = conceptOf(concepts);
    return concept === undefined ? [] : [concept];
  }
  return concepts.flatMap((concept) => conceptOf(concept) ?? []);
}

/** A concept in its source's own words: its text, else its first display, else its first code. */
export function plainWordsOf({ text, coding = [] }: Concept): string {
  return text ?? displayIn(coding) ?? coding[0]?.code ?? '';
}

function displayIn(coding: readonly Coding[]): string | undefined {
  return coding.find(({ display }) => display !== undefined)?.display;
}

/** The codings of a concept as `system|code`. */
export function codesIn({ coding = [] }: Concept): string[] {
  return coding.flatMap(({ system, code }) =>
    code === undefined ? [] : `${system ?? ''}|${code}`,
  );
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
