import { defined } from '../base/defined.ts';
import { AppError } from '../base/error.ts';
import { parseFhirJson } from './json.ts';
import {
  itemSpans,
  memberSpans,
  NotJson,
  skipSpace,
  TruncatedJson,
  valueSpan,
  type Span,
} from './json-span.ts';
import { codesOf } from './concept.ts';
import { inParameters, type InParameters } from './parameters.ts';
import { saysTwoThings } from './repeated-names.ts';
import { listOf, objectOf, objectsOf, resourceOf, textOf, type FhirResource } from './resource.ts';

/** A resource as it arrived: its own text to the letter, and what that text says. */
export type IncomingResource = {
  readonly resource: FhirResource;
  readonly text: string;
  readonly fullUrl?: string;
};

/** Something in the input that is no resource to keep: `type` is a resource type or, where there is none, "entry" or "line". */
export type IncomingSkip = {
  readonly type: string;
  readonly reason:
    | 'no-resource'
    | 'no-resource-type'
    | 'operation-outcome'
    | 'unreadable-line'
    | 'unreadable-entry'
    | 'two-values'
    | 'newer-version'
    /** What stands around it calls it deleted or earlier. */
    | 'called-past'
    | 'too-deep';
};

export type Incoming = {
  readonly resources: readonly IncomingResource[];
  readonly skipped: readonly IncomingSkip[];
  /** What a server said about completeness or a refusal, in its own words (OperationOutcome issues). */
  readonly warnings: readonly string[];
  /** The address of the next page of a searchset. */
  readonly next?: string;
  /** The records stood inside other data, which was not read. */
  readonly isWrapped?: true;
};

/** A Bundle inside another is a rare thing; so many, one in the other, are no record. */
const deepestBundle = 10;

type Context = { readonly fullUrl?: string; readonly depth?: number };

type Collected = {
  resources: IncomingResource[];
  skipped: IncomingSkip[];
  warnings: string[];
  next: string | undefined;
  isWrapped?: true;
};

/**
 * Reads the text of a Bundle of any type, of a single resource, of an array of resources, or of NDJSON.
 * One nonsense entry never costs the others: it is named in `skipped`.
 * @throws file-empty, file-truncated, file-ill-formed, file-not-health-data, file-xml
 */
export function readIncoming(text: string): Incoming {
  const start = skipSpace(text, 0);
  if (start >= text.length) throw new AppError('file-empty');
  if (text[start] === '<')
    throw new AppError(
      /<\w[^<>]{0,1000}http:\/\/hl7\.org\/fhir/.test(text.slice(0, 2000))
        ? 'file-xml'
        : 'file-not-health-data',
    );
  const into: Collected = { resources: [], skipped: [], warnings: [], next: undefined };
  try {
    readTop(text, start, into);
  } catch (thrown) {
    if (thrown instanceof TruncatedJson) throw new AppError('file-truncated', { cause: thrown });
    if (thrown instanceof NotJson || thrown instanceof SyntaxError) {
      const isBroken = text.includes('"resourceType"');
      throw new AppError(isBroken ? 'file-ill-formed' : 'file-not-health-data', { cause: thrown });
    }
    throw thrown;
  }
  const { next, ...rest } = into;
  return next === undefined ? rest : { ...rest, next };
}

/** Reads lines of NDJSON that were cut out of a longer text. One broken line never costs the others: it is named in `skipped`. */
export function readIncomingLines(text: string): Incoming {
  const into: Collected = { resources: [], skipped: [], warnings: [], next: undefined };
  eachLine(text, into);
  const { resources, skipped, warnings } = into;
  return { resources, skipped, warnings };
}

function readTop(text: string, start: number, into: Collected): void {
  if (text[start] === '"') {
    readWrapping(text, valueSpan(text, start), into);
    if (isEmpty(into)) throw new AppError('file-not-health-data');
    return;
  }
  if (text[start] !== '{' && text[start] !== '[') throw new NotJson();
  const first = firstValue(text, start);
  if (first === undefined || skipSpace(text, first.end) < text.length) {
    readLines(text, into);
  } else if (text[start] === '[') {
    for (const span of itemSpans(text, start)) readOuter(text, span, into);
  } else {
    readOuter(text, first, into);
  }
  if (isEmpty(into) && !saysBundle(text, start)) throw new AppError('file-not-health-data');
}

function isEmpty({ resources, skipped }: Collected): boolean {
  return resources.length === 0 && skipped.length === 0;
}

/** So deep in what is no resource itself records are looked for. */
const deepestWrapping = 4;

/** A resource, or the records inside what is none: an answer around a Bundle, lists by type, JSON as a text in JSON. */
function readOuter(text: string, span: Span, into: Collected): void {
  const before = into.resources.length + into.skipped.length;
  if (isWrapping(text, span)) readWrapping(text, span, into);
  if (into.resources.length + into.skipped.length === before) readValue(text, span, {}, into);
}

function readWrapping(text: string, span: Span, into: Collected): void {
  const before = into.resources.length;
  readInside(text, span, 0, into);
  if (into.resources.length > before) into.isWrapped = true;
}

/** What data around records calls those that do not hold any more. */
const past = /^(?:deleted?|removed?|previous|before|old|former|errors?)$/i;

function isWrapping(text: string, { start, end }: Span): boolean {
  return text[start] === '{' && typeIn(text.slice(start, end)) === undefined;
}

function readInside(text: string, { start, end }: Span, depth: number, into: Collected): void {
  if (depth >= deepestWrapping) return;
  if (text[start] === '"') {
    readTextInside(text, { start, end }, depth, into);
  } else if (text[start] === '[') {
    for (const item of itemSpans(text, start)) readInside(text, item, depth + 1, into);
  } else if (text[start] === '{') {
    if (!isWrapping(text, { start, end })) {
      readNamed(into, () => {
        readValue(text, { start, end }, {}, into);
      });
      return;
    }
    for (const { name, ...member } of memberSpans(text, start)) {
      if (!past.test(name)) readInside(text, member, depth + 1, into);
      else if (text.slice(member.start, member.end).includes('"resourceType"')) {
        into.skipped.push({ type: 'entry', reason: 'called-past' });
      }
    }
  }
}

/** A string that is JSON itself, with records in it. */
function readTextInside(text: string, { start, end }: Span, depth: number, into: Collected): void {
  const own = text.slice(start, end);
  if (!/^"\s*[[{]/.test(own) || !own.includes('resourceType')) return;
  const inner = parseFhirJson(own);
  if (typeof inner !== 'string') return;
  const at = skipSpace(inner, 0);
  try {
    readInside(inner, valueSpan(inner, at), depth + 1, into);
  } catch (thrown) {
    if (depth === 0) throw thrown;
    into.skipped.push({ type: 'entry', reason: 'unreadable-entry' });
  }
}

// A line of NDJSON that was cut off leaves its own first value open; a second line tells it from a truncated file.
function firstValue(text: string, start: number): Span | undefined {
  try {
    return valueSpan(text, start);
  } catch (thrown) {
    if (thrown instanceof TruncatedJson && /\}[^\S\n]*\n\s*\{"/.test(text)) return undefined;
    throw thrown;
  }
}

function readLines(text: string, into: Collected): void {
  eachLine(text, into);
  if (into.resources.length === 0) throw new NotJson();
}

function eachLine(text: string, into: Collected): void {
  for (const line of text.split('\n')) {
    const start = skipSpace(line, 0);
    if (start >= line.length) continue;
    try {
      const span = valueSpan(line, start);
      if (line[start] !== '{' || skipSpace(line, span.end) < line.length) throw new NotJson();
      readValue(line, span, {}, into);
    } catch {
      into.skipped.push({ type: 'line', reason: 'unreadable-line' });
    }
  }
}

function readValue(
  text: string,
  span: Span,
  { depth = 0, ...context }: Context,
  into: Collected,
): void {
  const own = text.slice(span.start, span.end);
  const type = own.startsWith('{') ? typeIn(own) : undefined;
  const answer = type === 'Parameters' ? recordsIn(own) : undefined;
  if (type !== undefined && (type === 'Bundle' || answer !== undefined)) {
    if (depth >= deepestBundle) into.skipped.push({ type, reason: 'too-deep' });
    else if (answer === undefined) readBundle(own, depth + 1, into);
    else readParameters(own, answer, depth + 1, into);
    return;
  }
  const value = parseFhirJson(own);
  const resource = resourceOf(value);
  if (resource === undefined) {
    into.skipped.push({ type: 'entry', reason: 'no-resource-type' });
  } else if (resource.resourceType === 'OperationOutcome') {
    into.warnings.push(...outcomeWords(resource));
    into.skipped.push({ type: 'OperationOutcome', reason: 'operation-outcome' });
  } else if (saysTwoThings(own, value)) {
    into.skipped.push({ type: resource.resourceType, reason: 'two-values' });
  } else {
    into.resources.push({ resource, text: own, ...context });
  }
}

/** The resource type that an object claims. */
function typeIn(own: string): string | undefined {
  for (const { name, start, end } of memberSpans(own, 0)) {
    if (name === 'resourceType') return /^"(\w+)"$/.exec(own.slice(start, end))?.[1];
  }
  return undefined;
}

/** What stands in Parameters, where there is more in it than values and messages. */
function recordsIn(own: string): InParameters | undefined {
  const found = inParameters(own);
  const texts = found.resources.map(({ start, end }) => own.slice(start, end));
  return texts.every(isOutcome) ? undefined : found;
}

function isOutcome(own: string): boolean {
  try {
    return typeIn(own) === 'OperationOutcome';
  } catch {
    return false; // broken: it is named when it is read
  }
}

/** An answer that stands in Parameters is taken as the Bundle or the resource that it is; its values are remarks on it. */
function readParameters(text: string, found: InParameters, depth: number, into: Collected): void {
  for (const span of found.resources) {
    readNamed(into, () => {
      readValue(text, span, { depth }, into);
    });
  }
  for (let nth = 0; nth < found.values; nth += 1) {
    into.skipped.push({ type: 'Parameters', reason: 'operation-outcome' });
  }
}

function saysBundle(text: string, start: number): boolean {
  return text[start] === '{' && typeIn(text.slice(start)) === 'Bundle';
}

function readBundle(text: string, depth: number, into: Collected): void {
  for (const member of memberSpans(text, 0)) {
    if (member.name === 'link')
      into.next = nextOf(parseFhirJson(text.slice(member.start, member.end)));
    if (member.name !== 'entry' || text[member.start] !== '[') continue;
    for (const span of itemSpans(text, member.start))
      readEntry(text.slice(span.start, span.end), depth, into);
  }
}

/** What is broken in itself is named and passed over: where the next one begins is known already. */
function readNamed(into: Collected, read: () => void): void {
  try {
    read();
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError || thrown instanceof NotJson)) throw thrown;
    into.skipped.push({ type: 'entry', reason: 'unreadable-entry' });
  }
}

function readEntry(entry: string, depth: number, into: Collected): void {
  readNamed(into, () => {
    const members = entry.startsWith('{') ? [...memberSpans(entry, 0)] : [];
    // JSON forbids no name twice: the second would be lost in silence.
    const resources = members.filter(
      ({ name, start }) => name === 'resource' && !entry.startsWith('null', start),
    );
    if (resources.length === 0) into.skipped.push({ type: 'entry', reason: 'no-resource' });
    const url = members.find((member) => member.name === 'fullUrl');
    const fullUrl = url && textOf(parseFhirJson(entry.slice(url.start, url.end)));
    for (const resource of resources) {
      readValue(entry, resource, defined({ depth, fullUrl }), into);
    }
  });
}

/** The address of the next page, by the links of a Bundle. */
export function nextOf(links: unknown): string | undefined {
  const next = objectsOf(links).find((link) => link['relation'] === 'next');
  return textOf(next?.['url']);
}

/** What an OperationOutcome says, issue by issue, in its own words. */
export function outcomeWords(outcome: FhirResource): string[] {
  return objectsOf(outcome['issue']).flatMap((issue) => {
    const details = objectOf(issue['details']);
    const words = textOf(details?.['text']) ?? textOf(issue['diagnostics']) ?? codesOf(details)[0];
    return words === undefined ? [] : [words];
  });
}

/**
 * Whether resources speak an older FHIR version than R4, told by members that R4 changed.
 * @see https://hl7.org/fhir/R4/diff.html
 */
export function speaksOlderVersion(resources: readonly FhirResource[]): boolean {
  return resources.some(
    (resource) =>
      ['MedicationOrder', 'DiagnosticOrder', 'ReferralRequest', 'ProcedureRequest'].includes(
        resource.resourceType,
      ) ||
      (['AllergyIntolerance', 'Condition'].includes(resource.resourceType) &&
        typeof resource['clinicalStatus'] === 'string') ||
      listOf(objectOf(resource['meta'])?.['profile']).some((profile) =>
        /\/(STU3|DSTU2)\//.test(String(profile)),
      ),
  );
}
