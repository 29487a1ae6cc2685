import { categories, type Category } from '../record/card.ts';
import { elsewhereKinds, type ElsewherePart } from './elsewhere.ts';

/**
 * What is to be said of a section of a summary, or of the whole of it, beside its entries: as data, so that any language
 * can say it. Texts in it are a source's own.
 */
export type Statement =
  /** Why a list is not whole: the code of its source, or of several, one a line, and what they say of it. */
  | {
      readonly kind: 'list-warning';
      readonly code: string;
      readonly source: string;
      readonly quote?: string;
    }
  /** What a source says of its list as a whole. */
  | { readonly kind: 'list-note'; readonly source: string; readonly quote: string }
  /** A source's list is there and empty, which is no statement that there is none. */
  | {
      readonly kind: 'none-recorded';
      readonly source: string;
      readonly date?: string;
      readonly quote?: string;
    }
  /** The newest entry of the record is this old. */
  | { readonly kind: 'newest-entry'; readonly date: string }
  /** Parts of the record are missing or do not open: of which shelves how many, as `missingParts` writes it. */
  | { readonly kind: 'record-damaged'; readonly missing: string }
  /** So many entries of a section do not open. */
  | { readonly kind: 'entries-damaged'; readonly count: string }
  /** Of so many entries of a section FHIR could not hold all: the names of some, and of which kinds the parts were. */
  | {
      readonly kind: 'parts-lost';
      readonly count: string;
      readonly named: string;
      readonly what: string;
    }
  /** A source has not given all that it has. */
  | { readonly kind: 'source-incomplete'; readonly source: string }
  /** The program was still reading the record. */
  | { readonly kind: 'still-reading' }
  /** What the record holds beside what is in any section: of which kinds how many, as `countsText` writes it. */
  | { readonly kind: 'elsewhere'; readonly what: string };

export type StatementKind = Statement['kind'];

/** Which parts a statement of each kind has, and which it must have. */
export const statementParts = {
  'list-warning': { code: true, source: true, quote: false },
  'list-note': { source: true, quote: true },
  'none-recorded': { source: true, date: false, quote: false },
  'newest-entry': { date: true },
  'record-damaged': { missing: true },
  'entries-damaged': { count: true },
  'parts-lost': { count: true, named: true, what: true },
  'source-incomplete': { source: true },
  'still-reading': {},
  elsewhere: { what: true },
} as const satisfies Readonly<Record<StatementKind, Readonly<Record<string, boolean>>>>;

/** What of a record is missing: a shelf's entries, attached documents, or parts of which nobody can say what they held. */
export type MissingKind = Category | 'attachments' | 'unknown';
export type MissingPart = { readonly what: MissingKind; readonly count: number };

const missingKinds: readonly MissingKind[] = [...categories, 'attachments', 'unknown'];

/** How many of what, as the text of a statement: "allergies 1, unknown 2". */
export function countsText(
  parts: readonly { readonly what: string; readonly count: number }[],
): string {
  return parts.map(({ what, count }) => `${what} ${String(count)}`).join(', ');
}

export function missingParts(text: string): readonly MissingPart[] {
  return partsIn(text, missingKinds);
}

export function elsewhereParts(text: string): readonly ElsewherePart[] {
  return partsIn(text, elsewhereKinds);
}

function partsIn<Kind extends string>(
  text: string,
  kinds: readonly Kind[],
): readonly { readonly what: Kind; readonly count: number }[] {
  return text.split(', ').flatMap((part) => {
    const [name, count] = part.split(' ');
    const what = kinds.find((kind) => kind === name);
    return what === undefined || !/^\d{1,9}$/.test(count ?? '')
      ? []
      : [{ what, count: Number(count) }];
  });
}

/** What a part was of an entry that could not be carried over. */
export const lostKinds = ['dates', 'numbers', 'words'] as const;
export type LostKind = (typeof lostKinds)[number];

/** The names of entries as the text of a statement, one a line; of more, only how many. */
export function lostText(
  entries: readonly { readonly title: string; readonly kinds: readonly LostKind[] }[],
): Extract<Statement, { readonly kind: 'parts-lost' }> {
  const titles = [...new Set(entries.map(({ title }) => title))].slice(0, namedAtMost);
  const what = lostKinds.filter((kind) => entries.some(({ kinds }) => kinds.includes(kind)));
  return {
    kind: 'parts-lost',
    count: String(entries.length),
    named: titles.join('\n'),
    what: what.join(' '),
  };
}

const namedAtMost = 3;
