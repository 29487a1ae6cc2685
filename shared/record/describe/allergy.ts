import { defined } from '../../base/defined.ts';
import { codeOfConcept, codesOf, eachWordsOf, wordsOf } from '../../fhir/concept.ts';
import {
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../../fhir/resource.ts';
import type { Description, Fact } from '../card.ts';
import { choiceWords, fact, factOfAll, firstDate, notesOf, organisationIn } from './reading.ts';
import { readClinicalStatus } from './status.ts';

const severityWords: Readonly<Record<string, string>> = {
  mild: 'Mild',
  moderate: 'Moderate',
  severe: 'Severe',
};

/** @see https://hl7.org/fhir/R4/allergyintolerance.html */
export function describeAllergy(resource: FhirResource): Description {
  const concept = resource['code'] ?? resource['substance']; // `substance` in DSTU2
  const reactions = objectsOf(resource['reaction']);
  const severities = reactions.flatMap((reaction) => textOf(reaction['severity']) ?? []);
  const type = codeOfConcept(resource['type']);
  return defined({
    category: 'allergies' as const,
    kind: type === 'intolerance' ? 'Intolerance' : 'Allergy',
    title: wordsOf(concept) ?? eachWordsOf(reactions.map((reaction) => reaction['substance']))[0],
    date: firstDate(resource, 'onsetDateTime', 'onsetPeriod', 'recordedDate', 'assertedDate'),
    dateMeaning:
      (resource['onsetDateTime'] ?? resource['onsetPeriod'])
        ? ('started' as const)
        : ('recorded' as const),
    ...readClinicalStatus(
      resource['clinicalStatus'] ?? resource['status'],
      resource['verificationStatus'],
    ),
    flag: isSevere(resource, severities) ? ('critical' as const) : undefined,
    facts: [
      ...reactionFacts(reactions),
      ...factOfAll(
        'Severity',
        severities.map((severity) => severityWords[severity] ?? severity),
      ),
      ...fact('Risk', riskWords(textOf(resource['criticality']))),
      ...fact(
        'Since',
        resource['onsetDateTime'] === undefined ? choiceWords(resource, 'onset') : undefined,
      ),
      ...notesOf(resource),
    ],
    ...organisationIn(resource, 'recorder', 'asserter'),
    codes: codesOf(objectOf(concept)),
  });
}

/** What the body did; the story of it apart, unless there is nothing else. */
function reactionFacts(reactions: readonly JsonObject[]): Fact[] {
  const manifestations = reactions.flatMap((reaction) => eachWordsOf(reaction['manifestation']));
  const descriptions = reactions.flatMap((reaction) => textOf(reaction['description']) ?? []);
  return manifestations.length === 0
    ? factOfAll('Reaction', descriptions)
    : [...factOfAll('Reaction', manifestations), ...factOfAll('What happened', descriptions)];
}

function isSevere(resource: FhirResource, severities: readonly string[]): boolean {
  return (
    resource['criticality'] === 'high' ||
    resource['criticality'] === 'CRITH' ||
    severities.includes('severe')
  );
}

function riskWords(criticality: string | undefined): string | undefined {
  if (criticality === 'high' || criticality === 'CRITH') return 'High: could be life-threatening';
  if (criticality === 'low' || criticality === 'CRITL') return 'Low';
  return criticality === undefined ? undefined : 'Not possible to say';
}
