import type { Words } from './words.ts';
import type { SectionName } from './section-name.ts';

type Noun = readonly [one: string, many: string];

/** What a section lists, one and many. */
const nouns: Partial<Readonly<Record<SectionName, Noun>>> = {
  allergies: ['allergy', 'allergies'],
  medications: ['medicine', 'medicines'],
  problems: ['problem', 'problems'],
  results: ['result', 'results'],
  'vital-signs': ['measurement', 'measurements'],
  procedures: ['procedure', 'procedures'],
  immunizations: ['vaccination', 'vaccinations'],
  'past-problems': ['past problem', 'past problems'],
};

const anyNoun: Noun = ['entry', 'entries'];

/** What there was more of in documents of earlier programs, one and many. */
const cappedNouns: Partial<Readonly<Record<SectionName, Noun>>> = {
  medications: ['earlier medicine', 'earlier medicines'],
  results: ['older result', 'older results'],
  'vital-signs': ['older measurement', 'older measurements'],
  procedures: ['earlier procedure', 'earlier procedures'],
  immunizations: ['earlier vaccination', 'earlier vaccinations'],
  'past-problems': ['past problem', 'past problems'],
};

/** What a section says beyond its entries. */
export const notes: Words['note'] = (kind, count, section) => {
  const counted = ([one, many]: Noun) => `${String(count)} ${count === 1 ? one : many}`;
  const [one, many] = (section && nouns[section]) ?? anyNoun;
  const isOrAre = count === 1 ? 'is' : 'are';
  switch (kind) {
    case 'sources-disagree':
      return 'The sources disagree: one says that there is nothing to list here, others list something.';
    case 'wishes-disagree':
      return 'Wishes for care contradict each other: ask which one holds.';
    case 'none-current':
      return `No current ${many} in the sources.`;
    case 'left-out':
      return 'Something was left out by the patient.';
    case 'capped': {
      const noun = (section && cappedNouns[section]) ?? ['further entry', 'further entries'];
      return `${counted(noun)} ${count === 1 ? 'was' : 'were'} available and ${isOrAre} not shown here.`;
    }
    case 'older':
      if (section === 'medications') {
        return count === 1
          ? '1 past entry of a medicine listed here, which may give another dose, is not shown.'
          : `${String(count)} past entries of medicines listed here, which may give another dose, are not shown.`;
      }
      return `${counted([`older ${one}`, `older ${many}`])} of what is listed here ${isOrAre} not shown.`;
    case 'beyond':
      return section === 'medications'
        ? `${counted(['other medicine', 'other medicines'])}, ended longer ago or without a date, ${isOrAre} not shown.`
        : `${counted([`other ${one}`, `other ${many}`])} ${isOrAre} not shown here.`;
    case 'beyond-abnormal':
      return `${String(count)} of these other ${many} ${isOrAre} marked as high, low or abnormal.`;
    case 'beyond-critical':
      return `${String(count)} of these other ${many} ${isOrAre} marked as critical.`;
    case 'repeats-another':
      return `${counted([`more ${one} that says`, `more ${many} that say`])} the same as one listed here ${isOrAre} not repeated.`;
    case 'shown-once':
      return `${counted([`more ${one} that says`, `more ${many} that say`])} the same, from another source, ${isOrAre} not repeated.`;
    case 'planned':
      return `${counted([`${one} that is`, `${many} that are`])} only planned, proposed or a draft ${isOrAre} not shown.`;
    case 'not-so':
      return `${counted([`${one} that was`, `${many} that were`])} found not to be so, or not done, ${isOrAre} not shown.`;
    case 'incomplete':
      return count === 1
        ? 'Part of 1 entry here could not be carried over from its source.'
        : `Parts of ${String(count)} entries here could not be carried over from their sources.`;
  }
};

/** Why entries are not in a summary, as the heading of a group of them. */
export const leftOutRulesInEnglish: Words['leftOutRules'] = {
  'repeats-another': 'Says the same as another entry that is in it',
  'shown-once': 'Another source says the same, and that is in it',
  'beyond-section': 'Older, or more than a summary has room for',
  'not-in-preset': 'A kind of entry that a summary does not usually hold',
  sensitive: 'Private unless you say otherwise',
  'someone-else': 'Set apart: it is or may be about someone else',
  'entered-in-error': 'Entered in error',
  'not-so': 'Found not to be so, or not done',
  billing: 'Insurance and billing',
  'who-and-where': 'People and places',
  bookkeeping: 'Headings and file parts',
  'personal-circumstances': 'Personal circumstances',
  planned: 'Planned, proposed or a draft',
};
