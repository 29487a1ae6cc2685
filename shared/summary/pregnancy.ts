import { codesIn } from '../fhir/concept.ts';
import { newestFirst } from '../fhir/partial-date.ts';
import type { Description } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import { allWordsOf, wordsOfTitle } from './all-words.ts';

const loinc = (code: string) => `http://loinc.org|${code}`;
const snomed = (code: string) => `http://snomed.info/sct|${code}`;

/** Expected date of delivery. @see IPS 2.0.0 Observation-pregnancy-edd */
export const dueCodes: ReadonlySet<string> = new Set([
  loinc('11778-8'),
  loinc('11779-6'),
  loinc('11780-4'),
  snomed('161714006'),
]);

const statusCodes: ReadonlySet<string> = new Set([
  loinc('82810-3'),
  snomed('77386006'),
  snomed('72892002'),
  snomed('60001007'),
]);

const words = /\bpregnan(?:t|cy)\b/i;
const otherWords =
  /\b(?:partner|history|previous|past|test|testing|termination|ectopic|unwanted|planned|planning|trying|counsel\w*|education|care|vitamin|complication of|loss|number of|risk|screening|vaccin\w+|blood pressure in|rash|outcome|wishes|father)\b/i;

/** Which part of a pregnancy an observation or a problem tells of; `undefined` where it is about something else. */
export function pregnancyOf(
  entry: Pick<Description, 'title' | 'codes' | 'category' | 'standing'>,
): 'status' | 'due' | undefined {
  if (['refuted', 'error', 'planned', 'past'].includes(entry.standing)) return undefined;
  const codes = mainCodesOf(entry);
  if (codes.some((code) => dueCodes.has(code))) return 'due';
  if (codes.some((code) => statusCodes.has(code))) return 'status';
  const title = wordsOfTitle(entry);
  return words.test(title) && !otherWords.test(title) ? 'status' : undefined;
}

const pregnant: ReadonlySet<string> = new Set([loinc('LA15173-0'), snomed('77386006')]);

/** Whether it says that she is; not where it says that she is not, or that nobody knows. */
export function isPregnant(entry: Pick<Description, 'title' | 'codes' | 'value'>): boolean {
  const { value } = entry;
  const title = wordsOfTitle(entry);
  if (value === undefined) {
    const isNot = mainCodesOf(entry).includes(snomed('60001007'));
    // That somebody was asked is no answer.
    return !isNot && !/\b(?:not|status)\b/i.test(title);
  }
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return saysYes(value);
  if (!('concept' in value)) return false;
  return (
    codesIn(value.concept).some((code) => pregnant.has(code)) || saysYes(allWordsOf(value.concept))
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
