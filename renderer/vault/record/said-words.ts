import type { EntryCard } from '../../../shared/record/card.ts';
import type { Fact, FactValue } from '../../../shared/record/fact.ts';
import { needsOthers, wholeEntry } from '../../../shared/record/whole-entry.ts';
import { english } from '../../../shared/words/english.ts';
import { sayFact, sayLabel } from '../../../shared/words/say-fact.ts';
import { sayMeasuredValue } from '../../../shared/words/say-value.ts';

/** Gives what a card says beside its name, kind and date, as a person reads it: values, doses, reactions, notes, answers. */
export type SaidTexts = (card: EntryCard) => readonly string[];

/** The card to which a reference of another leads. */
type LookFrom = (card: EntryCard, reference: string) => EntryCard | undefined;

/** One for many cards: what several of them say alike is put into words once. */
export function saidTexts(lookFrom: LookFrom): SaidTexts {
  const known = new Map<string, string>();
  const onceFor = (name: string, data: Fact | FactValue, say: () => string): string => {
    const id = `${name} ${JSON.stringify(data)}`;
    const text = known.get(id) ?? say();
    known.set(id, text);
    return text;
  };
  const ofFact = (fact: Fact) =>
    onceFor('fact', fact, () => {
      const label = fact.label === undefined ? [] : [sayLabel(fact, english)];
      return [...label, sayFact(fact, english)].join(' ');
    });
  return (card) => {
    const whole = needsOthers(card) ? wholeEntry(card, (other) => lookFrom(card, other)) : card;
    const { value, facts } = whole;
    const said =
      value === undefined ? [] : [onceFor('value', value, () => sayMeasuredValue(value, english))];
    return [...said, ...facts.map(ofFact)];
  };
}
