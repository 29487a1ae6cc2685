import { defined } from '../base/defined.ts';
import { namesIn } from '../fhir/concept-names.ts';
import { bloodPressureIn } from '../record/blood-pressure.ts';
import type { Description } from '../record/card.ts';
import type { Fact, FactName } from '../record/fact.ts';
import { withoutNamedUnit } from './named-unit.ts';
import { sequenceOf, stepAfter } from './say-dosage.ts';
import { sayNumber, sayUnit } from './say-quantity.ts';
import { isMedicine, sayKind, sayStatus, sayTitle } from './say-head.ts';
import { sayFact, sayLabel } from './say-fact.ts';
import { sayReaction } from './say-reaction.ts';
import { sayMeasuredValue, sayReferenceRange } from './say-value.ts';
import { factsInPlace, type FactInPlace, type Words } from './words.ts';

/** One line to read of an entry: `{ name: 'Dose', value: '500 mg twice a day' }`. */
export type SaidFact = {
  /** Which fact it is; for rules, which never look at the words. */
  readonly is: FactName | 'doNotPerform';
  readonly name: string;
  readonly value: string;
  /** The values that `value` lists, where there are several. */
  readonly values?: readonly string[];
  /** The same in a few words, where they are many. */
  readonly gist?: string;
};

/** What a description says, in one language. */
export type Said = {
  readonly kind: string;
  readonly title?: string;
  readonly status?: string;
  readonly value?: string;
  readonly range?: string;
  /** How the value stands to what is usual, with the part that it is said of: "Potassium: critically high". */
  readonly flagged?: string;
  readonly facts: readonly SaidFact[];
};

/** What is said of an entry, by which it can be put into words. */
export type Sayable = Pick<
  Description,
  | 'category'
  | 'kind'
  | 'title'
  | 'status'
  | 'verificationStatus'
  | 'doNotPerform'
  | 'intent'
  | 'flag'
  | 'flagOfPart'
  | 'value'
  | 'referenceRange'
  | 'facts'
>;

/** Puts an entry into words: all that a person reads of it is made here. */
export function say(entry: Sayable, words: Words): Said {
  const { title, referenceRange } = entry;
  return defined({
    kind: sayKind(entry.kind, words),
    title: title === undefined ? undefined : sayTitle({ ...entry, title }, words),
    status: sayStatus(entry, words)?.whole,
    value: sayMeasured(entry, words),
    range: referenceRange?.map((range) => sayReferenceRange(range, words)).join('; '),
    flagged: sayFlag(entry, words),
    facts: sayFacts(entry, words),
  });
}

/** The measured value; a blood pressure as every clinician writes it. */
function sayMeasured({ title, value, facts }: Sayable, words: Words): string | undefined {
  const pressure = bloodPressureIn(facts);
  if (pressure === undefined)
    return value === undefined
      ? undefined
      : sayMeasuredValue(withoutNamedUnit(value, title), words);
  const { systolic, diastolic } = pressure;
  const isBounded = systolic.comparator !== undefined || diastolic.comparator !== undefined;
  const halves = [systolic, diastolic].map((half) => sayNumber(half, words));
  // A sign must not be taken to be of both halves.
  const both = halves.join(isBounded ? ' / ' : '/');
  return [both, sayUnit(diastolic, words)].filter((part) => part !== undefined).join(' ');
}

/** The flag of an entry in words; that of a part never without the part. */
function sayFlag({ flag, flagOfPart, facts }: Sayable, words: Words): string | undefined {
  if (flag === undefined || flagOfPart === undefined) return flag && words.flags[flag];
  const parts = facts.flatMap((part) =>
    part.flag === undefined ? [] : [words.labelled(sayLabel(part, words), words.flags[part.flag])],
  );
  return words.list(parts);
}

/** Facts of which each is a line of its own; of all others, those of one name share one. */
const eachAlone: ReadonlySet<FactName> = new Set([
  'component',
  'contained',
  'item',
  'narrative',
  'note',
  'payload',
]);

/** The facts of an entry, one line each: several values of one name, each once, in one line. */
export function sayFacts(entry: Sayable, words: Words): SaidFact[] {
  const said: SaidFact[] = [...furtherNames(entry, words)];
  if (entry.doNotPerform === true) {
    const { name, value } = words.doNotPerform;
    const warning = isMedicine(entry.kind) ? value : words.doNotDoWarning;
    said.push({ is: 'doNotPerform', name, value: warning });
  }
  let open: { readonly is: FactName; readonly name: string; values: string[] } | undefined;
  const close = () => {
    if (open !== undefined) said.push(lineOf(open, words));
    open = undefined;
  };
  for (const [at, fact] of entry.facts.entries()) {
    const is = roleOf(fact, entry);
    const label = sayFactName(is, fact, { entry, words });
    const step = stepAfter(entry.facts[at - 1], fact);
    const alone = sayFact(fact, words);
    const text = step === undefined ? alone : words.dose.step(alone, step);
    if (alone === '') continue;
    if (isReaction(fact)) {
      close();
      said.push(...reactionsFrom(entry, at, { is, name: label, words }));
    } else if (eachAlone.has(is) || isItem(fact)) {
      close();
      said.push({ is, name: label, value: text });
    } else if (open?.name === label) {
      // The same dose again, as a step of its own, is no repetition.
      const isStep = sequenceOf(fact.value) !== undefined;
      if (isStep || !open.values.includes(text)) open.values.push(text);
    } else {
      close();
      open = { is, name: label, values: [text] };
    }
  }
  close();
  return said;
}

/** Names that its source has for the same thing beside what it is called. */
function furtherNames({ title }: Sayable, words: Words): SaidFact[] {
  const names = title === undefined ? [] : namesIn(title).further;
  if (names.length === 0) return [];
  return [{ is: 'alsoCalled', name: words.facts.alsoCalled, value: names.join('; ') }];
}

/** What has parts of its own would run into the next in a list. */
function isItem({ value }: Fact): boolean {
  return typeof value === 'object' && 'item' in value;
}

function isReaction({ value }: Fact): boolean {
  return typeof value === 'object' && 'reaction' in value;
}

/** All reactions in one line, where the first of them stands: each whole, and for little room its gist. */
function reactionsFrom(
  { facts, title }: Sayable,
  at: number,
  { is, name, words }: { readonly is: FactName; readonly name: string; readonly words: Words },
): SaidFact[] {
  const before = facts[at - 1];
  if (before !== undefined && isReaction(before)) return [];
  const said = facts.flatMap(({ value }) =>
    typeof value === 'object' && 'reaction' in value
      ? [sayReaction(value.reaction, title, words)]
      : [],
  );
  const each = [...new Map(said.map((one) => [one.whole, one])).values()];
  return [
    {
      is,
      name,
      value: each.map(({ whole }) => whole).join('; '),
      values: each.map(({ gist }) => gist),
      gist: each.map(({ gist }) => gist).join('; '),
    },
  ];
}

function lineOf(
  { is, name, values }: { readonly is: FactName; readonly name: string; values: readonly string[] },
  words: Words,
): SaidFact {
  const [value = ''] = values;
  return values.length === 1
    ? { is, name, value }
    : { is, name, value: words.list(values), values };
}

/** The story of a reaction stands for what the body did, where its source says nothing else. */
function roleOf({ name }: Fact, { category, facts }: Sayable): FactName {
  if (name !== 'description' || category !== 'allergies') return name;
  return facts.some((fact) => fact.name === 'manifestation') ? name : 'manifestation';
}

/** What is told by the name that its source has for it, where it has one. */
const calledByItsSource: ReadonlySet<FactName> = new Set([
  'detail',
  'identifier',
  'input',
  'item',
  'output',
]);

function sayFactName(
  is: FactName,
  fact: Fact,
  { entry, words }: { readonly entry: Sayable; readonly words: Words },
): string {
  const { label, value } = fact;
  if (is === 'component' || (calledByItsSource.has(is) && label !== undefined))
    return sayLabel(fact, words);
  if (is === 'contained' && typeof value === 'object' && 'entry' in value) {
    return sayKind(value.entry.kind, words);
  }
  const place = factsInPlace.find((one) => one === `${entry.category}.${is}`);
  return place === undefined ? words.facts[is] : sayInPlace(place, words);
}

function sayInPlace(place: FactInPlace, words: Words): string {
  return words.factsInPlace[place];
}
