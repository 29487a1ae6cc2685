import { own } from '../../base/own.ts';
import { plainWordsOf, type Coding, type Concept } from '../../fhir/concept.ts';
import { flags, type Flag } from '../fact.ts';

/** @see https://terminology.hl7.org/CodeSystem-v3-ObservationInterpretation.html */
export const interpretationCodes = [
  '<',
  '>',
  'A',
  'AA',
  'AC',
  'B',
  'CAR',
  'D',
  'DET',
  'E',
  'EXP',
  'H',
  'HH',
  'HU',
  'HX',
  'I',
  'IE',
  'IND',
  'L',
  'LL',
  'LU',
  'LX',
  'MS',
  'N',
  'NCL',
  'ND',
  'NEG',
  'NR',
  'NS',
  'POS',
  'QCF',
  'R',
  'RR',
  'S',
  'SDD',
  'SYN-R',
  'SYN-S',
  'TOX',
  'U',
  'UNE',
  'VS',
  'W',
  'WR',
] as const;
export type InterpretationCode = (typeof interpretationCodes)[number];

/** HL7's list of them under the names that it has had: version 3, table 78 of version 2, FHIR's own before R4. */
const systems: readonly RegExp[] = [
  /^https?:\/\/terminology\.hl7\.org\/CodeSystem\/(?:v3-ObservationInterpretation|v2-0078)$/,
  /^https?:\/\/hl7\.org\/fhir\/(?:v2\/0078|v3\/ObservationInterpretation)$/,
  /^https?:\/\/hl7\.org\/fhir\/ValueSet\/observation-interpretation$/,
  /^urn:oid:2\.16\.840\.1\.113883\.(?:5\.83|12\.78)$/,
];

/** A coding as one of HL7's list; a laboratory's own letters may mean anything. */
export function interpretationCodeOf({ system, code }: Coding): InterpretationCode | undefined {
  const known = interpretationCodes.find((one) => one === code);
  if (system === undefined) return known !== undefined && plain.has(known) ? known : undefined;
  return systems.some((form) => form.test(system)) ? known : undefined;
}

/** Letters that mean the same in every laboratory, so that they need no system. */
const plain: ReadonlySet<InterpretationCode> = new Set(['HH', 'LL', 'AA', 'H', 'L', 'A', 'N']);

const flagsByCode: Readonly<Record<string, Flag>> = {
  HH: 'critically-high',
  LL: 'critically-low',
  AA: 'critical',
  H: 'high',
  HU: 'high',
  '>': 'high',
  L: 'low',
  LU: 'low',
  '<': 'low',
  A: 'abnormal',
};

/** How sources put it who have lists of their own, or none: "HI - Above high reference limit". */
const flagsByWords: readonly (readonly [RegExp, Flag])[] = [
  [/^critical(?:ly)?[ -]high\b/i, 'critically-high'],
  [/^critical(?:ly)?[ -]low\b/i, 'critically-low'],
  [/^critical(?:ly)?(?:[ -]abnormal)?$/i, 'critical'],
  [/^(?:hi? - )?(?:above (?:the )?high\b|high$)/i, 'high'],
  [/^(?:lo? - )?(?:below (?:the )?low\b|low$)/i, 'low'],
  [/^(?:or - )?outside (?:the )?reference range/i, 'abnormal'],
  [/^abnormal$/i, 'abnormal'],
];

/** How dangerous a source calls a value; `undefined` where it says nothing of that, or that it is as usual. */
export function flagOfInterpretations(concepts: readonly Concept[]): Flag | undefined {
  const found = new Set(concepts.flatMap((concept) => flagOfInterpretation(concept) ?? []));
  return flags.find((flag) => found.has(flag));
}

/** What one interpretation says of danger: by its code, else by its words. */
export function flagOfInterpretation(concept: Concept): Flag | undefined {
  const codes = (concept.coding ?? []).flatMap((coding) => interpretationCodeOf(coding) ?? []);
  const byCode = codes.flatMap((code) => own(flagsByCode, code) ?? [])[0];
  if (byCode !== undefined) return byCode;
  const words = plainWordsOf(concept).trim();
  return flagsByWords.find(([form]) => form.test(words))?.[1];
}

/** Whether an interpretation says nothing beyond this flag: a plain letter of HL7's, or the same in plain words. */
export function saysOnly(flag: Flag, concept: Concept): boolean {
  const { text, coding = [] } = concept;
  const letters = [...new Set(coding.flatMap(({ code }) => code ?? []))];
  const isBeyond = letters.some((code) => own(beyondThreshold, code) === flag);
  if (flagOfInterpretation(concept) !== flag && !isBeyond) return false;
  const isPlain = letters.every(
    (code) => plainLetters.has(code) || own(beyondThreshold, code) === flag,
  );
  return isPlain && (text === undefined || plainWords.test(text.trim()));
}

/** Letters that say beside a flag what it says. */
const beyondThreshold: Readonly<Record<string, Flag>> = { HX: 'high', LX: 'low' };

const plainLetters: ReadonlySet<string> = new Set(['HH', 'LL', 'AA', 'H', 'L', 'A']);
const plainWords =
  /^(?:critical(?:ly)?(?:[ -](?:high|low|abnormal))?|high|low|abnormal|hi|lo|hh|ll|aa|h|l|a|(?:hi? - )?above (?:the )?(?:high|upper|normal) ?(?:reference )?(?:limit|threshold|range)?|(?:lo? - )?below (?:the )?(?:low|lower|normal) ?(?:reference )?(?:limit|threshold|range)?|(?:or - )?outside (?:the )?(?:normal|reference) range)(?: \((?:hh|ll|aa|h|l|a|hx|lx)\))?$/i;

/** Whether it says that the value is as usual. */
export function isNormal(concept: Concept): boolean {
  const { coding = [] } = concept;
  const isCoded = coding.some((one) => interpretationCodeOf(one) === 'N');
  return isCoded || /^normal$/i.test(plainWordsOf(concept));
}
