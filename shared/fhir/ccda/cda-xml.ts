import { brokenXml } from '../xml/broken.ts';
import { SaxesParser } from 'saxes';
import { AppError } from '../../base/error.ts';
import { templateAliases } from './template-aliases.ts';

/** An element of a CDA document. Its text stands among its elements, in the order in which it was written. */
export type CdaElement = {
  readonly name: string;
  /** Its namespace. */
  readonly uri: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly nodes: readonly (CdaElement | string)[];
  /** Where it begins and ends in the document's text. */
  readonly start: number;
  readonly end: number;
};

type Opened = Omit<CdaElement, 'end' | 'nodes'> & { readonly nodes: (CdaElement | string)[] };

/** Deeper than any document, and shallower than any stack. */
const deepest = 200;

/** Thrown where a text is no well-formed XML. */
class NotXml extends Error {}

/** Prefixes that exporters use without declaring them, and what they always mean in CDA. */
const additionalNamespaces = {
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
  sdtc: 'urn:hl7-org:sdtc',
};

/** The root of a CDA document, and whether anything else follows it in the same file. */
export type CdaXml = { readonly root: CdaElement; readonly isFollowedByMore: boolean };

/**
 * Reads a CDA document into its root element. A document type with entities of its own is refused; nothing is fetched.
 * What follows the root, as some exporters write it, is not read.
 * @throws file-truncated, file-ill-formed, file-not-health-data, file-unreadable, file-too-deep
 */
export function readCdaXml(text: string): CdaXml {
  const open: Opened[] = [];
  let root: CdaElement | undefined;
  let isWhole = false;
  let isFollowedByMore = false;
  const parser = new SaxesParser({ xmlns: true, additionalNamespaces });
  parser.on('doctype', (declared) => {
    if (declared.includes('[')) throw new AppError('file-unreadable', { where: 'document type' });
  });
  parser.on('error', (fault) => {
    // HTML's own entities (&nbsp;) stand in many narratives: they are read as they are written.
    if (root === undefined && fault.message.endsWith('undefined entity.')) return;
    if (root === undefined) throw new NotXml();
    isFollowedByMore = true;
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (open.length >= deepest) throw new AppError('file-too-deep');
    const written = Object.values(attributes).map((one) => [one.local, one.value] as const);
    const start = text.lastIndexOf('<', parser.position - 1);
    open.push({ name: local, uri, attributes: Object.fromEntries(written), nodes: [], start });
  });
  parser.on('text', (words) => void open.at(-1)?.nodes.push(words));
  parser.on('cdata', (words) => void open.at(-1)?.nodes.push(words));
  parser.on('closetag', () => {
    const opened = open.pop();
    if (opened === undefined) return;
    const element = { ...opened, end: parser.position };
    const around = open.at(-1);
    if (around === undefined) root ??= element;
    else around.nodes.push(element);
  });
  try {
    parser.write(text);
    isWhole = true;
    parser.close();
  } catch (thrown) {
    if (!(thrown instanceof NotXml)) throw thrown;
    throw new AppError(brokenXml(text, isWhole), { cause: thrown });
  }
  if (root === undefined) throw new AppError('file-not-health-data');
  return { root, isFollowedByMore };
}

const v3 = 'urn:hl7-org:v3';

/** The elements of a name among those directly inside; an extension of another namespace has none of these names. */
export function childrenOf(element: CdaElement | undefined, name: string): CdaElement[] {
  return elementsOf(element).filter((child) => child.name === name && child.uri === v3);
}

export function elementsOf(element: CdaElement | undefined): CdaElement[] {
  return element?.nodes.filter((node) => typeof node !== 'string') ?? [];
}

/** The first element along a path of names. */
export function childAt(
  element: CdaElement | undefined,
  ...path: readonly string[]
): CdaElement | undefined {
  let at = element;
  for (const name of path) at = childrenOf(at, name)[0];
  return at;
}

/** An attribute's value, trimmed; `undefined` where there is none or it is empty. */
export function attributeOf(element: CdaElement | undefined, name: string): string | undefined {
  const value = element?.attributes[name]?.trim();
  return value === '' ? undefined : value;
}

/** All text inside, with the spaces that XML's layout puts there taken out; `undefined` where there is none. */
export function wordsIn(element: CdaElement | undefined): string | undefined {
  if (element === undefined) return undefined;
  const all = allText(element).replace(/\s+/g, ' ').trim();
  return all === '' ? undefined : all;
}

function allText(element: CdaElement): string {
  return element.nodes.map((node) => (typeof node === 'string' ? node : allText(node))).join('');
}

/** Whether a statement follows a template, of any of its versions. */
export function follows(element: CdaElement, ...templates: readonly string[]): boolean {
  return childrenOf(element, 'templateId').some((id) => {
    const root = attributeOf(id, 'root') ?? '';
    return templates.includes(root) || templates.includes(templateAliases.get(root) ?? root);
  });
}

/** Every element inside and below that follows one of these templates, the outermost of each. */
export function statementsWith(element: CdaElement, ...templates: readonly string[]): CdaElement[] {
  return elementsOf(element).flatMap((child) =>
    follows(child, ...templates) ? [child] : statementsWith(child, ...templates),
  );
}

/** The clinical statements that an entry, a component or a relationship holds. */
export function statementsIn(holder: CdaElement): CdaElement[] {
  return elementsOf(holder).filter(isStatement);
}

const statementNames = new Set([
  'act',
  'encounter',
  'observation',
  'organizer',
  'procedure',
  'substanceAdministration',
  'supply',
  'observationMedia',
  'regionOfInterest',
]);

/** @see HL7 CDA R2, section 4.3.6: the choice of clinical statements */
export function isStatement({ uri, name }: CdaElement): boolean {
  return uri === v3 && statementNames.has(name);
}
