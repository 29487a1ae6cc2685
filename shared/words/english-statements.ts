import { formatDate } from '../fhir/partial-date.ts';
import { elsewhereInEnglish } from './english-elsewhere.ts';
import {
  elsewhereParts,
  lostKinds,
  missingParts,
  type LostKind,
  type Statement,
} from './statement.ts';
import type { Words } from './words.ts';

/** Why a list is not whole. @see GP Connect, CareConnect-ListWarningCode-1 */
const warnings: Words['listWarnings'] = {
  'data-in-transit':
    'the record is still being moved there from another surgery, and is not all there yet',
  'data-awaiting-filing': 'there are entries that have not been filed yet',
  'confidential-items':
    'something is left out because it is confidential, or because the patient wanted it so',
  incomplete: 'the list is not complete',
  withheld: 'what it has is withheld',
};

const missingNouns: Words['missingNouns'] = {
  allergies: ['allergy', 'allergies'],
  medicines: ['medicine', 'medicines'],
  problems: ['problem', 'problems'],
  results: ['test result', 'test results'],
  vaccinations: ['vaccination', 'vaccinations'],
  procedures: ['procedure', 'procedures'],
  visits: ['visit', 'visits'],
  documents: ['document entry', 'document entries'],
  other: ['other entry', 'other entries'],
  attachments: ['attached document', 'attached documents'],
  unknown: ['part of which nothing more is known', 'parts of which nothing more is known'],
};

/** The same in the few words that a card has room for, after "Not whole:". */
const briefWarnings: Words['listWarnings'] = {
  'data-in-transit': 'still being moved there from another surgery',
  'data-awaiting-filing': 'some entries not filed yet',
  'confidential-items': 'something confidential, or as the patient wanted, is left out',
  incomplete: 'a list is not complete',
  withheld: 'something is withheld',
};

/** What is said of a section or of a whole summary beside the entries. */
export const statementsInEnglish: Pick<
  Words,
  | 'listWarnings'
  | 'missingNouns'
  | 'listWarning'
  | 'statement'
  | 'shortStatement'
  | 'keptText'
  | 'keptTextOf'
  | 'keptTextMore'
> = {
  listWarnings: warnings,
  missingNouns,
  listWarning,
  statement: whole,
  shortStatement: short,
  keptText: (text) => `Kept as text: ${text}`,
  keptTextOf: (section, document) =>
    document === undefined
      ? `In the words of the section “${section}” of a document`
      : `In the words of the section “${section}” of the document “${document}”`,
  keptTextMore: 'The rest of the text is in the document itself',
};

function listWarning(code: string): string {
  return (
    Object.entries(warnings).find(([one]) => one === code)?.[1] ?? `the list is marked “${code}”`
  );
}

function briefWarning(code: string): string {
  return Object.entries(briefWarnings).find(([one]) => one === code)?.[1] ?? listWarning(code);
}

function whole(statement: Statement): string {
  switch (statement.kind) {
    case 'list-warning':
      return `${said(statement.source, 'says', 'say')} that this is not whole: ${listWarning(statement.code)}.${quoted(statement.quote)}`;
    case 'list-note':
      return `${said(statement.source, 'says of its list', 'say of their lists')}: “${statement.quote}”`;
    case 'none-recorded': {
      const when = statement.date === undefined ? '' : ` (${formatDate(statement.date)})`;
      return `None recorded by ${statement.source}${when}. That does not say that there are none.${quoted(statement.quote)}`;
    }
    case 'newest-entry':
      return `The newest entry in this record is of ${formatDate(statement.date)}. What happened since may be missing.`;
    case 'record-damaged':
      return `Parts of the record behind this summary are damaged and could not be opened: ${damagedParts(statement.missing)}. What they hold is missing here.`;
    case 'entries-damaged':
      return statement.count === '1'
        ? '1 entry here is damaged in the patient’s record and could not be opened.'
        : `${statement.count} entries here are damaged in the patient’s record and could not be opened.`;
    case 'parts-lost': {
      const names = namesOf(statement);
      return statement.count === '1'
        ? `Part of 1 entry here could not be carried over from its source: ${lostWords(statement.what)} of ${names}.`
        : `Parts of ${statement.count} entries here could not be carried over from their sources: ${lostWords(statement.what)} of ${names}.`;
    }
    case 'source-incomplete':
      return `Not everything came from ${statement.source}: something may be missing here.`;
    case 'still-reading':
      return 'The record was still being read when this summary was made: something may be missing here.';
    case 'elsewhere':
      return `In the patient’s record and not on this page: ${elsewhereInEnglish(elsewhereParts(statement.what))}.`;
  }
}

function short(statement: Statement): string {
  switch (statement.kind) {
    case 'list-warning':
      return briefWarning(statement.code);
    case 'list-note':
      return statement.quote;
    case 'none-recorded':
      return 'None recorded, which does not say that there are none';
    case 'newest-entry':
      return `Newest entry ${formatDate(statement.date)}`;
    case 'record-damaged':
      return 'Parts of the record are damaged and missing here';
    case 'entries-damaged':
      return `${statement.count} damaged, could not be opened`;
    case 'parts-lost':
      return `Not whole here: ${namesOf(statement)}`;
    case 'source-incomplete':
      return `Not everything came from ${statement.source}`;
    case 'still-reading':
      return 'The record was still being read: something may be missing';
    case 'elsewhere':
      return 'More is in the record';
  }
}

/** The names of sources, one a line, with what one says or several say. */
function said(sources: string, one: string, many: string): string {
  const names = sources.split('\n');
  const last = names.at(-1) ?? '';
  return names.length === 1
    ? `${last} ${one}`
    : `${names.slice(0, -1).join(', ')} and ${last} ${many}`;
}

function namesOf({ count, named }: { readonly count: string; readonly named: string }): string {
  const names = named.split('\n');
  const more = Number(count) - names.length;
  const all = names.map((name) => `“${name}”`);
  return more > 0 ? `${all.join(', ')} and ${String(more)} more` : all.join(', ');
}

const lostNouns: Readonly<Record<LostKind, string>> = {
  dates: 'a date',
  numbers: 'a number',
  words: 'words',
};

function lostWords(what: string): string {
  const kinds = lostKinds.filter((kind) => what.split(' ').includes(kind));
  return kinds.map((kind) => lostNouns[kind]).join(' or ');
}

function quoted(quote: string | undefined): string {
  return quote === undefined ? '' : ` It says: “${quote}”`;
}

function damagedParts(missing: string): string {
  return missingParts(missing)
    .map(({ what, count }) => {
      const [one, many] = missingNouns[what];
      return `${String(count)} ${count === 1 ? one : many}`;
    })
    .join(', ');
}
