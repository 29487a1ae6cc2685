import { codesIn } from '../fhir/concept.ts';
import { newestFirst } from '../fhir/partial-date.ts';
import {
  dueDateCodes,
  notPregnant,
  pregnancyStatusCodes,
  pregnantCodes,
} from '../fhir/pregnancy-codes.ts';
import type { Description } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import { isStanding } from '../record/standing.ts';
import { allWordsOf, wordsOfTitle } from './all-words.ts';

const words = /\bpregnan(?:t|cy)\b/i;
const otherWords =
  /\b(?:partner|history|previous|past|test|testing|termination|ectopic|unwanted|planned|planning|trying|counsel\w*|education|care|vitamin|complication of|loss|number of|risk|screening|vaccin\w+|blood pressure in|rash|outcome|wishes|father)\b/i;

/** Which part of a pregnancy an observation or a problem tells of; `undefined` where it is about something else. */
export function pregnancyOf(
  entry: Pick<Description, 'title' | 'codes' | 'category' | 'standing'>,
): 'status' | 'due' | undefined {
  if (!isStanding(entry)) return undefined;
  const codes = mainCodesOf(entry);
  if (codes.some((code) => dueDateCodes.has(code))) return 'due';
  if (codes.some((code) => pregnancyStatusCodes.has(code))) return 'status';
  const title = wordsOfTitle(entry);
  return words.test(title) && !otherWords.test(title) ? 'status' : undefined;
}

/** Whether it says that she is; not where it says that she is not, or that nobody knows. */
export function isPregnant(entry: Pick<Description, 'title' | 'codes' | 'value'>): boolean {
  const { value } = entry;
  const title = wordsOfTitle(entry);
  if (value === undefined) {
    const isNot = mainCodesOf(entry).includes(notPregnant);
    // That somebody was asked is no answer.
    return !isNot && !/\b(?:not|status)\b/i.test(title);
  }
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return saysYes(value);
  if (!('concept' in value)) return false;
  return (
    codesIn(value.concept).some((code) => pregnantCodes.has(code)) ||
    saysYes(allWordsOf(value.concept))
  );
}

function saysYes(text: string): boolean {
  return /^\s*(?:yes|(?:currently |confirmed )?pregnant|pregnancy confirmed|positive)\b/i.test(
    text,
  );
}

/** Newest first, undated last. */
export function byNewestDate<E extends { readonly entry: Pick<Description, 'date'> }>(
  entries: readonly E[],
): E[] {
  return entries.toSorted((a, b) => newestFirst(a.entry.date, b.entry.date));
}
