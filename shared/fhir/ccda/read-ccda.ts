import { fromBase64, utf8, type Bytes } from '../../base/bytes.ts';
import { AppError } from '../../base/error.ts';
import { stringifyFhirJson } from '../json.ts';
import type { RecordResource } from '../read-record.ts';
import type { FhirResource } from '../resource.ts';
import { codingOf } from './cda-code.ts';
import { dateTimeOf } from './cda-time.ts';
import {
  attributeOf,
  childAt,
  childrenOf,
  readCdaXml,
  statementsIn,
  wordsIn,
  type CdaElement,
} from './cda-xml.ts';
import { factsIn, isName, leavesOf, markOf, seenIn, unseenIn } from './facts-in.ts';
import { cdaNarrativeOf, plainText } from './narrative.ts';
import { patientOf, personWords } from './people.ts';
import { sectionTextResource, type SectionText } from './section-text.ts';
import { readerOf } from './sections.ts';
import { staysText, type StatementPlace } from './statement.ts';
import { tells, uncoveredRows } from './uncovered-rows.ts';

/** A clinical document, section by section. */
export type CcdaDocument = {
  readonly title: string | undefined;
  /** As FHIR writes it. */
  readonly date: string | undefined;
  readonly authors: readonly string[];
  readonly custodian: string | undefined;
  /** What kind of document it is, in LOINC's code. */
  readonly type: ReturnType<typeof codingOf>;
  /** The patient first, then what the sections became; a section that became nothing is there as text. */
  readonly resources: readonly RecordResource[];
  readonly sections: readonly CcdaSection[];
  /** What stands in the place of sections: a PDF, a scan or plain text. */
  readonly body: NonXmlBody | undefined;
  /** The file goes on after the document, with something that was not read. */
  readonly isFollowedByMore: boolean;
};

export type NonXmlBody = { readonly contentType: string; readonly bytes: Bytes };

export type CcdaSection = {
  readonly title: string;
  /** What kind of section it is, in LOINC's code. */
  readonly code: ReturnType<typeof codingOf>;
  /** Its narrative, which is what the document's authors attest to; then what only its entries say. */
  readonly text: string;
  /** How many entries it has, and how many statements in them are text only. */
  readonly entries: number;
  readonly stayedText: number;
};

/**
 * Reads a C-CDA document (1.1, 2.1). What FHIR can say of it as it stands becomes resources; everything else stays text, and
 * is named. Nothing is filled in: no status, day, unit or kind that the document does not tell.
 * @param hash a hash of a text, in at least 32 characters of which FHIR's ids may be made
 * @throws file-truncated, file-not-health-data, file-unreadable
 * @see https://hl7.org/ccdasearch/
 */
export function readCcda(text: string, hash: (text: string) => string): CcdaDocument {
  const { root, isFollowedByMore } = readCdaXml(text);
  if (root.name !== 'ClinicalDocument') throw new AppError('file-not-health-data');
  const date = dateTimeOf(attributeOf(childAt(root, 'effectiveTime'), 'value'));
  const authors = childrenOf(root, 'author').flatMap(
    (author) => personWords(childAt(author, 'assignedAuthor')) ?? [],
  );
  const custodian = wordsIn(
    childAt(root, 'custodian', 'assignedCustodian', 'representedCustodianOrganization', 'name'),
  );
  const reading: Reading = {
    text,
    hash,
    date,
    authors,
    custodian,
    document: wordsIn(childAt(root, 'title')),
    resources: [],
    ids: new Set(),
    hashes: new Map(),
    repeats: new Map(),
  };
  const roles = childrenOf(root, 'recordTarget').flatMap((target) =>
    childrenOf(target, 'patientRole'),
  );
  const [role, another] = roles;
  const [, anotherPerson] = childrenOf(role, 'patient');
  if (another !== undefined || anotherPerson !== undefined)
    throw new AppError('file-several-people');
  const patient = role === undefined ? undefined : addPatient(role, reading);
  const bodies = childrenOf(root, 'component').flatMap((one) => childrenOf(one, 'structuredBody'));
  const sections = bodies
    .flatMap(sectionsUnder)
    .map((section) => readSection(section, patient, reading));
  return {
    title: reading.document,
    date,
    authors,
    custodian,
    type: codingOf(childAt(root, 'code')),
    resources: reading.resources,
    sections,
    body: bodyOf(childAt(root, 'component', 'nonXMLBody', 'text')),
    isFollowedByMore,
  };
}

/** @see HL7 CDA R2, section 4.3.1.1: an address instead of the content is not followed */
function bodyOf(text: CdaElement | undefined): NonXmlBody | undefined {
  const words = wordsIn(text);
  if (text === undefined || words === undefined) return undefined;
  const contentType = attributeOf(text, 'mediaType') ?? 'text/plain';
  const isWords = attributeOf(text, 'representation') !== 'B64';
  const bytes = isWords ? utf8(plainText(text)) : fromBase64(words);
  return bytes === undefined ? undefined : { contentType, bytes };
}

type Reading = {
  readonly text: string;
  readonly hash: (text: string) => string;
  readonly date: string | undefined;
  readonly authors: readonly string[];
  readonly custodian: string | undefined;
  readonly document: string | undefined;
  readonly resources: RecordResource[];
  readonly ids: Set<string>;
  /** The ids that statements have by what they say, by where they begin. */
  readonly hashes: Map<string, string>;
  /** The number that the next statement of the same words gets, by that id. */
  readonly repeats: Map<string, number>;
};

function addPatient(role: CdaElement, reading: Reading): string {
  const patient = patientOf(role, idOf(role, 'Patient', reading));
  reading.resources.push(inJson(patient, role, reading));
  return `Patient/${String(patient.id)}`;
}

/** Sections may hold sections. */
function sectionsUnder(holder: CdaElement | undefined): CdaElement[] {
  return childrenOf(holder, 'component').flatMap((component) =>
    childrenOf(component, 'section').flatMap((section) => [section, ...sectionsUnder(section)]),
  );
}

function readSection(
  section: CdaElement,
  patient: string | undefined,
  reading: Reading,
): CcdaSection {
  const coding = codingOf(childAt(section, 'code'));
  const title = wordsIn(childAt(section, 'title')) ?? coding?.display ?? 'Section without a title';
  const place: StatementPlace = {
    patient: patient === undefined ? {} : { reference: patient },
    narrative: cdaNarrativeOf(section),
    section: coding?.code,
    title,
    idOf: (statement, type) => idOf(statement, type, reading),
  };
  const entries = childrenOf(section, 'entry').flatMap(statementsIn);
  const before = reading.resources.length;
  const stayed = entries.flatMap((entry) => readEntry(entry, place, reading));
  const made = reading.resources.slice(before);
  const written = writtenIn(section, place);
  const unseen = unseenOf(entries, [
    ...written,
    ...made.flatMap(({ resource }) => leavesOf(resource)),
  ]);
  const text = [...written, ...unseen].join('\n');
  const rows = uncoveredRows(section, entries);
  const kept = keptText({ section, text, made, stayed, rows }, place);
  if (kept !== undefined)
    addText({ title, section: coding, ...kept }, section, { patient, reading });
  return {
    title,
    code: coding,
    text,
    entries: entries.length,
    stayedText: stayed.length + rows.length,
  };
}

/** A section's narrative, and the words that only its entries have. */
function writtenIn(section: CdaElement, { narrative }: StatementPlace): string[] {
  const beside = childrenOf(section, 'entry').flatMap(narrative.ownWords);
  return [
    ...childrenOf(section, 'text').map(plainText),
    ...new Set(beside.map(({ words }) => `Beside an entry: ${words}`)),
  ].filter((one) => one !== '');
}

/** What the entries say that neither the narrative nor what was made of them shows: of the patient, then who is named. */
function unseenOf(entries: readonly CdaElement[], texts: readonly string[]): string[] {
  const seen = seenIn(texts);
  const facts = entries.flatMap((entry) => unseenIn(entry, seen));
  const people = entries.flatMap((entry) => factsIn(entry, 'people')).filter((one) => !seen(one));
  return [
    ...[...new Set(facts)].map((words) => `In an entry: ${words}`),
    ...(people.length === 0 ? [] : [`Named in its entries: ${[...new Set(people)].join('; ')}`]),
  ];
}

type Read = {
  readonly section: CdaElement;
  readonly text: string;
  readonly made: readonly RecordResource[];
  readonly stayed: readonly CdaElement[];
  /** The rows of its narrative that no entry stands for. */
  readonly rows: readonly string[];
};

/** What of a section has to be kept as text: all of it where nothing was made of it, or the statements that stayed text. */
function keptText(
  { section, text, made, stayed, rows }: Read,
  { narrative }: StatementPlace,
): Pick<SectionText, 'text' | 'extent'> | undefined {
  const isMarked = attributeOf(section, 'nullFlavor') !== undefined && stayed.length === 0;
  // A section that is marked as empty may say "no known allergies", or more.
  const saysNothing = isMarked && !text.split('\n').some(tells);
  if (made.length === 0) return text === '' || saysNothing ? undefined : { text, extent: 'whole' };
  const words = stayed.flatMap((one) => {
    const facts = factsIn(one);
    const name = facts.some(isName) ? markOf(one) : 'An entry without a name: ';
    const own = narrative.of(childAt(one, 'text')) ?? facts.join('; ');
    return own === '' ? [] : [`${name}${own}`];
  });
  const all = [...new Set([...words, ...rows])];
  return all.length === 0 ? undefined : { text: all.join('\n'), extent: 'part' };
}

function addText(
  text: SectionText,
  section: CdaElement,
  { patient, reading }: { readonly patient: string | undefined; readonly reading: Reading },
): void {
  const { date, authors, custodian, document } = reading;
  const id = idOf(section, 'DocumentReference', reading);
  const resource = sectionTextResource(
    { ...text, document },
    { id, patient, date, authors, custodian },
  );
  reading.resources.push(inJson(resource, section, reading));
}

/** What of an entry stayed text. A null flavour instead of an entry says nothing, and is kept with the document. */
function readEntry(
  entry: CdaElement,
  place: StatementPlace,
  reading: Reading,
): readonly CdaElement[] {
  const read = readerOf(entry, place.section)?.(entry, place) ?? staysText(entry);
  for (const resource of read.resources) reading.resources.push(inJson(resource, entry, reading));
  return read.stayed;
}

function inJson(resource: FhirResource, element: CdaElement, { text }: Reading): RecordResource {
  return {
    resource,
    text: stringifyFhirJson(resource),
    unplaced: [],
    original: { text: text.slice(element.start, element.end), format: 'xml', version: 'C-CDA' },
  };
}

/**
 * By the statement's own number in the world, where it has one that no other statement of the document has; else by what it
 * says. Opened again, the same document makes the same entries.
 */
function idOf(statement: CdaElement, resourceType: string, reading: Reading): string {
  const { text, hash, ids, hashes, repeats } = reading;
  const numbers = childrenOf(statement, 'id')
    .filter((id) => attributeOf(id, 'nullFlavor') === undefined)
    .map((id) => `${attributeOf(id, 'root') ?? ''}|${attributeOf(id, 'extension') ?? ''}`);
  const idFrom = (what: string): string => hash(`${resourceType} ${what}`).slice(0, 32);
  const content = text.slice(statement.start, statement.end);
  const contentId = (): string => {
    const key = `${resourceType} ${String(statement.start)}`;
    const known = hashes.get(key) ?? idFrom(content);
    hashes.set(key, known);
    return known;
  };
  let id = numbers[0] === undefined ? contentId() : idFrom(numbers[0]);
  if (ids.has(id)) {
    const base = contentId();
    let nth = repeats.get(base) ?? 1;
    const nthId = (): string => idFrom(`${nth > fewRepeats ? base : content} ${String(nth)}`);
    for (id = nthId(); ids.has(id); id = nthId()) nth += 1;
    repeats.set(base, nth + 1);
  }
  ids.add(id);
  return id;
}

/** So many repeats are named by their words, as ever; to hash a long statement for each of a thousand would take minutes. */
const fewRepeats = 8;
