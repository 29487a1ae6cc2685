import { codingsOf, type Coding } from '../concept.ts';
import {
  absenceCodings,
  absenceIn,
  absenceNamedBy,
  type Absence,
  type AbsenceSubject,
} from '../none-in-words.ts';
import type { JsonObject } from '../resource.ts';
import { codeIn, codingOf, snomed } from './cda-code.ts';
import { oids } from './oids.ts';
import { attributeOf, childAt, childrenOf, type CdaElement } from './cda-xml.ts';
import type { NarrativeText } from './narrative.ts';

/** The statement that there is none of a kind, with the document's own words where it has some. */
export function noneOf(kind: Absence, words?: string): JsonObject {
  const [code, display] = absenceCodings[kind];
  return { coding: [{ system: snomed, code, display }], text: words ?? display };
}

/** SNOMED CT's codes for "no known …", and the ones that it had before. */
const codes: ReadonlyMap<string, Absence> = new Map([
  ...Object.entries(absenceCodings).map(([kind, [code]]) => [code, kind as Absence] as const), // the table's own keys
  ['160244002', 'allergy'],
]);

/** What a coded value may say that there is none of, and where its words are found. */
export type AbsenceIn = {
  readonly about: AbsenceSubject;
  readonly narrative: NarrativeText;
  /** A name beside the code. */
  readonly name?: string | undefined;
};

/**
 * The kind of thing that a coded value says there is none of: by its code, or by all that it is called where its code is
 * not known or says only of what kind it is.
 */
export function absenceOf(
  element: CdaElement | undefined,
  { about, narrative, name }: AbsenceIn,
): Absence | undefined {
  const coded = codeIn(element, codes, oids.snomed);
  if (coded !== undefined) return coded;
  const coding = element === undefined ? [] : [element, ...childrenOf(element, 'translation')];
  const originalText = childAt(element, 'originalText');
  const text = narrative.isRow(originalText) ? undefined : narrative.of(originalText);
  const concept = {
    coding: coding.flatMap((one) => codingOf(one) ?? displayAlone(one)),
    alsoCalled: [text, name].filter((one) => one !== undefined),
  };
  return absenceNamedBy(concept, about);
}

function displayAlone(element: CdaElement): Coding[] {
  const display = attributeOf(element, 'displayName');
  return display === undefined ? [] : [{ display }];
}

/** Whether a concept is one of the statements that there is none of something. */
export function isNone(concept: JsonObject): boolean {
  return codingsOf(concept).some(({ system, code = '' }) => system === snomed && codes.has(code));
}

const ofAllergies =
  'allergy allergies allergen allergic propensity adverse reaction reactions intolerance substance';

/** Words that only say of what kind a statement is, and name no thing of that kind. */
const generalWords: Readonly<Record<Absence, string>> = {
  allergy: ofAllergies,
  'drug-allergy': `${ofAllergies} drug medicament medication medicine pharmaceutical biologic product`,
  'food-allergy': `${ofAllergies} food foods edible dietary`,
  'environmental-allergy': `${ofAllergies} environment environmental`,
  problem: 'problem condition disease clinical finding',
  medicine: 'drug medicament medication medicine substance product pharmaceutical biologic',
  immunization: '',
  procedure: '',
  device: '',
};

const betweenWords = 'to or and disorder';

function isGeneral(words: string, kind: Absence): boolean {
  const general = `${generalWords[kind]} ${betweenWords}`.split(' ');
  return (words.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []).every((word) =>
    general.includes(word),
  );
}

/** A statement's words often are a row, which begins with what it says and goes on with its status and day. */
function absenceInRow(words: string): Absence | undefined {
  return absenceIn(words) ?? absenceIn(words.split(/[;|]/)[0]);
}

/**
 * What a negated statement says there is none of, where it is of a kind in general. Words that name a thing deny that thing
 * alone; of two kinds of allergies, the narrower is what both say.
 * @param kind what its code says; `undefined` where it has none, and its words alone can say it
 * @returns `undefined` where it denies something of its own
 */
export function deniedInGeneral(
  kind: Absence | undefined,
  words: readonly (string | undefined)[],
): Absence | undefined {
  const telling = words
    .filter((one) => one !== undefined)
    .filter((one) => kind === undefined || !isGeneral(one, kind));
  const told = new Set(telling.map(absenceInRow));
  if (kind !== undefined) told.add(kind);
  const isOfAllergies = [...told].every((one) => one?.endsWith('allergy') === true);
  if (isOfAllergies && told.size > 1) told.delete('allergy');
  return told.size === 1 ? [...told][0] : undefined;
}

/** Whatever a coded value is called: by its code's name, and in the document's own words. */
export function namesOf(
  element: CdaElement | undefined,
  narrative: NarrativeText,
): (string | undefined)[] {
  return [attributeOf(element, 'displayName'), narrative.of(childAt(element, 'originalText'))];
}
