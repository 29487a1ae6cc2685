import { plainWordsOf } from '../fhir/concept.ts';
import type { Category, EntryCard } from './card.ts';
import { mainCodesOf } from './describe.ts';
import { factsCalled, type Fact } from './fact.ts';
import { isWholeList, shelfOfSubject, subjectOfCodes, type ListSubject } from './list-subject.ts';
import { plainValues } from './plain-value.ts';

/** Why a list is not whole, as a source codes it. @see GP Connect, CareConnect-ListWarningCode-1 */
export const listWarningCodes = [
  'data-in-transit',
  'data-awaiting-filing',
  'confidential-items',
  'incomplete',
  /** Of an empty list: there is something that its source does not give. @see R4 list-empty-reason */
  'withheld',
] as const;
export type ListWarningCode = (typeof listWarningCodes)[number];

/** What a source says of one of its lists as a whole, beside what is in it. */
export type ListState = {
  /** What it is a list of, where its code tells. */
  readonly subject?: ListSubject;
  readonly title?: string;
  /** Why it is not whole, in the source's codes. */
  readonly warnings: readonly string[];
  /** The source says why it is empty: of a whole list, that nothing is recorded there. */
  readonly isEmpty: boolean;
  /** Whether it is the list of all such things. */
  readonly isWhole: boolean;
  /** What the source says of it in words. */
  readonly notes: readonly string[];
  readonly date?: string;
};

/** Only these parts of a card are read. */
export type ListCard = Pick<
  EntryCard,
  'resourceType' | 'title' | 'codes' | 'facts' | 'status' | 'standing' | 'date'
>;

/**
 * What a List says of how whole it is; `undefined` for everything else, and for a list that its source has replaced or
 * taken back.
 * @see GP Connect Access Record Structured, "Using the List resource for FHIR data"
 */
export function listStateOf(card: ListCard): ListState | undefined {
  const { resourceType, title, facts, status, standing, date } = card;
  const isOver = status === 'retired' || standing === 'past' || standing === 'error';
  if (resourceType !== 'List' || isOver) return undefined;
  const empty = factsCalled(facts, 'emptyReason');
  const warnings = [
    ...plainValues(factsCalled(facts, 'warningCode')),
    ...(empty.some(isWithheld) ? ['withheld'] : []),
  ];
  const reasons = plainValues(empty);
  const codes = mainCodesOf(card);
  const notes = distinctTexts(plainValues(factsCalled(facts, 'note')));
  if (warnings.length + reasons.length + notes.length === 0) return undefined;
  const subject = subjectOfCodes(codes);
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(title === undefined ? {} : { title: plainWordsOf(title) }),
    ...(date === undefined ? {} : { date }),
    warnings: [...new Set(warnings)],
    isEmpty: reasons.length > 0,
    isWhole: isWholeList(codes),
    // A source that gives its reason in words of its own, and no note, has said it there.
    notes: notes.length > 0 ? notes : reasons.filter((reason) => /\s/.test(reason)),
  };
}

function isWithheld({ value }: Fact): boolean {
  if (typeof value !== 'object' || !('concept' in value)) return false;
  return value.concept.coding?.some(({ code }) => code === 'withheld') === true;
}

/** One reason for which a source is not whole, with all that it says of it and the lists that have it. */
export type SourceWarning = {
  readonly code: string;
  readonly quotes: readonly string[];
  /** What it is about, by shelf. */
  readonly shelves: readonly Category[];
};

/** What these lists of one source say of how whole it is, each reason once. */
export function sourceWarnings(states: readonly ListState[]): readonly SourceWarning[] {
  const byCode = new Map<string, ListState[]>();
  for (const state of states) {
    for (const code of state.warnings) byCode.set(code, [...(byCode.get(code) ?? []), state]);
  }
  return [...byCode].map(([code, all]) => ({
    code,
    quotes: distinctTexts(all.flatMap(({ notes }) => notes)),
    shelves: [
      ...new Set(
        all.map(({ subject }) => (subject === undefined ? 'other' : shelfOfSubject(subject))),
      ),
    ],
  }));
}

/** Each text once; one that only begins another is in that other. */
export function distinctTexts(texts: readonly string[]): string[] {
  const distinct = [...new Set(texts)];
  return distinct.filter(
    (one) => !distinct.some((other) => other !== one && other.startsWith(one)),
  );
}
