import { defined } from '../../base/defined.ts';
import { conceptOf } from '../../fhir/concept.ts';
import { objectsOf, textOf, type FhirResource } from '../../fhir/resource.ts';
import type { Description } from '../card.ts';
import {
  choiceOf,
  conceptFact,
  conceptFacts,
  fact,
  firstDate,
  notesOf,
  organisationIn,
} from './reading.ts';
import { readClinicalStatus } from './status.ts';

/** @see https://hl7.org/fhir/R4/condition.html */
export function describeProblem(resource: FhirResource): Description {
  const onset = firstDate(resource, 'onsetDateTime', 'onsetPeriod');
  const abatement = textOf(resource['abatementDateTime']);
  return defined({
    category: 'problems' as const,
    kind: 'Condition',
    title: conceptOf(resource['code']),
    date: onset ?? firstDate(resource, 'recordedDate', 'assertedDate', 'dateRecorded'),
    dateMeaning: onset === undefined ? ('recorded' as const) : ('started' as const),
    ...readClinicalStatus(resource['clinicalStatus'], resource['verificationStatus']),
    facts: [
      ...conceptFact('severity', resource['severity']),
      ...conceptFacts('bodySite', resource['bodySite']),
      ...objectsOf(resource['stage']).flatMap((stage) => conceptFact('stage', stage['summary'])),
      ...fact('onset', onset === undefined ? choiceOf(resource, 'onset') : undefined),
      ...fact(
        'abatement',
        abatement === undefined ? choiceOf(resource, 'abatement') : { date: abatement },
      ),
      ...conceptFacts('category', resource['category']),
      ...notesOf(resource),
    ],
    ...organisationIn(resource, 'recorder', 'asserter'),
  });
}
