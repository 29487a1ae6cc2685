import { careCodes } from '../../../shared/words/care-code.ts';
import { english } from '../../../shared/words/english.ts';
import { countWords } from '../../ui/type-words.ts';
import type { PersonInFile, UnclearPerson } from '../../vault/api/files.ts';

/** What stands under the name of one of several people: how much is theirs, and what tells them apart. */
export function personHint({ entries, fits, unclear }: PersonInFile): string {
  const count = countWords(entries, 'entry', 'entries');
  const hints = {
    same: `${count}. Matches this record`,
    differs: `${count}. Not the person of this record`,
    unknown: count,
  } as const;
  return [hints[fits], ...(unclear === undefined ? [] : unclearWords(unclear))].join('. ');
}

function unclearWords({ nhsNumber, number, sex, examples }: UnclearPerson): readonly string[] {
  const numbers = nhsNumber === undefined ? [] : [`NHS number ${nhsNumber}`];
  const other = nhsNumber !== undefined || number === undefined ? [] : [`Number ${number}`];
  const example = examples.length === 0 ? [] : [`For example: ${examples.join('; ')}`];
  return [...numbers, ...other, ...sexWords(sex), ...example];
}

function sexWords(sex: string | undefined): readonly string[] {
  const known = careCodes.find((code) => code === sex);
  return known === 'male' || known === 'female' ? [english.careCodes[known]] : [];
}
