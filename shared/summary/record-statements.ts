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
  const warned = sources.flatMap(({ name, lists }) =>
    lists
      .filter(({ warnings }) => warnings.length > 0)
      .map((list) => ({ source: name, section: sectionOfList(list), list })),
  );
  const shared = sharedNotes(warned);
  const isShared = (note: string) => [...shared].some((one) => one.includes(note));
  const told = sources.flatMap(({ name, lists }) =>
    lists.flatMap((list) =>
      listStatements(list, name)
        .filter(({ kind }) => kind !== 'list-warning')
        .filter(({ kind }) => kind !== 'none-recorded' || isNeeded(list.subject))
        .map((statement) => ({ statement, section: sectionOfList(list) })),
    ),
  );
  const of = (section: SectionName | undefined) =>
    distinct(told.filter((one) => one.section === section).map(({ statement }) => statement));
  return {
    whole: [
      ...damage(health),
      ...sources.flatMap(({ name, isIncomplete }): Statement[] =>
        isIncomplete ? [{ kind: 'source-incomplete', source: name }] : [],
      ),
      ...age(sources, now),
      ...warningsOf(warned, (note) => !isShared(note) && isOfNoSection(note, warned)),
      ...quotesOf(shared, warned),
    ],
    sections: Object.fromEntries(
      sectionNames.map((name) => {
        const ofSection = warned.filter(({ section }) => section === name);
        return [name, [...warningsOf(ofSection, (note) => !isShared(note)), ...of(name)]];
      }),
    ),
  };
}

/** A list that is not whole, of which source and in which section of a summary it belongs. */
type Warned = {
  readonly source: string;
  readonly section: SectionName | undefined;
  readonly list: ListState;
};

/** What sources say of more than one section, or in more than one file: it is said once, of the whole. */
function sharedNotes(warned: readonly Warned[]): ReadonlySet<string> {
  const places = new Map<string, Set<string>>();
  for (const { source, section = '', list } of warned) {
    for (const note of list.notes) {
      places.set(note, (places.get(note) ?? new Set()).add(JSON.stringify([source, section])));
    }
  }
  return new Set([...places].filter(([, all]) => all.size > 1).map(([note]) => note));
}

function isOfNoSection(note: string, warned: readonly Warned[]): boolean {
  return warned.every(({ section, list }) => section === undefined || !list.notes.includes(note));
}

/** Every reason for which these lists are not whole, once, with those of their notes that belong beside it. */
function warningsOf(
  warned: readonly Warned[],
  isTold: (note: string) => boolean,
): readonly Statement[] {
  const codes = distinct(warned.flatMap(({ list }) => list.warnings));
  const said = new Set<string>();
  return codes.map((code) => {
    const having = warned.filter(({ list }) => list.warnings.includes(code));
    const notes = distinct(having.flatMap(({ list }) => list.notes)).filter(
      (note) => isTold(note) && !said.has(note),
    );
    for (const note of notes) said.add(note);
    return {
      kind: 'list-warning',
      code,
      source: distinct(having.map(({ source }) => source)).join('\n'),
      ...(notes.length === 0 ? {} : { quote: notes.join(' ') }),
    };
  });
}

/** The words of sources that are said once of the whole: what is in a longer one is not said again. */
function quotesOf(notes: ReadonlySet<string>, warned: readonly Warned[]): readonly Statement[] {
  const telling = [...notes].filter(
    (note) => ![...notes].some((other) => other !== note && other.includes(note)),
  );
  return telling.map((quote) => {
    const having = warned.filter(({ list }) => list.notes.includes(quote));
    const source = distinct(having.map((one) => one.source)).join('\n');
    return { kind: 'list-note', source, quote };
  });
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
