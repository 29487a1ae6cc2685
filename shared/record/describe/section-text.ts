import { codesIn, plainWordsOf, type Concept } from '../../fhir/concept.ts';
import { sectionTextOf } from '../../fhir/ccda/section-text.ts';
import type { FhirResource } from '../../fhir/resource.ts';
import type { Category } from '../card.ts';
import type { Fact } from '../fact.ts';
import { shelfOfSubject, subjectOfCodes } from '../list-subject.ts';
import { fact } from './reading.ts';

/** The kind of an entry that is a section of a document, or a part of one, in its own words. */
export const keptTextKind = 'DocumentReference.section-text';

/** So much of a text stands on its card, and so on its page; all of it stands in what is attached. */
const longestOnCard = 1000;

/** A list of allergies that is only text stands where allergies are looked for. */
export function shelfOfText(type: Concept | undefined): Category {
  const subject = type === undefined ? undefined : subjectOfCodes(codesIn(type));
  return subject === undefined ? 'documents' : shelfOfSubject(subject);
}

/** Its words, where the name of the entry does not hold all of them, and the document that they stand in. */
export function textFacts(resource: FhirResource, title: Concept | undefined): Fact[] {
  const kept = sectionTextOf(resource);
  if (kept === undefined) return [];
  const isInTitle = title !== undefined && plainWordsOf(title).endsWith(kept.text);
  return [
    ...(isInTitle ? [] : fact('sectionText', cutAfter(kept.text, longestOnCard))),
    ...fact('sectionDocument', kept.document),
  ];
}

/** A text up to a length, by whole words, marked where it was cut. */
export function cutAfter(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest);
  const end = Math.max(cut.lastIndexOf(' '), cut.lastIndexOf('\n'));
  return `${cut.slice(0, end > 0 ? end : longest).trimEnd()} …`;
}
