import { brokenXml } from './broken.ts';
import { SaxesParser } from 'saxes';
import { AppError } from '../../base/error.ts';

/** An XML element as FHIR uses it: no text of its own but in narratives, which are kept to the letter. */
export type XmlElement = {
  readonly name: string;
  /** Its namespace. */
  readonly uri: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Of an XHTML element: its markup to the letter; nothing inside it was read. */
  readonly markup?: string;
  /** Where it begins and ends in the text. */
  readonly start: number;
  readonly end: number;
};

type Tag = {
  readonly name: string;
  readonly prefix: string;
  /** Its namespace. */
  readonly uri: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly start: number;
};

type Reading = {
  readonly text: string;
  readonly open: Tag[];
  readonly children: XmlElement[][];
  /** How many XHTML elements are open. */
  narrative: number;
};

/** Deeper than any record, and shallower than any stack. */
const deepest = 100;

const xhtml = 'http://www.w3.org/1999/xhtml';

/** Thrown where a text is no well-formed XML. */
class NotXml extends Error {}

/**
 * Reads an XML text whole into its root element. A document type with entities of its own is refused; nothing is fetched.
 * @throws file-truncated, file-ill-formed, file-not-health-data, file-unreadable, file-too-deep
 */
export function readXml(text: string): XmlElement {
  const reading: Reading = { text, open: [], children: [[]], narrative: 0 };
  const parser = parserOf(reading);
  let whole = false;
  try {
    parser.write(text);
    whole = true;
    parser.close();
  } catch (thrown) {
    if (!(thrown instanceof NotXml)) throw thrown;
    throw new AppError(brokenXml(text, whole), { cause: thrown });
  }
  const root = reading.children[0]?.[0];
  if (root === undefined) throw new AppError('file-not-health-data');
  return root;
}

function parserOf(reading: Reading): SaxesParser<{ xmlns: true }> {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('doctype', (declared) => {
    if (!declared.includes('[')) return;
    throw new AppError('file-unreadable', { where: 'document type' });
  });
  parser.on('error', (fault) => {
    // HTML's own entities (&nbsp;) stand in many narratives, where nothing is read.
    if (reading.narrative > 0 && fault.message.endsWith('undefined entity.')) return;
    throw new NotXml();
  });
  parser.on('opentag', ({ local, prefix, uri, attributes }) => {
    const written = Object.values(attributes).map(({ name, value }) => [name, value] as const);
    const start = reading.text.lastIndexOf('<', parser.position - 1);
    opened(reading, { name: local, prefix, uri, attributes: Object.fromEntries(written), start });
  });
  parser.on('closetag', () => {
    closed(reading, parser.position);
  });
  return parser;
}

function opened(reading: Reading, tag: Tag): void {
  if (reading.narrative > 0 || tag.uri === xhtml) reading.narrative += 1;
  // The parser looks for the namespace of each element in all that are around it.
  if (reading.narrative > deepest) throw new AppError('file-too-deep');
  if (reading.narrative > 1) return;
  if (reading.open.length >= deepest) throw new AppError('file-too-deep');
  reading.open.push(tag);
  reading.children.push([]);
}

function closed(reading: Reading, end: number): void {
  if (reading.narrative > 1) {
    reading.narrative -= 1;
    return;
  }
  const tag = reading.open.pop();
  const children = reading.children.pop();
  if (tag === undefined || children === undefined) return;
  const { prefix, ...element } = tag;
  const markup = reading.narrative === 1 ? reading.text.slice(tag.start, end) : undefined;
  reading.narrative = 0;
  reading.children.at(-1)?.push({
    ...element,
    children,
    end,
    ...(markup === undefined ? {} : { markup: unprefixed(markup, prefix) }),
  });
}

/** JSON's narrative stands alone: its namespace is its own, and without the prefix that the document around it gave it. */
function unprefixed(markup: string, prefix: string): string {
  if (prefix === '') return markup;
  const plain = markup.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</');
  return plain.replace(/^<\w+/, (tag) => `${tag} xmlns="${xhtml}"`);
}
