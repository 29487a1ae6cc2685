import { own } from '../../base/own.ts';
import { numberTextOf } from '../json.ts';
import { dateTimeOf, timeOfDay } from './cda-time.ts';
import { saysOnlyKind } from './kind-codes.ts';
import { attributeOf, childAt, elementsOf, isStatement, type CdaElement } from './cda-xml.ts';

/** What says which statement it is and how it is written, and nothing of the patient. */
const bookkeeping = new Set(
  'templateId id typeId realmCode statusCode languageCode confidentialityCode setId reference text'.split(
    ' ',
  ),
);

/** Who says or did it, and how they can be reached: said of people, and not of the patient's health. */
const people = new Set(
  'author performer informant addr telecom assignedEntity representedOrganization scopingEntity'.split(
    ' ',
  ),
);

/** Which of its facts: what is said of the patient, or who is named in it. */
export type FactsOf = 'patient' | 'people';

/**
 * What a statement says by its codes, numbers, times and words, in the order of the document. The words of a `text` are the
 * narrative's part.
 */
export function factsIn(
  element: CdaElement,
  about: FactsOf = 'patient',
  isWithin = false,
): string[] {
  if (bookkeeping.has(element.name) || saysOnlyKind(element)) return [];
  const isPerson = isWithin || people.has(element.name);
  const isAsked = isPerson === (about === 'people');
  const said = isAsked ? [nameOf(element), ...valuesOf(element)] : [];
  const inside = element.nodes.flatMap((node) => {
    if (typeof node !== 'string') return factsIn(node, about, isPerson);
    const words = node.replace(/\s+/g, ' ').trim();
    const isBinary = attributeOf(element, 'representation') === 'B64';
    return words === '' || isBinary || !isAsked ? [] : [words];
  });
  return [...said.filter((one) => one !== undefined), ...inside];
}

/** What a code is called; one that nobody named is its own name. */
function nameOf(element: CdaElement): string | undefined {
  const code = attributeOf(element, 'code');
  const isNamed = element.nodes.some(
    (node) => typeof node !== 'string' && node.name === 'originalText',
  );
  const isBare = code !== undefined && attributeOf(element, 'codeSystem') !== undefined && !isNamed;
  return attributeOf(element, 'displayName') ?? (isBare ? `${bareCode}${code}` : undefined);
}

const bareCode = 'code ';

/** A value of an attribute as a person writes it: a number with its unit, a day, a time of day. */
function valuesOf(element: CdaElement): string[] {
  const value = attributeOf(element, 'value');
  if (value === undefined) return [];
  const unit = attributeOf(element, 'unit');
  const day = unit === undefined && /^(?:19|20)\d{2}/.test(value) ? dateTimeOf(value) : undefined;
  if (day !== undefined) return [day, ...[timeOfDay(value)].filter((time) => time !== undefined)];
  return [unit === undefined || unit === '1' ? value : `${value} ${unit}`];
}

/** What a reader can already see, to be asked whether it holds a fact. */
export type Seen = (fact: string) => boolean;

/** @param texts a narrative, or the values of resources */
export function seenIn(texts: readonly string[]): Seen {
  const all = texts.join('\n');
  const letters = lettersOf(all);
  return (fact) => {
    const number = /^[<>=]*\s*([+-]?\d[\d.]*)(?:\s\S+)?$/.exec(fact)?.[1];
    // "1" is not said by "2012".
    if (number !== undefined)
      return new RegExp(`(?<![\\d.])${escaped(number)}(?![\\d]|\\.\\d)`).test(all);
    return letters.includes(
      lettersOf(fact.startsWith(bareCode) ? fact.slice(bareCode.length) : fact),
    );
  };
}

function escaped(number: string): string {
  return number.replace(/[+.]/g, '\\$&');
}

/** For comparing: layout, punctuation and capitals say nothing. */
function lettersOf(words: string): string {
  return words.replace(/[\s|,;]+/g, '').toLowerCase();
}

/** Every text and number in a value. */
export function leavesOf(value: unknown): string[] {
  const number = numberTextOf(value);
  if (number !== undefined) return [number];
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leavesOf);
}

/** What a statement and those inside it say that nobody can see yet, each statement with its name. */
export function unseenIn(statement: CdaElement, seen: Seen, around = ''): string[] {
  const mark = markOf(statement) || around;
  const inside = statementsWithin(statement);
  const all = factsIn(withoutStatements(statement));
  const facts = [...new Set(all)].filter((fact) => !seen(fact));
  const name = all.find(isName);
  const label = name === undefined || facts.includes(name) ? '' : `${name}: `;
  const unseen = facts.length === 0 ? [] : [`${mark}${label}${facts.join('; ')}`];
  return [...unseen, ...inside.flatMap((one) => unseenIn(one, seen, mark))];
}

/** What an entry is, where its words alone would read as the patient's own. */
export function markOf(statement: CdaElement): string {
  if (childAt(statement, 'subject') !== undefined) return 'About somebody else: ';
  const denied = attributeOf(statement, 'negationInd') === 'true' ? 'Not so, or not done: ' : '';
  const mood = attributeOf(statement, 'moodCode') ?? 'EVN';
  return `${mood === 'EVN' ? '' : (own(marks, mood) ?? 'Not said to have happened: ')}${denied}`;
}

/** @see HL7 V3 ActMood */
const marks: Readonly<Record<string, string>> = {
  RSK: 'A risk: ',
  GOL: 'A goal: ',
  INT: 'Planned: ',
  PRMS: 'Planned: ',
  APT: 'Planned: ',
  ARQ: 'Asked for: ',
  PRP: 'Proposed: ',
  RQO: 'Asked for: ',
};

/** Whether it is a word, and not only a day or a number. */
export function isName(fact: string): boolean {
  return /\p{L}{2}/u.test(fact) && !/^[\d<>=.]/.test(fact);
}

function statementsWithin(element: CdaElement): CdaElement[] {
  return elementsOf(element).flatMap((child) =>
    isStatement(child) ? [child] : statementsWithin(child),
  );
}

function withoutStatements(element: CdaElement): CdaElement {
  const nodes = element.nodes
    .filter((node) => typeof node === 'string' || !isStatement(node))
    .map((node) => (typeof node === 'string' ? node : withoutStatements(node)));
  return { ...element, nodes };
}
