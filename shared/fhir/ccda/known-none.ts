import { codingsOf, wordsOf } from '../concept.ts';
import type { JsonObject } from '../resource.ts';
import { snomed } from './cda-code.ts';
import { attributeOf, type CdaElement } from './cda-xml.ts';

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
      .replace(/[.*!()]/g, '')
      .trim() ?? '';
  return written.find(([pattern]) => pattern.test(plain))?.[1];
}

/** SNOMED CT's codes for "no known …", and the ones that it had before. */
const codes: Readonly<Record<string, Absence>> = {
  ...Object.fromEntries(
    Object.entries(absences).map(([kind, [code]]) => [code, kind as Absence]), // the table's own keys
  ),
  '160244002': 'allergy',
};

/** The kind of thing that a coded value says there is none of, by its code or, where it has none, by its words. */
export function absenceOf(
  element: CdaElement | undefined,
  concept: JsonObject | undefined,
): Absence | undefined {
  const code = attributeOf(element, 'code');
  return code === undefined ? absenceIn(wordsOf(concept)) : codes[code];
}

/** Whether a concept is one of the statements that there is none of something. */
export function isNone(concept: JsonObject): boolean {
  return codingsOf(concept).some(({ system, code = '' }) => system === snomed && code in codes);
}
