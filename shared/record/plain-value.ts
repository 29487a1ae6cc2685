import { plainWordsOf } from '../fhir/concept.ts';
import { plainQuantity } from '../fhir/quantity.ts';
import type {
  ContainedEntry,
  Dosage,
  Fact,
  FactValue,
  ItemValue,
  Reaction,
  Stage,
} from './fact.ts';

/**
 * A value in its source's own words and signs, in no language of ours: to look for names in it, and to tell whether two
 * entries say the same.
 */
export function plainValue(value: FactValue): string {
  if (typeof value !== 'object') return String(value);
  if ('concept' in value) return plainWordsOf(value.concept);
  if ('dataAbsentReason' in value) return plainWordsOf(value.dataAbsentReason);
  if ('quantity' in value) return plainQuantity(value.quantity);
  if ('reference' in value) return value.reference.display ?? '';
  if ('dosage' in value) return plainDosage(value.dosage);
  if ('code' in value) return value.code;
  if ('item' in value) return plainItem(value.item);
  if ('number' in value) return value.number;
  if ('date' in value) return value.date;
  if ('time' in value) return value.time;
  if ('entry' in value) return plainEntry(value.entry);
  if ('reaction' in value) return plainReaction(value.reaction);
  if ('stage' in value) return plainStage(value.stage);
  return JSON.stringify(value);
}

function plainItem({ head, parts }: ItemValue): string {
  return [...(head === undefined ? [] : [plainValue(head)]), ...plainValues(parts)].join(', ');
}

function plainEntry({ title, value, facts = [] }: ContainedEntry): string {
  const told = [
    ...(title === undefined ? [] : [plainWordsOf(title)]),
    ...(value === undefined ? [] : [plainValue(value)]),
    ...plainValues(facts),
  ];
  return told.join(', ');
}

function plainReaction(reaction: Reaction): string {
  const { substance, manifestation = [], description, severity, notes = [] } = reaction;
  const concepts = [...(substance === undefined ? [] : [substance]), ...manifestation];
  const parts = [...concepts.map(plainWordsOf), description, severity, reaction.onset, ...notes];
  return parts.filter((part) => part !== undefined).join(', ');
}

function plainStage({ summary, type, assessment = [] }: Stage): string {
  const concepts = [summary, type].filter((one) => one !== undefined);
  return [...concepts.map(plainWordsOf), ...assessment].join(', ');
}

/** How sources say in a dose's text that it is for when it is needed. */
const saysAsNeeded =
  /\b(?:prn|(?:as|if|when|where)(?: and when)? (?:needed|required|necessary))\b/i;

/** The text alone, where nothing else is said but from when to when: two doses in the same words can differ in their parts. */
function plainDosage(dosage: Dosage): string {
  const { text, timing = {}, asNeeded, ...others } = dosage;
  if (text === undefined) return JSON.stringify(dosage);
  const needed = asNeeded === undefined || saysAsNeeded.test(text) ? {} : { asNeeded };
  const { bounds, ...rhythm } = timing;
  const length = bounds === undefined || 'period' in bounds ? {} : { bounds };
  const parts = { ...others, ...needed, ...rhythm, ...length };
  return Object.keys(parts).length === 0 ? text : JSON.stringify({ text, ...parts });
}

/** The plain values of facts, each by itself. */
export function plainValues(facts: readonly Fact[]): string[] {
  return facts.map(({ value }) => plainValue(value));
}
