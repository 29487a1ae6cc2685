import type { Fact, FactName, FactValue } from '../record/fact.ts';
import { withoutNamedUnit } from './named-unit.ts';
import { sayAge } from './say-age.ts';
import { sayContained } from './say-contained.ts';
import { sayConcept } from './say-concept.ts';
import { sayFactCode } from './say-fact-code.ts';
import { sayEncounterClass } from './say-head.ts';
import { sayInterpretation } from './say-interpretation.ts';
import { sayItem } from './say-item.ts';
import { sayStrength } from './say-quantity.ts';
import { sayLanguage } from './say-language.ts';
import { sayMeasuredValue, sayReferenceRange, sayValue } from './say-value.ts';
import { conditionCategories, type Words } from './words.ts';

/** What a fact says; `''` where it says nothing. */
export function sayFact(fact: Fact, words: Words): string {
  const { name, value } = fact;
  if (name === 'component') return sayComponent(fact, words);
  if (typeof value === 'object' && 'code' in value) return sayFactCode(name, value.code, words);
  if (typeof value === 'object' && 'item' in value) {
    return sayItem(value.item, words, (part) => sayFact(part, words));
  }
  if (typeof value === 'object' && 'entry' in value) {
    return sayContained(value.entry, words, (part) => sayFact(part, words));
  }
  return specially[name]?.(value, words, fact) ?? sayValue(value, words);
}

/** What a component, or an ingredient, is about. */
export function sayLabel({ label }: Fact, words: Words): string {
  return label === undefined ? words.part : sayConcept(label, words);
}

type SaySpecially = (value: FactValue, words: Words, fact: Fact) => string | undefined;

/** What is said otherwise of one fact than of others with such a value; `undefined` where it is not. */
const specially: Partial<Readonly<Record<FactName, SaySpecially>>> = {
  abatement: sayEnd,
  age: sayAge,
  amount: sayStrengthOf,
  endGiven: sayEnd,
  category: sayCategory,
  class: (value, words) => sayEncounterClass(sayValue(value, words), words),
  communication: (value, words) =>
    typeof value === 'object' && 'concept' in value ? sayLanguage(value.concept, words) : undefined,
  deceasedAge: sayAge,
  interpreterRequired: (value, words) => (value === true ? words.interpreterNeeded : undefined),
  focus: (value, words) =>
    typeof value === 'object' && 'reference' in value && value.reference.display === undefined
      ? words.notNamed
      : undefined,
  implicitRules: (value, words) =>
    typeof value === 'string' ? `${words.unknownRules} (${value})` : words.unknownRules,
  ingredient: sayStrengthOf,
  interpretation: (value, words) =>
    typeof value === 'object' && 'concept' in value
      ? sayInterpretation(value.concept, words)
      : undefined,
  isSubpotent: (_, words) => words.subpotent,
  modifierExtension: (_, words) => words.unreadableCondition,
  onset: sayAge,
  performed: sayAge,
  primarySource: (_, words) => words.notFromGiver,
};

function sayEnd(value: FactValue, words: Words): string | undefined {
  return value === true ? words.endWithoutDate : sayAge(value, words);
}

function sayStrengthOf(value: FactValue, words: Words, { label }: Fact): string | undefined {
  if (typeof value !== 'object' || !('ratio' in value)) return undefined;
  const strength = sayStrength(value.ratio, words);
  return label === undefined ? strength : `${sayConcept(label, words)} ${strength}`;
}

/** A category by a code that we have words for. */
function sayCategory(value: FactValue, words: Words): string | undefined {
  if (typeof value !== 'object' || !('concept' in value)) return undefined;
  const { coding = [] } = value.concept;
  const known = coding
    .filter(({ system }) => system === undefined || conditionCategory.test(system))
    .map(({ code }) => conditionCategories.find((one) => one === code))
    .find((code) => code !== undefined);
  return known === undefined ? undefined : words.conditionCategories[known];
}

const conditionCategory = /condition-?category/i;

/** The value of a part, what its source says of it, and the range in which it is usual. */
function sayComponent(fact: Fact, words: Words): string {
  const { label, range, flag, interpretation = [] } = fact;
  const value = withoutNamedUnit(fact.value, label);
  if (typeof value === 'object' && 'item' in value) {
    const { head, parts } = value.item;
    const more = sayItem({ parts }, words, (part) => sayFact(part, words));
    const own = head === undefined ? undefined : sayComponent({ ...fact, value: head }, words);
    return words.item(own, [more]);
  }
  const isEmpty = typeof value === 'object' && 'noValue' in value;
  const said = interpretation.map((one) => sayInterpretation(one, words));
  const meanings = said.length > 0 || flag === undefined ? said : [words.flags[flag]];
  const parts =
    isEmpty && meanings.length > 0 ? meanings : [sayMeasuredValue(value, words), ...meanings];
  const ranges = [range ?? []].flat().map((one) => sayReferenceRange(one, words));
  const whole = words.list(parts);
  return ranges.length === 0 ? whole : `${whole} (${words.usual(ranges.join('; '))})`;
}
