import { defined } from '../../base/defined.ts';
import { codeOfConcept, codesIn, conceptOf, eachConceptOf } from '../../fhir/concept.ts';
import { objectsOf, textOf, type FhirResource } from '../../fhir/resource.ts';
import type { Description } from '../card.ts';
import type { FactValue } from '../fact.ts';
import {
  choiceOf,
  codesBeside,
  conceptFacts,
  fact,
  facts,
  firstDate,
  notesOf,
  organisationIn,
} from './reading.ts';
import { readClinicalStatus } from './status.ts';

/** @see https://hl7.org/fhir/R4/allergyintolerance.html */
export function describeAllergy(resource: FhirResource): Description {
  const concept = resource['code'] ?? resource['substance']; // `substance` in DSTU2
  const reactions = objectsOf(resource['reaction']);
  const severities = reactions.flatMap((reaction) => textOf(reaction['severity']) ?? []);
  const code = conceptOf(concept);
  const title = code ?? eachConceptOf(reactions.map((reaction) => reaction['substance']))[0];
  const type = codeOfConcept(resource['type']);
  return defined({
    category: 'allergies' as const,
    kind: type === 'intolerance' ? 'AllergyIntolerance.intolerance' : 'AllergyIntolerance',
    title,
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
      ...reactions.flatMap((reaction) => conceptFacts('manifestation', reaction['manifestation'])),
      ...reactions.flatMap((reaction) => fact('description', textOf(reaction['description']))),
      ...facts(
        'severity',
        severities.map((code) => ({ code })),
      ),
      ...fact('criticality', criticalityOf(resource)),
      ...fact(
        'onset',
        resource['onsetDateTime'] === undefined ? choiceOf(resource, 'onset') : undefined,
      ),
      ...notesOf(resource),
    ],
    ...organisationIn(resource, 'recorder', 'asserter'),
    // What the reaction was to need not be what the allergy is to.
    codes: codesBeside(title, code === undefined ? [] : codesIn(code)),
  });
}

function isSevere(resource: FhirResource, severities: readonly string[]): boolean {
  return criticalityCode(resource) === 'high' || severities.includes('severe');
}

function criticalityOf(resource: FhirResource): FactValue | undefined {
  const code = criticalityCode(resource);
  return code === undefined ? undefined : { code };
}

/** DSTU2's codes are R4's under other names. */
function criticalityCode(resource: FhirResource): string | undefined {
  const written = textOf(resource['criticality']);
  if (written === 'CRITH') return 'high';
  if (written === 'CRITL') return 'low';
  return written === 'CRITU' ? 'unable-to-assess' : written;
}
