import { defined } from '../../base/defined.ts';
import { conceptOf } from '../../fhir/concept.ts';
import { containedIn, referenceOf } from '../../fhir/reference.ts';
import { listOf, objectsOf, type FhirResource } from '../../fhir/resource.ts';
import type { DateMeaning, Description, Standing } from '../card.ts';
import type { Fact, FactName } from '../fact.ts';
import { extensionsOf, extensionValue } from './extension.ts';
import {
  choiceOf,
  conceptFact,
  conceptFacts,
  endOf,
  fact,
  firstDate,
  notesOf,
  organisationIn,
  personFact,
  reasonsOf,
  referenceFact,
} from './reading.ts';
import { readStatus } from './status.ts';

/** @see https://hl7.org/fhir/R4/procedure.html */
export function describeProcedure(resource: FhirResource): Description {
  const head = statusOf(resource);
  const date = firstDate(resource, 'performedDateTime', 'performedPeriod');
  return defined({
    category: 'procedures' as const,
    kind: 'Procedure',
    title: conceptOf(resource['code']),
    date,
    dateMeaning: meaningOf(head.standing),
    ...head,
    facts: [
      ...fact('performed', date === undefined ? choiceOf(resource, 'performed') : undefined),
      ...endOf(resource['performedPeriod'], 'end'),
      ...conceptFact('statusReason', resource['statusReason']),
      ...furtherReasons(resource),
      ...conceptFacts('bodySite', resource['bodySite']),
      ...reasonsOf(resource, 'reasonCode', 'reasonReference'),
      ...conceptFact('outcome', resource['outcome']),
      ...conceptFacts('complication', resource['complication']),
      ...namedFacts(resource, 'complication', 'complicationDetail'),
      ...devicesOf(resource),
      ...conceptFacts('used', resource['usedCode']),
      ...namedFacts(resource, 'used', 'usedReference'),
      ...listOf(resource['report'])
        .filter((one) => containedIn(resource, referenceOf(one).reference) !== undefined)
        .flatMap((one) => referenceFact('finding', resource, one)),
      ...conceptFacts('followUp', resource['followUp']),
      ...conceptFacts('category', resource['category']),
      ...notesOf(resource),
      ...personFact(resource, 'asserter', resource['asserter']),
    ],
    ...organisationIn(resource, 'performer', 'location', 'recorder'),
  });
}

function meaningOf(standing: Standing): DateMeaning {
  if (standing === 'current') return 'started';
  return standing === 'refuted' || standing === 'planned' ? 'dated' : 'done';
}

function statusOf(resource: FhirResource): Pick<Description, 'standing'> & {
  readonly status: string | undefined;
} {
  const notDone = resource['notDone'] === true || resource['notPerformed'] === true;
  const read = readStatus(resource['status']);
  if (!notDone || read.standing === 'error') return read;
  return { status: 'not-done', standing: 'refuted' };
}

/** Reasons for which R4 has no place: it has one, DSTU2 several. */
function furtherReasons(resource: FhirResource): Fact[] {
  return extensionsOf(resource, /Procedure\.reasonNotPerformed$/).flatMap((extension) =>
    conceptFact('statusReason', extensionValue(extension)),
  );
}

/** What was put in, changed or taken out. */
function devicesOf(resource: FhirResource): Fact[] {
  return objectsOf(resource['focalDevice']).flatMap((device) => [
    ...referenceFact('focalDevice', resource, device['manipulated']),
    ...conceptFact('focalDevice', device['action']),
  ]);
}

/** What references to other resources name. */
function namedFacts(resource: FhirResource, name: FactName, member: string): Fact[] {
  return listOf(resource[member]).flatMap((one) => referenceFact(name, resource, one));
}
