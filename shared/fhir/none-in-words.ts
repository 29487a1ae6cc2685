import { defined } from '../base/defined.ts';
import { isUntelling, type Coding, type Concept } from './concept.ts';

const snomed = 'http://snomed.info/sct';

/** "There is none", as SNOMED CT says it of each kind. @see IPS 2.0.0 "Known absence" */
export const absenceCodings = {
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

export type Absence = keyof typeof absenceCodings;

/** What an entry or a section is about, where "none known" alone says of what there is none. */
export type AbsenceSubject = Exclude<Absence, `${string}-allergy`>;

const denying = String.raw`(?:(?:(?:the )?(?:patient|pt) )?(?:(?:has|have|reports?) )?no(?: (?:known|active|current))*|nil(?: known)?|(?:(?:the )?(?:patient|pt) )?denies(?: (?:any|known|all))*|not known to have(?: any)?|(?:does not|doesn.t) have(?: any)?(?: known)?)`;
const reactions = String.raw`(?:allerg(?:y|ies|ic reactions?|ens?)|hypersensitivit(?:y|ies)|sensitivit(?:y|ies)|intolerances?|adverse reactions?)`;
const drugs = String.raw`(?:drugs?|medications?|medicines?|medicinal(?: products?)?|medical|pharmaceuticals?)`;
const kind = String.raw`(?:${drugs}|foods?|environmental|latex)`;
const between = String.raw`(?:,? (?:or|and)|,| ?/| ?&) ?`;
const end = String.raw`(?: (?:known|at this time|at present|currently))?`;
const kinds = String.raw`(?<kinds>${kind}(?:${between}${kind})*)`;
const several = String.raw`${reactions}(?:${between}${reactions})*`;

/** How people write that there are no allergies; "none recorded" says only that nobody wrote one down. */
const ofAllergies: readonly RegExp[] = [
  new RegExp(`^${denying} (?:${kinds} )?${several}${end}$`),
  new RegExp(`^${denying} ${several} to (?:any )?${kinds}${end}$`),
  /^(?:not allergic to (?:anything|any (?<kinds>drugs?|medications?|medicines?|foods?)))$/,
];

const abbreviations: ReadonlyMap<string, Absence> = new Map([
  ['nka', 'allergy'],
  ['nkda', 'drug-allergy'],
  ['nkma', 'drug-allergy'],
  ['nkfa', 'food-allergy'],
  ['nkea', 'environmental-allergy'],
]);

const ofOthers: readonly (readonly [RegExp, Absence])[] = [
  [
    new RegExp(
      `^${denying} (?:chronic )?(?:problems?(?: or disabilit(?:y|ies))?|conditions?|diagnos[ie]s|medical (?:problems?|conditions?)|health problems?)${end}$`,
    ),
    'problem',
  ],
  [
    new RegExp(
      `^(?:${denying}|not (?:taking|on)(?: any)?|takes no) (?:regular |current |prescribed )?(?:medications?|medicines?|drugs|meds)${end}$`,
    ),
    'medicine',
  ],
  [
    /^no (?:known |recorded |prior |previous )*(?:immuni[sz]ations?|vaccinations?|vaccines?)$/,
    'immunization',
  ],
  [
    /^no (?:known |prior |previous |past )*(?:procedures?|operations?|surger(?:y|ies)|surgical (?:history|procedures?))$/,
    'procedure',
  ],
  [
    /^no (?:known |implanted )*(?:devices?|device use|implants?|implanted devices?|medical equipment|medical devices?)$/,
    'device',
  ],
];

const headings =
  /^(?:known )?(?:(?:drug|food|medication|environmental) )?(?:allerg(?:y|ies)|adverse reactions?|intolerances?|problems?|conditions?|medications?|medicines?)$/;

/** "None", where what there is none of is told by where it stands. */
const bare = /^(?:none known|nil known|no known|none|nil)$/;

/**
 * The kind of thing that words say there is none of, where that is all they say. Of two kinds of allergies, the narrower is
 * what both say.
 * @param about what they stand for, where "none known" alone counts as well
 */
export function absenceIn(words: string | undefined, about?: AbsenceSubject): Absence | undefined {
  if (words === undefined || words.length > longest || !denial.test(words)) return undefined;
  const plain = words
    .toLowerCase()
    .replace('(situation)', '')
    .replaceAll('’', "'")
    .replace(/\b(\w)\.(?=\w\b)/g, '$1');
  const whole = partsOf(plain, /[*!.()[\]]/);
  const direct = whole.length === 1 ? absencesIn(whole[0] ?? '', about) : undefined;
  if (direct !== undefined) return narrowestOf(direct);
  const found = partsOf(plain, /[*!.()[\];:,]|\s[-–—/]\s/)
    .filter((part) => !headings.test(part))
    .map((part) => absencesIn(part, about));
  if (found.length === 0 || found.some((one) => one === undefined)) return undefined;
  return narrowestOf(found.flatMap((one) => one ?? []));
}

/** Longer than anything that says only this; and what each of them has. */
const longest = 160;
const denial = /\b(?:no|nil|none|not|n\W?k\W?\w?\W?a|denies|does)\b/i;

function partsOf(words: string, separator: RegExp): string[] {
  return words
    .split(separator)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '');
}

function absencesIn(part: string, about: AbsenceSubject | undefined): Absence[] | undefined {
  const short = abbreviations.get(part.replace(/\s/g, ''));
  if (short !== undefined) return [short];
  if (about !== undefined && bare.test(part)) return [about];
  for (const pattern of ofAllergies) {
    const match = pattern.exec(part);
    if (match !== null) return scopesIn(match.groups?.['kinds']);
  }
  const other = ofOthers.find(([pattern]) => pattern.test(part))?.[1];
  return other === undefined ? undefined : [other];
}

function scopesIn(said: string | undefined): Absence[] | undefined {
  if (said === undefined) return ['allergy'];
  // One thing alone is denied, and no kind of things.
  if (/^latex$/.test(said)) return undefined;
  const scopes: readonly (readonly [RegExp, Absence])[] = [
    [new RegExp(drugs), 'drug-allergy'],
    [/food/, 'food-allergy'],
    [/environmental/, 'environmental-allergy'],
  ];
  return scopes.filter(([pattern]) => pattern.test(said)).map(([, absence]) => absence);
}

/** What all of them say for certain; `undefined` where they are of different things. */
function narrowestOf(found: readonly Absence[]): Absence | undefined {
  const distinct = [...new Set(found)];
  const ofAllergy = distinct.every((one) => one === 'allergy' || one.endsWith('-allergy'));
  if (!ofAllergy) return distinct.length === 1 ? distinct[0] : undefined;
  return distinct.find((one) => one !== 'allergy') ?? distinct[0];
}

/** Codes that say only of what kind an entry is: an allergy to something, a problem. SNOMED CT. */
const generalCodes: ReadonlySet<string> = new Set(
  '419199007 420134006 418038007 416098002 419511003 59037007 414285001 418471000 235719002 426232007 232347008 105590001 410942007 373873005 762766007 255620007 55607006 64572001 404684003 106190000 609433001'.split(
    ' ',
  ),
);

/** The kind of thing that all names of a concept say there is none of; a code with another name says something of its own. */
export function absenceNamedBy(
  { text, coding = [], alsoCalled = [] }: Concept,
  about: AbsenceSubject,
): Absence | undefined {
  const telling = coding.filter((one) => !isUntelling(one) && isNoKind(one));
  if (telling.some(({ system, display }) => system === snomed && display === undefined))
    return undefined;
  const names = [text, ...telling.map(({ display }) => display), ...alsoCalled].filter(
    (name) => name !== undefined,
  );
  const found = names.map((name) => absenceIn(name, about));
  const isAll = found.every((one) => one === about || one?.endsWith(`-${about}`) === true);
  return isAll ? narrowestOf(found.flatMap((one) => one ?? [])) : undefined;
}

/**
 * A concept whose names say that there is none of something, with SNOMED CT's code for it and, where its own words are
 * short for it, with that code's name. Any other concept as it is.
 */
export function withAbsenceCode(concept: Concept, about: AbsenceSubject): Concept {
  const { coding = [] } = concept;
  const telling = coding.filter(isNoKind);
  if (telling.some(isAbsenceCoding))
    return telling.length < coding.length ? { ...concept, coding: telling } : concept;
  const absence = absenceNamedBy(concept, about);
  if (absence === undefined) return concept;
  const [code, display] = absenceCodings[absence];
  const name = concept.text ?? coding.find((one) => one.display !== undefined)?.display ?? '';
  const isSpelledOut =
    /allerg|problem|condition|medic|drug|immun|vaccin|proced|operat|surg|devic|implant|diagnos/i.test(
      name,
    );
  const added = defined({ system: snomed, code, display: isSpelledOut ? undefined : display });
  return { ...concept, text: name, coding: [added, ...telling] };
}

/** Whether a coding says more than of what kind an entry is. */
export function isNoKind({ system, code = '' }: Coding): boolean {
  return system !== snomed || !generalCodes.has(code);
}

function isAbsenceCoding({ system, code }: Coding): boolean {
  return system === snomed && Object.values(absenceCodings).some(([known]) => known === code);
}
