import { defined } from '../../../base/defined.ts';
import { conceptOf } from '../../../fhir/concept.ts';
import {
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../../../fhir/resource.ts';
import type { Description } from '../../card.ts';
import type { Fact } from '../../fact.ts';
import { firstDate, organisationIn } from '../reading.ts';
import { readStatus } from '../status.ts';
import { membersAt, valueIn } from '../table.ts';

/** A card has room for no more; the entry's page lists the others. */
const mostAnswers = 40;

/** Questions with their answers. @see https://hl7.org/fhir/R4/questionnaireresponse.html */
export function describeQuestionnaireResponse(resource: FhirResource): Description {
  return defined({
    category: 'other' as const,
    kind: resource.resourceType,
    title: conceptOf(nameOfForm(resource)),
    date: firstDate(resource, 'authored'),
    dateMeaning: 'dated' as const,
    ...readStatus(resource['status']),
    facts: answersIn(resource, { resource, above: [] }).slice(0, mostAnswers),
    ...organisationIn(resource, 'author', 'source'),
  });
}

/** The form is called by an extension of its address. @see https://hl7.org/fhir/R4/extension-display.html */
function nameOfForm(resource: FhirResource): string | undefined {
  const { extension } = objectOf(resource['_questionnaire']) ?? {};
  const named = objectsOf(extension).find(({ url }) => /\/display$/.test(textOf(url) ?? ''));
  return textOf(named?.['valueString']) ?? textOf(objectOf(resource['questionnaire'])?.['display']);
}

type Around = { readonly resource: FhirResource; readonly above: readonly string[] };

function answersIn(holder: JsonObject, { resource, above }: Around): Fact[] {
  return [
    ...objectsOf(holder['item']),
    ...objectsOf(holder['group']),
    ...objectsOf(holder['question']),
  ].flatMap((item) => {
    const question = textOf(item['text']) ?? textOf(item['title']);
    const path = question === undefined ? above : [...above, question];
    const answers = objectsOf(item['answer']);
    return [
      ...answers.flatMap((answer) => [
        ...membersAt(answer, 'value[x]').flatMap((value) =>
          answerFact(valueIn(value, resource), path),
        ),
        ...answersIn(answer, { resource, above: path }),
      ]),
      ...answersIn(item, { resource, above: path }),
    ];
  });
}

function answerFact(value: Fact['value'] | undefined, path: readonly string[]): Fact[] {
  if (value === undefined) return [];
  const label = path.length === 0 ? undefined : { text: path.join(' – ') };
  return [defined({ name: 'item' as const, value, label })];
}
