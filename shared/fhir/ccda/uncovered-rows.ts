import {
  attributeOf,
  childAt,
  childrenOf,
  elementsOf,
  isStatement,
  statementsIn,
  wordsIn,
  type CdaElement,
} from './cda-xml.ts';
import { factsIn } from './facts-in.ts';
import { plainText } from './narrative.ts';

/**
 * The rows, list items and paragraphs of a section's narrative that none of its entries stands for: neither by a reference to one of
 * their IDs nor, for an entry that points to no row, by saying most of what a row says. An entry stands for one row only.
 * The narrative is what is attested, so the others say more.
 * @see HL7 CDA R2, section 4.3.5: `section.text`
 */
export function uncoveredRows(section: CdaElement, entries: readonly CdaElement[]): string[] {
  const rows = childrenOf(section, 'text').flatMap((text) => rowsIn(text, []));
  if (rows.length === 0) return [];
  const pointed = new Set(entries.flatMap(idsPointedTo));
  const isPointed = ({ ids }: Row): boolean => ids.some((id) => pointed.has(id));
  const known = new Set(rows.flatMap(({ ids }) => ids));
  const parts = entries.flatMap(partsOf).map((part) => ({
    said: new Set([...factsIn(part), ...factsIn(part, 'people')].flatMap(tokensOf)),
    points: idsPointedTo(part).some((id) => known.has(id)),
  }));
  const saying = partsSaying(parts);
  const open = rows.filter((row) => !isPointed(row));
  const covered = new Set(
    [...rows.filter(isPointed), ...matchedRows(open, saying)].map(({ words }) => words),
  );
  const title = wordsIn(childAt(section, 'title'))?.toLowerCase();
  const left = open.filter(
    (row) =>
      !covered.has(row.words) &&
      row.words.toLowerCase() !== title &&
      tells(row.words) &&
      !isRepeated(row, saying),
  );
  return [...new Set(left.map(({ words }) => words))];
}

/** A statement that may stand for a row: what it says, and whether it points to the rows that it stands for. */
type Part = { readonly said: ReadonlySet<string>; readonly points: boolean };

/** The parts that say a word or a number. */
type Saying = (token: string) => readonly Part[];

function partsSaying(parts: readonly Part[]): Saying {
  const known = new Map<string, readonly Part[]>();
  return (token) => {
    const found = known.get(token) ?? parts.filter(({ said }) => has(said, token));
    known.set(token, found);
    return found;
  };
}

/** Whether one part says all its words, and some part each of its numbers: a measurement of several days is such a row. */
function isRepeated({ tokens }: Row, saying: Saying): boolean {
  const words = tokens.filter((token) => !isNumber(token));
  const [first, ...others] = words.map((word) => new Set(saying(word)));
  const isSaid =
    first !== undefined && [...first].some((part) => others.every((one) => one.has(part)));
  return isSaid && tokens.every((token) => !isNumber(token) || saying(token).length > 0);
}

type Row = {
  /** Its own, of what it stands in and of what is in it. */
  readonly ids: readonly string[];
  readonly words: string;
  readonly tokens: readonly string[];
  /** A paragraph that stands by itself. */
  readonly isParagraph?: true;
};

function rowsIn(element: CdaElement, around: readonly string[]): Row[] {
  if (headings.has(element.name)) return [];
  const outside = idsAround(element, around);
  const children = elementsOf(element);
  const rows = children
    .filter((child, at) => !headsOthers(child, children[at + 1]))
    .flatMap((child) => rowsIn(child, outside));
  // A paragraph in a row is a part of it.
  const inside = isRow(element) ? rows.filter(({ isParagraph }) => isParagraph !== true) : rows;
  if (inside.length > 0) return inside;
  const isParagraph = element.name === 'paragraph';
  if (!isRow(element) && !isParagraph) return [];
  const words = plainText(element).replaceAll('\n', '; ');
  const row = { ids: [...outside, ...idsWithin(element)], words, tokens: tokensOf(words) };
  return [isParagraph ? { ...row, isParagraph } : row];
}

/** "Active allergies" over a table says what follows, and nothing by itself. */
function headsOthers(element: CdaElement, next: CdaElement | undefined): boolean {
  if (element.name !== 'paragraph') return false;
  const words = plainText(element);
  const isBefore = words.endsWith(':') || next?.name === 'table' || next?.name === 'list';
  return isBefore && words.split(/\s+/).length <= 5 && !/\d/.test(words);
}

const headings = new Set(['thead', 'tfoot', 'caption']);
/** Whoever points to a whole list or table points to no row of it. */
const ofMany = new Set(['text', 'table', 'tbody', 'list']);

function idsAround(element: CdaElement, around: readonly string[]): readonly string[] {
  const id = attributeOf(element, 'ID');
  return id === undefined || ofMany.has(element.name) ? around : [...around, id];
}

/** A row of nothing but headings heads others. */
function isRow(element: CdaElement): boolean {
  return element.name === 'item' || (element.name === 'tr' && childrenOf(element, 'td').length > 0);
}

function idsWithin(element: CdaElement): string[] {
  return elementsOf(element).flatMap((child) => {
    const id = attributeOf(child, 'ID');
    return [...(id === undefined ? [] : [id]), ...idsWithin(child)];
  });
}

function idsPointedTo(element: CdaElement): string[] {
  const value = element.name === 'reference' ? attributeOf(element, 'value') : undefined;
  const own = value?.startsWith('#') === true ? [value.slice(1)] : [];
  return [...own, ...elementsOf(element).flatMap(idsPointedTo)];
}

/** What of an entry stands in a row of its own: each member of a panel, each of several observations of a concern. */
function partsOf(entry: CdaElement): CdaElement[] {
  const members = childrenOf(entry, 'component').flatMap(statementsIn);
  if (members.length > 0) return members.flatMap(partsOf);
  const inside = childrenOf(entry, 'entryRelationship')
    .flatMap(statementsIn)
    .filter(({ name }) => name === 'observation');
  const isAround = entry.name === 'act' && inside.length > 1 && inside.every(isStatement);
  return isAround ? inside : [entry];
}

/** The best rows for the parts that point to none, one for each; a row of which a part says less than half is none of its. */
function matchedRows(rows: readonly Row[], saying: Saying): Row[] {
  const pairs = rows
    .flatMap((row) => [...sharesOf(row, saying)].map(([part, share]) => ({ row, part, share })))
    .filter(({ share, part }) => share >= half && !part.points)
    .toSorted((a, b) => b.share - a.share);
  const rowsTaken = new Set<Row>();
  const partsTaken = new Set<Part>();
  for (const { row, part } of pairs) {
    if (rowsTaken.has(row) || partsTaken.has(part)) continue;
    rowsTaken.add(row);
    partsTaken.add(part);
  }
  return [...rowsTaken];
}

/** How much of a row each part says. */
function sharesOf({ tokens }: Row, saying: Saying): ReadonlyMap<Part, number> {
  const shares = new Map<Part, number>();
  for (const part of tokens.flatMap(saying)) {
    shares.set(part, (shares.get(part) ?? 0) + 1 / tokens.length);
  }
  return shares;
}

/** Half of three thirds is not lost to rounding. */
const half = 0.499;

function has(said: ReadonlySet<string>, token: string): boolean {
  if (said.has(token)) return true;
  if (isNumber(token) || token.length < 5) return false;
  return [...said].some(
    (one) => one.length >= 5 && (one.startsWith(token) || token.startsWith(one)),
  );
}

function isNumber(token: string): boolean {
  return /^\d/.test(token);
}

/** The words and numbers that tell one row from another: no status, month or link between words. */
function tokensOf(words: string): string[] {
  const all = words.toLowerCase().match(/\d+(?:\.\d+)?|\p{L}+/gu) ?? [];
  return [...new Set(all.map((one) => one.replace(/^0+(?=\d)/, '')))].filter(
    (one) =>
      !untelling.has(one) && !/^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/.test(one),
  );
}

const untelling = new Set(
  'the and of in to for with by on at a an or no yes not active inactive completed resolved final current normal confirmed unknown status none n'.split(
    ' ',
  ),
);

/** Whether a row says anything: "None", "No data" and a number by itself do not. */
export function tells(words: string): boolean {
  return /\p{L}{3}/u.test(words) && !empty.test(words);
}

const nothing = String.raw`(?:none|n\/a|nil|unknown|not (?:on file|applicable|available|recorded|documented)|(?:there (?:is|are) )?no (?:known )?(?:data|information|entries|records?|content)(?: (?:is |are )?(?:available|recorded|found|on file|entered|provided))?(?: (?:for|about|in) this(?: section)?)?|see (?:above|below|note))`;
const empty = new RegExp(`^(?:${nothing}[\\s.:;|-]*)+$`, 'i');
