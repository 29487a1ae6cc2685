import { defined } from '../base/defined.ts';
import { remembered } from '../base/remembered.ts';
import { objectOf, objectsOf, textOf, type JsonObject } from './resource.ts';

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
  /** The same in other words of its source: in another language, or as whoever coded it chose it. */
  readonly alsoCalled?: readonly string[];
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
  if (coding.length === 0 && text === undefined) return undefined;
  const alsoCalled = otherWordsIn(value);
  return defined({
    text: text === displayIn(coding) ? undefined : text,
    coding: coding.length === 0 ? undefined : coding,
    alsoCalled: alsoCalled.length === 0 ? undefined : alsoCalled,
  });
}

const translationUrl = 'http://hl7.org/fhir/StructureDefinition/translation';

/**
 * What a CodeableConcept says in extensions of its text, its displays and its codings: translations, and the term that
 * was chosen for the code, as British systems give it.
 * @see https://hl7.org/fhir/R4/extension-translation.html
 */
function otherWordsIn(value: unknown): string[] {
  const object = objectOf(value);
  if (object === undefined) return [];
  const codings = object['coding'] === undefined ? [object] : objectsOf(object['coding']);
  const words = [
    ...translationsIn(object['_text']),
    ...codings
      .filter((coding) => !isUntelling(systemAndCode(coding)))
      .flatMap((coding) => [...translationsIn(coding['_display']), ...termsIn(coding)]),
  ];
  return [...new Set(words)];
}

function systemAndCode(coding: JsonObject): Coding {
  return defined({ system: textOf(coding['system']), code: textOf(coding['code']) });
}

function translationsIn(element: unknown): string[] {
  return objectsOf(objectOf(element)?.['extension'])
    .filter(({ url }) => url === translationUrl)
    .flatMap((extension) => partOf(extension, 'content') ?? []);
}

function termsIn(coding: JsonObject): string[] {
  return objectsOf(coding['extension'])
    .filter(({ url }) => typeof url === 'string' && /coding-sctdescid$/i.test(url))
    .flatMap((extension) => partOf(extension, 'descriptionDisplay') ?? []);
}

function partOf(extension: JsonObject, name: string): string | undefined {
  const part = objectsOf(extension['extension']).find(({ url }) => url === name);
  return textOf(part?.['valueString']) ?? textOf(part?.['valueMarkdown']);
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
  const telling = coding.filter((one) => !isUntelling(one));
  return text ?? displayIn(telling) ?? displayIn(coding) ?? coding[0]?.code ?? '';
}

const snomed = 'http://snomed.info/sct';

/**
 * Codes that say only that the true one could not be passed on; what was meant stands in the text.
 * @see GP Connect Access Record: Structured, "Degraded" record entries
 */
const degraded: ReadonlySet<string> = new Set([
  '196411000000103',
  '196421000000109',
  '196431000000106',
  '196441000000102',
  '196451000000104',
  '196461000000101',
  '196471000000108',
]);

const untellingSystems =
  /\/(?:v3\/NullFlavor|v3-NullFlavor|data-absent-reason)$|^urn:oid:2\.16\.840\.1\.113883\.5\.1008$/;

const isUntellingSystem = remembered((system) => untellingSystems.test(system));

/** Whether a coding names nothing: a code for "could not be passed on", or for why there is none. */
export function isUntelling({ system = '', code = '' }: Coding): boolean {
  return system === snomed ? degraded.has(code) : isUntellingSystem(system);
}

/** The same of a coding that is written `system|code`. */
export function isUntellingCode(coding: string): boolean {
  const [system = '', code = ''] = coding.split('|');
  return isUntelling({ system, code });
}

/** Whether a concept says what something is called. */
export function hasName({ text, coding = [] }: Concept): boolean {
  return text !== undefined || coding.some((one) => !isUntelling(one));
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

/** The same of a concept as it was written. */
export function codesOf(concept: unknown): string[] {
  return codesIn({ coding: codingsOf(concept) });
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
