import { defined } from '../base/defined.ts';
import { parseFhirObject } from '../fhir/json.ts';
import {
  objectOf,
  objectsOf,
  resourceOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../fhir/resource.ts';
import { compositionOf, termsOfBundle } from '../share/share-terms.ts';
import { documentResolver } from './document-resolver.ts';
import { readAuthors } from './read-authors.ts';
import { readPerson } from './read-person.ts';
import { readSection } from './read-section.ts';
import { readSources } from './read-sources.ts';
import { redFlagsOf } from './red-flags.ts';
import { readDocumentStatements } from './statements.ts';
import type { Words } from '../words/words.ts';
import type { SectionView, SummaryView } from './view.ts';

/**
 * What a person reads of an IPS document, ours or anybody's; `undefined` where it is no document with a Composition.
 * @param text the document's JSON: it is parsed here and nowhere else, so that "7.0" stays apart from "7"
 */
export function readSummary(text: string, words: Words): SummaryView | undefined {
  const document = parseFhirObject(text);
  const composition = document && compositionOf(document);
  if (document === undefined || composition === undefined) return undefined;
  const resolve = documentResolver(document);
  const { sources, sourcesOf } = readSources(document, resolve);
  const terms = termsOfBundle(document);
  const sections = flattened(composition['section']);
  const stated = readDocumentStatements(composition, words);
  const subject = textOf(objectOf(composition['subject'])?.['reference']);
  const patient =
    (subject === undefined ? undefined : resolve(subject)) ?? ofType('Patient', document)[0];
  const read = sections.map((section) => readSection(section, { resolve, sourcesOf, words }));
  return defined({
    person: readPerson(patient, ofType('RelatedPerson', document), {
      words,
      issued: terms.issued,
    }),
    ...terms,
    ...readAuthors(composition, resolve),
    redFlags: [
      ...redFlagsOf(sections, { resolve, words, issued: terms.issued, sourcesOf }),
      ...leftOutIn(read, words),
    ],
    statements: stated.filter(({ kind }) => kind !== 'elsewhere'),
    elsewhere: stated.find(({ kind }) => kind === 'elsewhere'),
    sections: read,
    sources,
  });
}

/** What a clinician must know first of an IPS document, in words. */
export function readRedFlags(text: string, words: Words): readonly string[] {
  const document = parseFhirObject(text);
  const composition = document && compositionOf(document);
  if (document === undefined || composition === undefined) return [];
  const resolve = documentResolver(document);
  const { sourcesOf } = readSources(document, resolve);
  const { issued } = termsOfBundle(document);
  const sections = flattened(composition['section']);
  return redFlagsOf(sections, { resolve, words, issued, sourcesOf });
}

/** LOINC codes of allergies, medicines and wishes: what is left out of them can cost a life. */
const dangerousToMiss: ReadonlySet<string> = new Set(['48765-2', '10160-0', '42348-3', '75320-2']);

/** Where the patient left something out that a clinician must not take for absent. */
function leftOutIn(read: readonly SectionView[], words: Words): string[] {
  return read
    .filter(({ code }) => dangerousToMiss.has(code))
    .flatMap(({ title, notes, emptyWords }) => {
      const note = notes.find(({ kind }) => kind === 'left-out')?.words;
      const said = emptyWords === words.emptyReasons.withheld ? emptyWords : note;
      return said === undefined ? [] : [words.labelled(title, said)];
    });
}

/** Sections in order; the nested ones that other programs write follow the one that holds them. */
function flattened(list: unknown): JsonObject[] {
  return objectsOf(list).flatMap((section) => [section, ...flattened(section['section'])]);
}

function ofType(type: string, document: JsonObject): FhirResource[] {
  return objectsOf(document['entry'])
    .flatMap((entry) => resourceOf(entry['resource']) ?? [])
    .filter((resource) => resource.resourceType === type);
}
