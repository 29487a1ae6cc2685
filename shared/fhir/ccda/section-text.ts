import { base64, fromBase64, fromUtf8, utf8 } from '../../base/bytes.ts';
import { defined } from '../../base/defined.ts';
import { codingsOf, type Coding } from '../concept.ts';
import { memberObjects, objectsOf, objectOf, textOf, type FhirResource } from '../resource.ts';

/** What marks a DocumentReference as a section of a clinical document that is kept as text. */
const system = 'urn:patient-held-record:section-text';

/** A section of a clinical document, or what of one no entry could be made of, in its own words. */
export type SectionText = {
  readonly title: string;
  /** What kind of section it is, in LOINC's code. */
  readonly section: Coding | undefined;
  /** Its words, line by line. */
  readonly text: string;
  /** Whether it is all of the section, or only what is in none of the entries that it became. */
  readonly extent: 'whole' | 'part';
  /** What the document is called, where it has a title. */
  readonly document?: string | undefined;
};

type Around = {
  /** Absent where its content alone tells it apart. */
  readonly id: string | undefined;
  readonly patient: string | undefined;
  /** Of the document, as FHIR writes it. */
  readonly date: string | undefined;
  readonly authors: readonly string[];
  readonly custodian: string | undefined;
};

const names = {
  whole: 'Section of a document, kept as text',
  part: 'Part of a section of a document, kept as text',
} as const;

/** So much of a text is in the name of its entry; all of it is in the entry. */
const longestName = 160;

/**
 * A text section as an entry of its own, so that it stands where its kind of entries stands: IPS takes a DocumentReference in
 * every section.
 * @see IPS 2.0.0 Composition: `section.entry`
 */
export function sectionTextResource(
  { title, section, text, extent, document }: SectionText,
  { id, patient, date, authors, custodian }: Around,
): FhirResource {
  return {
    resourceType: 'DocumentReference',
    ...defined({ id }),
    text: { status: 'additional', div: divOf(text) },
    status: 'current',
    type: defined({ coding: section === undefined ? undefined : [section], text: title }),
    category: [{ coding: [{ system, code: extent, display: names[extent] }], text: names[extent] }],
    ...defined({
      subject: patient === undefined ? undefined : { reference: patient },
      author: authors.length === 0 ? undefined : authors.map((display) => ({ display })),
      custodian: custodian === undefined ? undefined : { display: custodian },
      context: document === undefined ? undefined : { related: [{ display: document }] },
    }),
    description: nameOf(title, text),
    content: [
      {
        attachment: defined({
          contentType: 'text/plain; charset=utf-8',
          data: base64(utf8(text)),
          title,
          creation: date,
        }),
      },
    ],
  };
}

function nameOf(title: string, text: string): string {
  const line = `${title}: ${text.replaceAll('\n', '; ')}`;
  if (line.length <= longestName) return line;
  const cut = line.slice(0, longestName);
  return `${cut.slice(0, Math.max(title.length + 1, cut.lastIndexOf(' ')))} …`;
}

function divOf(text: string): string {
  const lines = text.split('\n').map((line) => `<p>${escaped(line)}</p>`);
  return `<div xmlns="http://www.w3.org/1999/xhtml">${lines.join('')}</div>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Whether a resource is a section of a document, or a part of one, that is kept as text. */
export function extentOfText(resource: FhirResource): SectionText['extent'] | undefined {
  if (resource.resourceType !== 'DocumentReference') return undefined;
  const mark = objectsOf(resource['category'])
    .flatMap(codingsOf)
    .find((coding) => coding.system === system);
  return mark?.code === 'part' || mark?.code === 'whole' ? mark.code : undefined;
}

/** The section text that a resource was made from; `undefined` for any other resource. */
export function sectionTextOf(resource: FhirResource): SectionText | undefined {
  const extent = extentOfText(resource);
  const text = textInDiv(resource) ?? textInContent(resource);
  if (extent === undefined || text === undefined) return undefined;
  const type = objectOf(resource['type']);
  const [document] = objectsOf(objectOf(resource['context'])?.['related']);
  return {
    title: textOf(type?.['text']) ?? 'Section',
    section: codingsOf({ coding: type?.['coding'] ?? [] })[0],
    text,
    extent,
    ...defined({ document: textOf(document?.['display']) }),
  };
}

function textInDiv(resource: FhirResource): string | undefined {
  const div = textOf(objectOf(resource['text'])?.['div']);
  if (div === undefined) return undefined;
  return [...div.matchAll(/<p>([^<]*)<\/p>/g)].map(([, line = '']) => unescaped(line)).join('\n');
}

/** In a summary there is no narrative of an entry's own. */
function textInContent(resource: FhirResource): string | undefined {
  const [attachment] = memberObjects(resource['content'], 'attachment');
  const bytes = fromBase64(textOf(attachment?.['data']) ?? '');
  try {
    if (bytes !== undefined && bytes.length > 0) return fromUtf8(bytes);
  } catch {
    // Not in UTF-8, so not written by this program.
  }
  return textOf(resource['description']);
}
