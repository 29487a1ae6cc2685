import { defined } from '../../base/defined.ts';
import {
  allergySeverityIn,
  isAllergySeverityNote,
  isSevereConcept,
} from '../../fhir/allergy-severity.ts';
import { codeOfConcept, codesIn, conceptOf, eachConceptOf } from '../../fhir/concept.ts';
import { listOf, objectOf, objectsOf, textOf, type FhirResource } from '../../fhir/resource.ts';
import type { Description } from '../card.ts';
import { isStanding } from '../standing.ts';
import type { Fact, FactValue, Reaction } from '../fact.ts';
import { extensionPart, extensionsOf } from './extension.ts';
import { isGpConnectAllergy } from './gp-connect.ts';
import { reactionOf, substanceNamed, worstFirst } from './reaction.ts';
import {
  codesBeside,
  fact,
  facts,
  firstDate,
  notesOf,
  onsetOf,
  organisationIn,
  personFact,
} from './reading.ts';
import { outweighs, readClinicalStatus } from './status.ts';

/** @see https://hl7.org/fhir/R4/allergyintolerance.html */
export function describeAllergy(resource: FhirResource): Description {
  const concept = resource['code'] ?? resource['substance']; // `substance` in DSTU2
  const reactions = worstFirst(
    objectsOf(resource['reaction']).flatMap((one) => reactionOf(one) ?? []),
  );
  const code = conceptOf(concept);
  const type = codeOfConcept(resource['type']);
  const status = statusOf(resource);
  const title = code ?? substanceNamed(reactions);
  const onset = firstDate(resource, 'onsetDateTime', 'onsetPeriod');
  const recorded = firstDate(resource, 'recordedDate', 'assertedDate');
  const severity = allergySeverityIn(resource);
  const notes = listOf(resource['note']).filter((note) => !isAllergySeverityNote(note));
  return defined({
    category: 'allergies' as const,
    kind: type === 'intolerance' ? 'AllergyIntolerance.intolerance' : 'AllergyIntolerance',
    title,
    date: onset ?? recorded,
    dateMeaning: onset === undefined ? ('recorded' as const) : ('started' as const),
    ...status.head,
    // What was found not to be so is no danger, however bad it would have been.
    flag:
      isSevere(resource, reactions) && !outweighs(status.head.standing)
        ? ('critical' as const)
        : undefined,
    facts: [
      ...facts(
        'manifestation',
        reactions.map((reaction) => ({ reaction })),
      ),
      ...(severity === undefined ? [] : fact('severity', { concept: severity })),
      ...fact('criticality', criticalityOf(resource)),
      ...status.facts,
      ...onsetOf(resource, onset),
      ...fact('lastOccurrence', dateValue(resource['lastOccurrence'])),
      ...facts('category', categoriesOf(resource)),
      ...notesOf({ ...resource, note: notes }),
      ...fact('recordedDate', onset === undefined ? undefined : dateValue(recorded)),
      ...(resource['recorder'] === undefined
        ? []
        : personFact(resource, 'asserter', resource['asserter'])),
    ],
    ...organisationIn(resource, 'recorder', 'asserter'),
    // What the reaction was to need not be what the allergy is to.
    codes: codesBeside(title, code === undefined ? [] : codesIn(code)),
  });
}

type AllergyStatus = {
  readonly head: Pick<Description, 'standing'> & {
    readonly status: string | undefined;
    readonly verificationStatus: string | undefined;
  };
  readonly facts: readonly Fact[];
};

/**
 * GP Connect marks every allergy as unconfirmed, by its profile: there it says nothing. An end outweighs a status that
 * says nothing of it, and both are said.
 */
function statusOf(resource: FhirResource): AllergyStatus {
  const isByProfile =
    isGpConnectAllergy(resource) && codeOfConcept(resource['verificationStatus']) === 'unconfirmed';
  const read = readClinicalStatus(
    resource['clinicalStatus'] ?? resource['status'],
    isByProfile ? undefined : resource['verificationStatus'],
  );
  const [end] = [resource, objectOf(resource['clinicalStatus'])].flatMap((element) =>
    extensionsOf(element, /AllergyIntoleranceEnd(-\d+)?$|AllergyIntolEnd$/),
  );
  const ended = textOf(extensionPart(end, 'endDate'));
  const reason = textOf(extensionPart(end, 'reasonEnded'));
  const said = [
    ...fact('verificationStatus', isByProfile ? { code: 'unconfirmed' } : undefined),
    ...fact('abatement', dateValue(ended)),
    ...fact('reasonEnded', reason),
  ];
  if (ended === undefined || !isStanding(read)) return { head: read, facts: said };
  const written = read.status === undefined ? undefined : { code: read.status };
  return {
    head: { ...read, status: 'ended', standing: 'past' },
    facts: [...said, ...fact('clinicalStatus', written)],
  };
}

function dateValue(value: unknown): FactValue | undefined {
  const date = textOf(value);
  return date === undefined ? undefined : { date };
}

/** Codes in every version; some servers write concepts. */
function categoriesOf(resource: FhirResource): FactValue[] {
  return listOf(resource['category']).flatMap((category): FactValue[] => {
    const code = textOf(category);
    if (code !== undefined) return [{ code }];
    return eachConceptOf(category).map((concept) => ({ concept }));
  });
}

function isSevere(resource: FhirResource, reactions: readonly Reaction[]): boolean {
  const whole = allergySeverityIn(resource);
  return (
    criticalityCode(resource) === 'high' ||
    reactions.some(({ severity }) => severity === 'severe') ||
    (whole !== undefined && isSevereConcept(whole))
  );
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
