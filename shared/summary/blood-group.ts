import type { Description } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import type { FactValue } from '../record/fact.ts';
import { plainValue } from '../record/plain-value.ts';
import { wordsOfTitle } from './all-words.ts';

/** LOINC: ABO and Rh group, ABO group, Rh type. */
const codes: ReadonlySet<string> = new Set(
  ['882-1', '883-9', '10331-7'].map((code) => `http://loinc.org|${code}`),
);
const names = /\bblood (?:group|type)\b|\bABO\b|\bRh(?:esus|\(?D\)?)? (?:group|type|factor)\b/i;
const others = /\b(?:antibod(?:y|ies)|screen|request|sample|card|donor|baby|cord|fetal|foetal)\b/i;

/** Whether an entry is of the patient's blood group. */
export function isBloodGroup(entry: Pick<Description, 'title' | 'codes'>): boolean {
  const title = wordsOfTitle(entry);
  if (others.test(title)) return false;
  return names.test(title) || mainCodesOf(entry).some((code) => codes.has(code));
}

type Group = { readonly abo?: string; readonly rh?: 'positive' | 'negative' };

/** A blood group in one spelling; what cannot be read as one, as it is written. */
export function bloodGroupOf(value: FactValue | undefined): string {
  const { abo = '', rh = '' } = groupIn(value);
  const written = value === undefined ? '' : plainValue(value).toLowerCase();
  return abo === '' && rh === '' ? written : `${abo} ${rh}`;
}

/** Whether two of these groups cannot be of one person. */
export function areContradictory(values: readonly (FactValue | undefined)[]): boolean {
  const groups = values.map(groupIn);
  const differ = (told: readonly (string | undefined)[]) =>
    new Set(told.filter((one) => one !== undefined)).size > 1;
  return differ(groups.map(({ abo }) => abo)) || differ(groups.map(({ rh }) => rh));
}

const letters = /^\W*(?:(?:blood )?(?:group|type)\W+)?(AB|A|B|O|0)(?![a-z])/i;
const sign = /^\W*(?:(?:blood )?(?:group|type)\W+)?(?:AB|A|B|O|0) ?([+\-−])/i;
const factor = /\b(?:Rh\w*|D)\b\W*(?:\(?D\)?\W*)?(pos|neg)|^\W*(?:AB|A|B|O|0)? ?(pos|neg)/i;

function groupIn(value: FactValue | undefined): Group {
  const text = value === undefined ? '' : plainValue(value);
  const abo = letters.exec(text)?.[1]?.toUpperCase().replace('0', 'O');
  const [, mark] = sign.exec(text) ?? [];
  const [, said, bare] = factor.exec(text) ?? [];
  const rh = mark ?? said?.toLowerCase() ?? bare?.toLowerCase();
  return {
    ...(abo === undefined ? {} : { abo }),
    ...(rh === undefined ? {} : { rh: rh === '+' || rh === 'pos' ? 'positive' : 'negative' }),
  };
}
