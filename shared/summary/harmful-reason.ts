import type { Description } from '../record/card.ts';
import { factsCalled } from '../record/fact.ts';
import { plainValues } from '../record/plain-value.ts';

/** Reasons that say nothing but that the course was over, or that something else took its place. */
const harmless =
  /^\W*(?:(?:the|a|of|in|has|have|had|was|is|been|now|full|course|treatment|therapy|medication|medicine|dose|prescription|patient(?:'?s)?|complete[d]?|completion|finish(?:ed)?|no|not|longer|needed|required|indicated|recovered|recovery|improved|resolved|remission|duplicate|entry|out|stock|supply|formulary|choice|request|preference)\b\W*)*(?:(?:switch(?:ed)?|changed|replaced)\s+(?:to|by|with)\b.*)?$/i;

/** Whether its source says why it was stopped or is not taken, and the reason may be a harm. */
export function hasReason({ facts }: Pick<Description, 'facts'>): boolean {
  const clauses = plainValues(factsCalled(facts, 'statusReason', 'reasonEnded')).flatMap((reason) =>
    reason.split(/[;,.]/),
  );
  return clauses.some((clause) => clause.trim() !== '' && !harmless.test(clause));
}
