import { fromBase64 } from '../base/bytes.ts';
import { decodedText } from '../base/decoded-text.ts';
import { defined } from '../base/defined.ts';
import { sectionTextOf } from '../fhir/ccda/section-text.ts';
import { plainLines } from '../fhir/plain-text.ts';
import { memberObjects, objectsOf, textOf, type FhirResource } from '../fhir/resource.ts';
import type { Description } from '../record/card.ts';
import { factsCalled } from '../record/fact.ts';
import { plainValues } from '../record/plain-value.ts';
import { sentencesOfTreatment, upToWord } from './plan-sentences.ts';

/** A text of a plan, line by line, and what its document is called. */
export type PlanText = { readonly lines: readonly string[]; readonly title?: string };

/** What a plan says in words that can be read here: in members of its own and in attached texts. */
export function planTextsOf(resource: FhirResource): PlanText[] {
  const own = ownTexts(resource).map((text) => ({ lines: [text] }));
  const attached = attachmentsOf(resource)
    .map(readAttachment)
    .filter(({ lines }) => lines.length > 0);
  return [...own, ...attached];
}

/** So much of the beginning of a plan stands where there is room for one line. */
const longestOpening = 120;

/** How the first text of a plan begins, after its title; `undefined` where it says nothing that can be read here. */
export function openingOf(resource: FhirResource, title: string): string | undefined {
  const said = planTextsOf(resource)
    .map(({ lines }) => lines.filter((line) => line !== title).join('; '))
    .find((text) => text !== '');
  if (said === undefined || [...said].length <= longestOpening) return said;
  return `${upToWord([...said], longestOpening - 1)}…`;
}

/** Documents of a plan that cannot be read here. */
export function unreadPlansOf(resource: FhirResource): ReadAttachment[] {
  return attachmentsOf(resource)
    .map(readAttachment)
    .filter(({ lines }) => lines.length === 0);
}

/** Facts in which a source says of a wish what it is about, in sentences. */
const toldInWords = [
  'description',
  'activity',
  'goal',
  'note',
  'narrative',
  'conclusion',
  'payload',
] as const;

/** What the words of a wish say of resuscitation and other treatments, in whole sentences of its source. */
export function treatmentQuotesOf(resource: FhirResource, { facts }: Pick<Description, 'facts'>) {
  const kept = sectionTextOf(resource)?.text;
  const texts = [
    ...planTextsOf(resource).map(({ lines }) => lines.join('\n')),
    ...(kept === undefined ? [] : [kept]),
    ...plainValues(factsCalled(facts, ...toldInWords)),
  ];
  return [...new Set(texts.flatMap(sentencesOfTreatment))];
}

/** What a plan says in members of its own that no other line tells. */
function ownTexts(resource: FhirResource): string[] {
  const { resourceType } = resource;
  const isTold = textOf(resource['title']) === undefined;
  if (resourceType === 'CarePlan') {
    // Without a title, the description is what it is called.
    const description = isTold ? undefined : textOf(resource['description']);
    return description === undefined ? [] : [description];
  }
  const instruction = textOf(resource['patientInstruction']);
  return resourceType === 'ServiceRequest' && instruction !== undefined ? [instruction] : [];
}

function attachmentsOf(resource: FhirResource) {
  return [
    ...memberObjects(resource['content'], 'attachment'),
    ...objectsOf(resource['sourceAttachment']),
  ];
}

type ReadAttachment = PlanText & { readonly isInside: boolean };

/** The words of an attachment that is text; no line of one that is not. */
function readAttachment(attachment: { readonly [member: string]: unknown }): ReadAttachment {
  const type = textOf(attachment['contentType']) ?? '';
  const data = textOf(attachment['data']);
  const title = textOf(attachment['title']) ?? (type === '' ? undefined : type);
  const isText = /^text\/|\bxml\b|\+xml/i.test(type) && !/rtf/i.test(type);
  const bytes = data === undefined || !isText ? undefined : fromBase64(data);
  const written = bytes === undefined ? '' : decodedText(bytes, type);
  const lines = (/html|xml/i.test(type) ? plainLines(written) : written.split(/\r?\n/))
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return defined({ lines, title, isInside: data !== undefined });
}
