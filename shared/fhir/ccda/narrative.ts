import { linesJoined } from '../../base/lines-joined.ts';
import {
  attributeOf,
  childAt,
  childrenOf,
  elementsOf,
  wordsIn,
  type CdaElement,
} from './cda-xml.ts';

/** The words that a section's narrative has for its entries. */
export type NarrativeText = {
  /** The words of a `text` or `originalText`: its own, or those that it points to. */
  readonly of: (element: CdaElement | undefined) => string | undefined;
  /** Whether it points to several cells or lines of the narrative: these tell all of an entry, and not the name of a thing. */
  readonly isRow: (element: CdaElement | undefined) => boolean;
  /** The same words, unless it points to a whole row or more. */
  readonly name: (element: CdaElement | undefined) => string | undefined;
  /** The same words, unless it points to several cells: one cell may hold several lines. */
  readonly cell: (element: CdaElement | undefined) => string | undefined;
  /** The words that entries have of their own, beside the narrative: of this element and of all inside it. */
  readonly ownWords: (element: CdaElement) => readonly OwnWords[];
};

export type OwnWords = {
  /** What the words were written beside. */
  readonly of: CdaElement;
  readonly words: string;
};

/** Finds what references in a section point to. @see HL7 CDA R2, section 4.3.5.1 */
export function cdaNarrativeOf(section: CdaElement): NarrativeText {
  const byId = new Map<string, CdaElement>();
  const collect = (element: CdaElement): void => {
    const id = attributeOf(element, 'ID');
    if (id !== undefined && !byId.has(id)) byId.set(id, element);
    elementsOf(element).forEach(collect);
  };
  const texts = childrenOf(section, 'text');
  texts.forEach(collect);
  const narrated = lettersOf(texts.map(plainText).join(' '));
  const targetOf = (element: CdaElement | undefined): CdaElement | undefined => {
    const reference = attributeOf(childAt(element, 'reference'), 'value');
    return reference?.startsWith('#') === true ? byId.get(reference.slice(1)) : undefined;
  };
  // Many entries may point to one long row.
  const known = new Map<CdaElement, string>();
  const textAt = (target: CdaElement): string => {
    const text = known.get(target) ?? plainText(target);
    known.set(target, text);
    return text;
  };
  const of = (element: CdaElement | undefined): string | undefined => {
    const target = targetOf(element);
    const words = target && linesJoined(textAt(target));
    return words === undefined || words === '' ? wordsIn(element) : words;
  };
  const isRow = (element: CdaElement | undefined): boolean => {
    const target = targetOf(element);
    return target !== undefined && /\n| \| /.test(textAt(target));
  };
  const isOneCell = (element: CdaElement | undefined): boolean => {
    const target = targetOf(element);
    return target === undefined || placesIn(target) <= 1;
  };
  return {
    of,
    isRow,
    name: (element) => (isRow(element) ? undefined : of(element)),
    cell: (element) => (isOneCell(element) ? of(element) : undefined),
    ownWords: (element) =>
      textsWithin(element).filter(({ words }) => !narrated.includes(lettersOf(words))),
  };
}

/** How many cells or items with words are inside, itself counted. */
function placesIn(element: CdaElement): number {
  const inside = elementsOf(element).reduce((sum, child) => sum + placesIn(child), 0);
  const isPlace = cells.has(element.name) || element.name === 'item';
  return inside === 0 && isPlace && wordsIn(element) !== undefined ? 1 : inside;
}

/** Every `text` inside that has words itself; letters that stand for a picture or a file are no words. */
function textsWithin(element: CdaElement): OwnWords[] {
  return elementsOf(element).flatMap((child) => {
    if (child.name !== 'text') return textsWithin(child);
    const words = attributeOf(child, 'representation') === 'B64' ? undefined : wordsIn(child);
    return words === undefined ? [] : [{ of: element, words }];
  });
}

/** For comparing: layout and capitals say nothing. */
function lettersOf(words: string): string {
  return words.replace(/[\s|]+/g, '').toLowerCase();
}

const blocks = new Set([
  'paragraph',
  'list',
  'item',
  'table',
  'thead',
  'tbody',
  'tfoot',
  'caption',
  'tr',
]);
const cells = new Set(['td', 'th']);

/** A narrative as plain text: its paragraphs, list items and rows on lines of their own, cells set apart by " | ". */
export function plainText(narrative: CdaElement): string {
  return textOfNodes(narrative)
    .split('\n')
    .map((line) =>
      line
        .replace(/\s+/g, ' ')
        .replace(/^(?:\s*\|)+|\|\s*$/g, '')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('\n');
}

function textOfNodes(element: CdaElement): string {
  return element.nodes
    .map((node) => {
      if (typeof node === 'string') return node.replace(/\s+/g, ' ');
      if (node.name === 'br') return '\n';
      if (cells.has(node.name)) return ` | ${textOfNodes(node).replaceAll('\n', ' ')}`;
      return blocks.has(node.name) ? `\n${textOfNodes(node)}\n` : textOfNodes(node);
    })
    .join('');
}
