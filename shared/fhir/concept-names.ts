import { remembered } from '../base/remembered.ts';
import { isUntelling, type Coding, type Concept } from './concept.ts';

/** What a concept is called: its name, and what else its source calls it. */
export type ConceptNames = {
  /** The source's own text, else the first display of a code that names something. */
  readonly name?: string;
  /** What says something else, or more: it is read beside the name. */
  readonly beside: readonly string[];
  /** Names for the same thing, for whoever looks the entry up. */
  readonly further: readonly string[];
};

/**
 * The names of a concept. A source can write one thing and code another, and nobody but a clinician can tell which is
 * meant: so a display that does not say the same as the name stands beside it.
 */
export function namesIn({ text, coding = [], alsoCalled = [] }: Concept): ConceptNames {
  const displays = displaysIn(coding);
  const [first] = displays;
  const name = text ?? first?.display;
  if (name === undefined || displays.length + alsoCalled.length < 2 - Number(text !== undefined)) {
    return name === undefined ? { beside: [], further: [] } : { name, beside: [], further: [] };
  }
  const base = meaningOf(name);
  const others = displays
    .filter((one) => one !== first || text !== undefined)
    .map((one) => ({ ...one, how: compare(base, meaningOf(one.display)) }));
  // Where one code says what the name says, the others are mostly the same in coarser classifications.
  const isAgreed = text === undefined || others.some(({ how }) => how === 'same');
  const isBeside = ({ how, display, isTest }: (typeof others)[number]) =>
    how === 'other' || how === 'more'
      ? !(isAgreed || isTest) ||
        isApart(base, meaningOf(display)) ||
        (!isTest && hasMeasure(base, meaningOf(display)))
      : how === 'denied';
  const told = (one: string) => compare(base, meaningOf(one)) !== 'same';
  const beside = distinct([
    ...others.filter(isBeside).map(({ display }) => display),
    ...alsoCalled.filter(told),
  ]);
  const further = distinct(others.map(({ display }) => display)).filter(
    (one) => one.toLowerCase() !== name.toLowerCase() && !beside.includes(one),
  );
  return { name, beside, further };
}

type Display = { readonly display: string; readonly isTest: boolean };

function displaysIn(coding: readonly Coding[]): Display[] {
  return coding.flatMap((one) =>
    one.display === undefined || isUntelling(one)
      ? []
      : // A name in LOINC says also how and in what something is measured.
        [{ display: one.display, isTest: one.system === 'http://loinc.org' }],
  );
}

function distinct(names: readonly string[]): readonly string[] {
  if (names.length < 2) return names;
  const seen = new Set<string>();
  return names.filter((name) => {
    const words = [...meaningOf(name)].sort().join(' ');
    if (seen.has(words)) return false;
    seen.add(words);
    return true;
  });
}

/**
 * How another name stands to the first: the same words, fewer, more, fewer where the first denies or doubts it, or
 * neither.
 */
type Comparison = 'same' | 'less' | 'more' | 'denied' | 'other';

function compare(base: ReadonlySet<string>, other: ReadonlySet<string>): Comparison {
  const extra = [...base].filter((word) => !other.has(word));
  const isWithin = [...other].every((word) => base.has(word));
  if (isWithin && extra.length === 0) return 'same';
  if (isWithin) return extra.some((word) => changing.has(word)) ? 'denied' : 'less';
  return extra.length === 0 ? 'more' : 'other';
}

/** Whether a name says nothing of what the first says but how much and in which form, or a side or a denial that it does not. */
function isApart(base: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const extra = [...other].filter((word) => !base.has(word));
  if (extra.some((word) => changing.has(word) || sides.has(word))) return true;
  const telling = [...other].filter(isTelling);
  const known = [...base].filter(isTelling);
  if (telling.length === 0 || known.length === 0) return telling.length !== known.length;
  return !telling.some((word) => known.some((one) => isAlike(one, word)));
}

/** Two medicines can have a strength and a form in common, and two tests that they are of serum. */
function isTelling(word: string): boolean {
  return !(/\d/.test(word) || forms.has(word) || common.has(word));
}

/** Whether another name has a number or a form of a medicine that the first does not have: "Warfarin 3 mg tablets". */
function hasMeasure(base: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const hasForm = [...base].some((word) => forms.has(word));
  return [...other].some(
    (word) => !base.has(word) && (/\d/.test(word) || (!hasForm && forms.has(word))),
  );
}

/** A concept with another name of the same thing beside it, where that says what none of its own names says. */
export function besideName(concept: Concept, other: string): Concept {
  const { text, coding = [], alsoCalled = [] } = concept;
  const names = [
    ...(text === undefined ? [] : [text]),
    ...coding.flatMap(({ display }) => display ?? []),
    ...alsoCalled,
  ];
  const meaning = meaningOf(other);
  const isSaid = names.some((name) => ['same', 'less'].includes(compare(meaningOf(name), meaning)));
  return other === '' || isSaid ? concept : { ...concept, alsoCalled: [...alsoCalled, other] };
}

/** "Hypertension" and "hypertensive", not "prednisone" and "prednisolone". */
function isAlike(one: string, other: string): boolean {
  if (one === other) return true;
  const longest = Math.max(one.length, other.length);
  let shared = 0;
  while (shared < longest && one[shared] === other[shared]) shared += 1;
  return shared >= 4 && shared / longest >= 0.7;
}

/** The words of a name that tell it from another, in one spelling. */
const meaningOf = remembered((name): ReadonlySet<string> => {
  const plain = name.toLowerCase().replaceAll('haem', 'hem').replaceAll('oed', 'ed');
  const words = plain.match(/\p{L}+|\d+(?:[.,]\d+)*/gu) ?? [];
  return new Set(words.map(inSingular).filter((word) => !fillers.has(word)));
});

function inSingular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** Words that make of a thing its opposite, a doubt, somebody else's or something past. */
const changing = wordSet(
  'no not non nil never without denie denied deny negative absent exclude excluded ruled refuted suspected possible probable query family mother father history resolved previou previous past risk fear ended former',
);
const sides = wordSet('left right bilateral both');
/** What form a medicine has, and how fast it gives off what is in it. */
const forms = wordSet(
  'ampoule capsule cartridge chewable cream depot dispersible drop effervescent elixir extended gastro gel implant inhaler infusion injection intravenous liquid lotion lozenge modified mr nasal nebuliser ointment oral patch pen pessary powder prolonged rectal release slow soluble solution spray sublingual suppository suspension syrup tablet topical transdermal vial xl',
);
/** Units, and words of tests, that many names have. */
const common = wordSet(
  'mg microgram mcg g ml l unit iu mmol dose day level measurement mass mole volume serum plasma blood urine test tab cap',
);
/** Words that join others, and those that name the hierarchy of SNOMED CT that a term is from. */
const fillers = wordSet(
  'a an and at by for in of on or the to allergy allergic disorder finding procedure substance situation product qualifier value event morphologic abnormality administration vaccine unspecified nos structure entire',
);
