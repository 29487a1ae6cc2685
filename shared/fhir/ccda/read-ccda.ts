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
import { cdaNarrativeOf, plainText } from './narrative.ts';
import { patientOf, personWords } from './people.ts';
import { readerOf } from './sections.ts';
import type { Place } from './statement.ts';

/** A clinical document, section by section. */
export type CcdaDocument = {
  readonly title: string | undefined;
  /** As FHIR writes it. */
  readonly date: string | undefined;
  readonly authors: readonly string[];
  readonly custodian: string | undefined;
  /** What kind of document it is, in LOINC's code. */
  readonly type: ReturnType<typeof codingOf>;
  /** The patient first, then what the sections became. */
  readonly resources: readonly RecordResource[];
  readonly sections: readonly CcdaSection[];
  /** What stands in the place of sections: a PDF, a scan or plain text. */
  readonly body: NonXmlBody | undefined;
};

export type NonXmlBody = { readonly contentType: string; readonly bytes: Bytes };

export type CcdaSection = {
  readonly title: string;
  /** Its narrative, which is what the document's authors attest to; then words that only its entries have. */
  readonly text: string;
  /** How many entries it has, and how many of them are text only. */
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
  const root = readCdaXml(text);
  if (root.name !== 'ClinicalDocument') throw new AppError('file-not-health-data');
  const reading: Reading = { text, hash, resources: [], ids: new Set() };
  const roles = childrenOf(root, 'recordTarget').flatMap((target) =>
    childrenOf(target, 'patientRole'),
  );
  const [role, another] = roles;
  if (another !== undefined) throw new AppError('file-several-people');
  const patient = role === undefined ? undefined : addPatient(role, reading);
  const sections = sectionsUnder(childAt(root, 'component', 'structuredBody')).map((section) =>
    readSection(section, patient, reading),
  );
  const authors = childrenOf(root, 'author').flatMap(
    (author) => personWords(childAt(author, 'assignedAuthor')) ?? [],
  );
  const custodian = childAt(
    root,
    'custodian',
    'assignedCustodian',
    'representedCustodianOrganization',
  );
  return {
    title: wordsIn(childAt(root, 'title')),
    date: dateTimeOf(attributeOf(childAt(root, 'effectiveTime'), 'value')),
    authors,
    custodian: wordsIn(childAt(custodian, 'name')),
    type: codingOf(childAt(root, 'code')),
    resources: reading.resources,
    sections,
    body: bodyOf(childAt(root, 'component', 'nonXMLBody', 'text')),
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
  readonly resources: RecordResource[];
  readonly ids: Set<string>;
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
  const code = attributeOf(childAt(section, 'code'), 'code');
  const place: Place = {
    patient: patient === undefined ? {} : { reference: patient },
    narrative: cdaNarrativeOf(section),
    section: code,
    idOf: (statement, type) => idOf(statement, type, reading),
  };
  const entries = childrenOf(section, 'entry').flatMap(statementsIn);
  const read = entries.filter((entry) => readEntry(entry, place, reading));
  const narrative = childAt(section, 'text');
  const beside = childrenOf(section, 'entry').flatMap(place.narrative.ownWords);
  const besideText = [...new Set(beside.map(({ words }) => `Beside an entry: ${words}`))];
  return {
    title:
      wordsIn(childAt(section, 'title')) ??
      attributeOf(childAt(section, 'code'), 'displayName') ??
      'Section without a title',
    text: [narrative === undefined ? '' : plainText(narrative), ...besideText]
      .filter((text) => text !== '')
      .join('\n'),
    entries: entries.length,
    stayedText: entries.length - read.length,
  };
}

/** Whether an entry became resources. A null flavour instead of an entry says nothing, and is kept with the document. */
function readEntry(entry: CdaElement, place: Place, reading: Reading): boolean {
  const before = new Set(reading.ids);
  const resources = readerOf(entry)?.(entry, place);
  if (resources === undefined) {
    reading.ids.clear();
    for (const id of before) reading.ids.add(id);
    return false;
  }
  for (const resource of resources) reading.resources.push(inJson(resource, entry, reading));
  return true;
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
function idOf(statement: CdaElement, resourceType: string, { text, hash, ids }: Reading): string {
  const numbers = childrenOf(statement, 'id')
    .filter((id) => attributeOf(id, 'nullFlavor') === undefined)
    .map((id) => `${attributeOf(id, 'root') ?? ''}|${attributeOf(id, 'extension') ?? ''}`);
  const content = text.slice(statement.start, statement.end);
  const idFrom = (what: string): string => hash(`${resourceType} ${what}`).slice(0, 32);
  let id = idFrom(numbers[0] ?? content);
  for (let nth = 1; ids.has(id); nth += 1) id = idFrom(`${content} ${String(nth)}`);
  ids.add(id);
  return id;
}
