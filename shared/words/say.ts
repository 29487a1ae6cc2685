import { defined } from '../base/defined.ts';
import { plainWordsOf } from '../fhir/concept.ts';
import { plainQuantity, type Quantity } from '../fhir/quantity.ts';
import { bloodPressureIn } from '../record/blood-pressure.ts';
import type { Description } from '../record/card.ts';
import type { Fact, FactName } from '../record/fact.ts';
import { sequenceOf, stepAfter } from './say-dosage.ts';
import { sayEncounterClass, sayKind, sayStatus, sayTitle } from './say-head.ts';
import { sayReferenceRange, sayValue } from './say-value.ts';
import { criticalities, factsInPlace, severities, type FactInPlace, type Words } from './words.ts';

/** One line to read of an entry: `{ name: 'Dose', value: '500 mg twice a day' }`. */
export type SaidFact = {
  /** Which fact it is; for rules, which never look at the words. */
  readonly is: FactName | 'doNotPerform';
  readonly name: string;
  readonly value: string;
  /** The values that `value` lists, where there are several. */
  readonly values?: readonly string[];
};

/** What a description says, in one language. */
export type Said = {
  readonly kind: string;
  readonly title?: string;
  readonly status?: string;
  readonly value?: string;
  readonly range?: string;
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
    facts: sayFacts(entry, words),
  });
}

/** The measured value; a blood pressure as every clinician writes it. */
function sayMeasured({ value, facts }: Sayable, words: Words): string | undefined {
  const pressure = bloodPressureIn(facts);
  if (pressure === undefined) return value === undefined ? undefined : sayValue(value, words);
  const { unit, ...systolic } = pressure.systolic;
  const halves = [systolic, pressure.diastolic].map(bareNumber);
  return plainQuantity(defined({ value: halves.join('/'), unit }));
}

/** "> 250": how a half of a blood pressure stands beside the other. */
function bareNumber({ comparator, value }: Quantity): string {
  return comparator === undefined ? value : `${comparator} ${value}`;
}

/** Facts of which each is a line of its own; of all others, those of one name share one. */
const eachAlone: ReadonlySet<FactName> = new Set(['component', 'contained', 'note']);

/** The facts of an entry, one line each: several values of one name, each once, in one line. */
export function sayFacts(entry: Sayable, words: Words): SaidFact[] {
  const said: SaidFact[] = [];
  const { name, value } = words.doNotPerform;
  if (entry.doNotPerform === true) said.push({ is: 'doNotPerform', name, value });
  let open: { readonly is: FactName; readonly name: string; values: string[] } | undefined;
  const close = () => {
    if (open !== undefined) said.push(lineOf(open, words));
    open = undefined;
  };
  for (const [at, fact] of entry.facts.entries()) {
    const is = roleOf(fact, entry);
    const label = sayName(is, fact, { entry, words });
    const step = stepAfter(entry.facts[at - 1], fact);
    const alone = sayFact(fact, words);
    const text = step === undefined ? alone : words.dose.step(alone, step);
    if (alone === '') continue;
    if (eachAlone.has(is)) {
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
function roleOf({ name }: Fact, { facts }: Sayable): FactName {
  if (name !== 'description') return name;
  return facts.some((fact) => fact.name === 'manifestation') ? name : 'manifestation';
}

function sayName(
  is: FactName,
  { label, value }: Fact,
  { entry, words }: { readonly entry: Sayable; readonly words: Words },
): string {
  if (is === 'component') return label === undefined ? words.part : plainWordsOf(label);
  if (is === 'contained' && typeof value === 'object' && 'entry' in value) {
    return sayKind(value.entry.kind, words);
  }
  const place = factsInPlace.find((one) => one === `${entry.category}.${is}`);
  return place === undefined ? words.facts[is] : sayInPlace(place, words);
}

function sayInPlace(place: FactInPlace, words: Words): string {
  return words.factsInPlace[place];
}

function sayFact({ name, value, range }: Fact, words: Words): string {
  if (typeof value === 'object' && 'code' in value) return sayFactCode(name, value.code, words);
  const said = sayValue(value, words);
  if (name === 'class') return sayEncounterClass(said, words);
  return range === undefined ? said : `${said} (${words.usual(sayReferenceRange(range, words))})`;
}

function sayFactCode(name: FactName, code: string, words: Words): string {
  if (name === 'criticality') {
    return words.criticalities[criticalities.find((one) => one === code) ?? 'unable-to-assess'];
  }
  const severity = name === 'severity' ? severities.find((one) => one === code) : undefined;
  return severity === undefined ? code : words.severities[severity];
}
