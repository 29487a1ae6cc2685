import { sectionTextResource } from './ccda/section-text.ts';
import { codingsOf, wordsOf } from './concept.ts';
import { plainLines } from './plain-text.ts';
import { containedIn, lookupKeyOf, ownReference } from './reference.ts';
import { objectOf, objectsOf, textOf, type FhirResource, type JsonObject } from './resource.ts';

/** A resource as it came, with the address under which its document has it. */
export type Held = { readonly resource: FhirResource; readonly fullUrl?: string };

/**
 * What the documents among these resources say in words alone: sections with a text and no entry that is there become
 * entries of their own, as those of a clinical document do, and sections that say why they are empty become Lists that
 * say so. They have no id: their content tells them apart.
 * @see https://hl7.org/fhir/R4/composition.html
 */
export function compositionTexts(all: readonly Held[]): FhirResource[] {
  const compositions = all.filter(({ resource }) => resource.resourceType === 'Composition');
  if (compositions.length === 0) return [];
  const known = new Set<string>();
  for (const { resource, fullUrl } of all) {
    for (const name of [fullUrl, ownReference(resource)]) {
      if (name !== undefined) known.add(name);
    }
  }
  const isThere = (reference: string): boolean =>
    known.has(reference) || known.has(lookupKeyOf(reference) ?? reference);
  return compositions
    .filter(({ resource }) => resource['status'] !== 'entered-in-error')
    .flatMap(({ resource }) => textsOf(resource, isThere));
}

type Reading = {
  readonly composition: FhirResource;
  readonly isThere: (reference: string) => boolean;
};

function textsOf(composition: FhirResource, isThere: Reading['isThere']): FhirResource[] {
  const sections = objectsOf(composition['section']);
  const reading = { composition, isThere };
  if (sections.length > 0) return sections.flatMap((section) => sectionTexts(section, reading));
  // A document without sections is its text.
  const lines = linesOf(composition);
  if (lines.length === 0) return [];
  const { text, type } = composition;
  const title = composition['title'] ?? wordsOf(composition['type']);
  return [textResource({ title, code: type, text }, lines, reading)];
}

function sectionTexts(section: JsonObject, reading: Reading): FhirResource[] {
  const inner = objectsOf(section['section']).flatMap((one) => sectionTexts(one, reading));
  if (objectsOf(section['entry']).some((entry) => isReadable(entry, reading))) return inner;
  const lines = linesOf(section);
  const said = lines.filter((line) => !saysNothing(line));
  const isSaidEmpty = section['emptyReason'] !== undefined;
  const isKnownNone = isSaidEmpty && said.every(deniesAll);
  const kept = isKnownNone ? [] : said;
  const isEmpty = isSaidEmpty || (lines.length > 0 && said.length === 0);
  const beside = isKnownNone ? lines : lines.filter(saysNothing);
  return [
    ...(isEmpty ? [emptyList(section, beside, reading)] : []),
    ...(kept.length === 0 ? [] : [textResource(section, kept, reading)]),
    ...inner,
  ];
}

/** Whether an entry of a section is among what came, or within the document itself. */
function isReadable(entry: JsonObject, { composition, isThere }: Reading): boolean {
  const reference = textOf(entry['reference']);
  if (reference === undefined) return false;
  return containedIn(composition, reference) !== undefined || isThere(reference);
}

function linesOf({ text }: JsonObject): string[] {
  return plainLines(textOf(objectOf(text)?.['div']) ?? '');
}

/** A line that only says that nothing stands there; anything more, such as "but", is something. */
function saysNothing(line: string): boolean {
  return nothing.test(line.trim());
}

const nothing =
  /^(?:(?:there (?:is|are) )?(?:no|without) (?:information|data|entries|entry|records?|details?|content|items?)(?: (?:about|on|for|in) this(?: section)?)?(?: (?:is|are|was|were))?(?: (?:available|recorded|found|provided|entered|held|known|present|to display))?|(?:none|nothing|not)(?: (?:available|recorded|found|provided|entered|documented|to display))?|n\/?a|-+|not applicable|unknown|no information about this)\s*[.!]?$/i;

/** "No known allergies": what a section that gives a reason for being empty says in words, too. */
function deniesAll(line: string): boolean {
  return /^(?:there (?:is|are) )?(?:no|none|nil)\b[^;:,.\d]{0,80}\.?$/i.test(line.trim())
    ? !/\b(?:but|except|apart|other than|only)\b/i.test(line)
    : false;
}

/** That a section is empty, and why: as a List says it, so that it is never taken for "none known". */
function emptyList(
  section: JsonObject,
  lines: readonly string[],
  { composition }: Reading,
): FhirResource {
  const { title, code, emptyReason } = section;
  return withMembers({
    resourceType: 'List',
    status: 'current',
    mode: 'snapshot',
    title: title ?? wordsOf(code),
    code,
    subject: section['focus'] ?? composition['subject'],
    date: composition['date'],
    emptyReason: emptyReason ?? { text: lines.join(' ') },
    note: emptyReason === undefined || lines.length === 0 ? undefined : [{ text: lines.join(' ') }],
  });
}

function textResource(
  section: JsonObject,
  lines: readonly string[],
  { composition }: Reading,
): FhirResource {
  const authors = objectsOf(section['author'] ?? composition['author']);
  const resource = sectionTextResource(
    {
      title: textOf(section['title']) ?? wordsOf(section['code']) ?? 'Section',
      section: codingsOf(section['code'])[0],
      text: lines.join('\n'),
      extent: 'whole',
      document: textOf(composition['title']) ?? wordsOf(composition['type']),
    },
    {
      id: undefined,
      patient: undefined,
      date: textOf(composition['date']),
      authors: authors.flatMap(({ display }) => textOf(display) ?? []),
      custodian: textOf(objectOf(composition['custodian'])?.['display']),
    },
  );
  const status = textOf(composition['status']);
  return withMembers({
    ...resource,
    subject: section['focus'] ?? composition['subject'],
    docStatus: status === 'preliminary' || status === 'amended' ? status : undefined,
    date: isInstant(composition['date']) ? composition['date'] : undefined,
  });
}

function isInstant(date: unknown): boolean {
  return typeof date === 'string' && date.includes('T');
}

function withMembers(resource: FhirResource): FhirResource {
  const members = Object.entries(resource).filter(([, value]) => value !== undefined);
  return { resourceType: resource.resourceType, ...Object.fromEntries(members) };
}
