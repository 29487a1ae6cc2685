import { distinct } from '../base/distinct.ts';
import type { ListState } from '../record/list-warnings.ts';
import { newestFirst } from '../fhir/partial-date.ts';
import { isLongAgo } from '../record/newest-entry.ts';
import { sectionNames, type SectionName } from '../words/section-name.ts';
import { countsText, type MissingPart, type Statement } from '../words/statement.ts';
import { sections } from './sections.ts';
import type { SummaryStatements } from './summary-input.ts';

/** What is known of a source as a whole. */
export type ToldSource = {
  readonly name: string;
  /** What it says of its lists. */
  readonly lists: readonly ListState[];
  /** The date of its newest entry. */
  readonly newest?: string | undefined;
  /** Not all that it has came. */
  readonly isIncomplete: boolean;
};

/** How the record itself stands. */
export type RecordHealth = {
  readonly missing: readonly MissingPart[];
  readonly isStillReading: boolean;
};

/** What is said of a summary as a whole and of its sections, by what is known of its sources and of the record. */
export function recordStatements(
  sources: readonly ToldSource[],
  health: RecordHealth,
  now: Date,
): SummaryStatements {
  const told = sources.flatMap(({ name, lists }) =>
    lists.flatMap((list) =>
      listStatements(list, name)
        .filter(({ kind }) => kind !== 'none-recorded' || isNeeded(list.subject))
        .map((statement) => ({ statement, section: sectionOfList(list) })),
    ),
  );
  const of = (section: SectionName | undefined) =>
    distinct(told.filter((one) => one.section === section).map(({ statement }) => statement));
  const inSections = sectionNames.flatMap((name) => of(name));
  return {
    whole: [
      ...damage(health),
      ...sources.flatMap(({ name, isIncomplete }): Statement[] =>
        isIncomplete ? [{ kind: 'source-incomplete', source: name }] : [],
      ),
      ...age(sources, now),
      // What no section has is said of the whole, unless a section says the same.
      ...of(undefined).filter(
        (one) => one.kind === 'list-warning' && !inSections.some((other) => isSame(one, other)),
      ),
    ],
    sections: Object.fromEntries(sectionNames.map((name) => [name, of(name)])),
  };
}

function damage({ missing, isStillReading }: RecordHealth): Statement[] {
  const said: Statement[] = [];
  if (missing.length > 0) said.push({ kind: 'record-damaged', missing: countsText(missing) });
  if (isStillReading) said.push({ kind: 'still-reading' });
  return said;
}

function age(sources: readonly ToldSource[], now: Date): Statement[] {
  const [date] = sources.flatMap(({ newest }) => newest ?? []).sort(newestFirst);
  return date !== undefined && isLongAgo(date, now) ? [{ kind: 'newest-entry', date }] : [];
}

function sectionOfList({ subject }: ListState): SectionName | undefined {
  return sectionNames.find((name) => name === subject);
}

/** What is to be said of a list of this source as a whole. */
export function listStatements(list: ListState, source: string): Statement[] {
  const { warnings, isEmpty, isWhole, notes, subject, date } = list;
  const quote = notes.length === 0 ? {} : { quote: notes.join(' ') };
  if (warnings.length > 0) {
    return warnings.map((code) => ({ kind: 'list-warning', code, source, ...quote }));
  }
  if (!isWhole || subject === undefined) return [];
  if (isEmpty) {
    const when = date === undefined ? {} : { date };
    return [{ kind: 'none-recorded', source, ...when, ...quote }];
  }
  return notes.map((note) => ({ kind: 'list-note', source, quote: note }));
}

/** That a source has nothing matters only of the sections that every summary has. */
function isNeeded(subject: string | undefined): boolean {
  return sections.some(({ name, need }) => name === subject && need === 'required');
}

function isSame(one: Statement, other: Statement): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
