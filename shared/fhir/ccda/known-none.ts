import { codingsOf, wordsOf } from '../concept.ts';
import type { JsonObject } from '../resource.ts';
import { codeIn, oids, snomed } from './cda-code.ts';
import { attributeOf, childAt, type CdaElement } from './cda-xml.ts';
import type { NarrativeText } from './narrative.ts';

/** "There is none", as SNOMED CT says it of each kind. @see IPS 2.0.0 "Known absence" */
const absences = {
  allergy: ['716186003', 'No known allergy'],
  'drug-allergy': ['409137002', 'No known drug allergy'],
  'food-allergy': ['429625007', 'No known food allergy'],
  'environmental-allergy': ['428607008', 'No known environmental allergy'],
  problem: ['160245001', 'No current problems or disability'],
  medicine: ['787481004', 'No known medications'],
  immunization: ['787482006', 'No known immunizations'],
  procedure: ['787480003', 'No known procedures'],
  device: ['787483001', 'No known device use'],
} as const;

export type Absence = keyof typeof absences;

/** The statement that there is none of a kind, with the document's own words where it has some. */
export function noneOf(kind: Absence, words?: string): JsonObject {
  const [code, display] = absences[kind];
  return { coding: [{ system: snomed, code, display }], text: words ?? display };
}

const allergies = String.raw`allerg(?:y|ies)(?: or (?:intolerances?|adverse reactions?))?`;

/** How documents write it where they have no code for it; only the whole of a text counts. */
const written: readonly (readonly [RegExp, Absence])[] = [
  [new RegExp(`^(?:nka|no (?:known |active )*${allergies})$`), 'allergy'],
  [
    new RegExp(`^(?:nkda|nkma|no known (?:drug|medication|medicine|medical) ${allergies})$`),
    'drug-allergy',
  ],
  [new RegExp(`^(?:nkfa|no known food ${allergies})$`), 'food-allergy'],
  [new RegExp(`^no known environmental ${allergies}$`), 'environmental-allergy'],
  [
    /^no (?:known |active |current )*(?:problems?|conditions?|diagnos[ie]s|medical problems?)$/,
    'problem',
  ],
  [/^no (?:known |active |current )*(?:medications?|medicines?|drugs)$/, 'medicine'],
  [/^no (?:known |recorded )*(?:immuni[sz]ations?|vaccinations?|vaccines?)$/, 'immunization'],
  [
    /^no (?:known |prior |previous )*(?:procedures?|operations?|surger(?:y|ies)|surgical history)$/,
    'procedure',
  ],
  [
    /^no (?:known |implanted )*(?:devices?|implants?|implanted devices?|medical equipment)$/,
    'device',
  ],
];

/** The kind of thing that words say there is none of, where that is all they say. */
export function absenceIn(words: string | undefined): Absence | undefined {
  const plain =
    words
      ?.toLowerCase()
      .replace('(situation)', '')
      .replace(/[.*!()]/g, '')
      .trim() ?? '';
  return written.find(([pattern]) => pattern.test(plain))?.[1];
}

/** SNOMED CT's codes for "no known …", and the ones that it had before. */
const codes: ReadonlyMap<string, Absence> = new Map([
  ...Object.entries(absences).map(([kind, [code]]) => [code, kind as Absence] as const), // the table's own keys
  ['160244002', 'allergy'],
]);

/** The kind of thing that a coded value says there is none of, by its code or, where it has none, by its words. */
export function absenceOf(
  element: CdaElement | undefined,
  concept: JsonObject | undefined,
): Absence | undefined {
  return attributeOf(element, 'code') === undefined
    ? absenceIn(wordsOf(concept))
    : codeIn(element, codes, oids.snomed);
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
