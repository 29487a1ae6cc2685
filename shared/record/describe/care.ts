import { defined } from '../../base/defined.ts';
import { extentOfText } from '../../fhir/ccda/section-text.ts';
import { codesIn, conceptOf, type Concept } from '../../fhir/concept.ts';
import { memberObjects, textOf, type FhirResource } from '../../fhir/resource.ts';
import type { Description } from '../card.ts';
import { codesBeside, conceptFacts, fact, firstDate, organisationIn } from './reading.ts';
import { keptTextKind, shelfOfText, textFacts } from './section-text.ts';
import { readStatus } from './status.ts';
import { factsBy, type Table } from './table.ts';

/** A letter, a note, a scan: anything with attachments. @see https://hl7.org/fhir/R4/documentreference.html */
export function describeDocument(resource: FhirResource): Description {
  const attachments = memberObjects(resource['content'], 'attachment');
  const type = conceptOf(resource['type']);
  const title =
    textConcept(resource['description']) ??
    attachments.flatMap((attachment) => textConcept(attachment['title']) ?? [])[0] ??
    type;
  const written = attachments.flatMap((attachment) => textOf(attachment['creation']) ?? [])[0];
  const isText = extentOfText(resource) !== undefined;
  return defined({
    category: isText ? shelfOfText(type) : ('documents' as const),
    kind: isText ? keptTextKind : 'DocumentReference',
    title,
    date: firstDate(resource, 'date', 'indexed', 'created') ?? written,
    dateMeaning: 'written' as const,
    ...documentStatus(resource),
    facts: isText
      ? textFacts(resource, title)
      : [
          ...fact('type', type === undefined ? undefined : { concept: type }),
          ...conceptFacts('category', resource['category']),
          ...factsBy(aboutDocument, resource, resource),
        ],
    ...organisationIn(resource, 'author', 'custodian'),
    codes: codesBeside(title, type === undefined ? [] : codesIn(type)),
  });
}

const aboutDocument: Table = {
  docStatus: 'docStatus',
  'context.event': 'addresses',
  'context.period': 'timing',
  'context.facilityType': 'location',
  'context.practiceSetting': 'specialty',
  relatesTo: { is: 'relates', head: ['target'], parts: { code: 'detail' } },
  authenticator: 'verificationStatus',
};

/** What its source says of the content outweighs that the entry itself is current. */
function documentStatus(resource: FhirResource) {
  const own = readStatus(resource['status']);
  const content = readStatus(resource['docStatus']);
  return content.standing === 'error' ? content : own;
}

function textConcept(value: unknown): Concept | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : { text };
}
