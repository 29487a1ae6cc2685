import { defined } from '../../base/defined.ts';
import { codesOf, eachWordsOf, wordsOf } from '../../fhir/concept.ts';
import { formatDate } from '../../fhir/partial-date.ts';
import { objectsOf, textOf, type FhirResource } from '../../fhir/resource.ts';
import type { Description } from '../card.ts';
import { choiceWords, fact, factOfAll, firstDate, notesOf, organisationIn } from './reading.ts';
import { readClinicalStatus } from './status.ts';

/** @see https://hl7.org/fhir/R4/condition.html */
export function describeProblem(resource: FhirResource): Description {
  const onset = firstDate(resource, 'onsetDateTime', 'onsetPeriod');
  const abatement = textOf(resource['abatementDateTime']);
  return defined({
    category: 'problems' as const,
    kind: 'Problem',
    title: wordsOf(resource['code']),
    date: onset ?? firstDate(resource, 'recordedDate', 'assertedDate', 'dateRecorded'),
    dateMeaning: onset === undefined ? ('recorded' as const) : ('started' as const),
    ...readClinicalStatus(resource['clinicalStatus'], resource['verificationStatus']),
    facts: [
      ...fact('Severity', wordsOf(resource['severity'])),
      ...factOfAll('Body site', eachWordsOf(resource['bodySite'])),
      ...factOfAll(
        'Stage',
        objectsOf(resource['stage']).flatMap((stage) => wordsOf(stage['summary']) ?? []),
      ),
      ...fact('Started', onset === undefined ? choiceWords(resource, 'onset') : undefined),
      ...fact(
        'Ended',
        abatement === undefined ? choiceWords(resource, 'abatement') : formatDate(abatement),
      ),
      ...factOfAll('Listed as', eachWordsOf(resource['category'])),
      ...notesOf(resource),
    ],
    ...organisationIn(resource, 'recorder', 'asserter'),
    codes: codesOf(resource['code']),
  });
}
