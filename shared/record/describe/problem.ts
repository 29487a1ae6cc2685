import { defined } from '../../base/defined.ts';
import { conceptOf, eachConceptOf } from '../../fhir/concept.ts';
import { objectsOf, textOf, type FhirResource, type JsonObject } from '../../fhir/resource.ts';
import { referenceOf } from '../../fhir/reference.ts';
import type { Description } from '../card.ts';
import type { Fact, FactValue, Stage } from '../fact.ts';
import { abatementIn, isAbatementNote } from './abatement.ts';
import { extensionPart, extensionsOf, extensionValue } from './extension.ts';
import {
  conceptFact,
  conceptFacts,
  fact,
  firstDate,
  notesOf,
  onsetOf,
  organisationIn,
  personFact,
  referenceFact,
  referenceValue,
} from './reading.ts';
import { readClinicalStatus } from './status.ts';

/** @see https://hl7.org/fhir/R4/condition.html */
export function describeProblem(resource: FhirResource): Description {
  const onset = firstDate(resource, 'onsetDateTime', 'onsetPeriod');
  const recorded = firstDate(resource, 'recordedDate', 'assertedDate', 'dateRecorded');
  const abatement = abatementIn(resource);
  const status = statusOf(resource, abatement);
  return defined({
    category: 'problems' as const,
    kind: 'Condition',
    title: conceptOf(resource['code']),
    date: onset ?? recorded,
    dateMeaning: onset === undefined ? ('recorded' as const) : ('started' as const),
    ...status,
    facts: [
      ...significanceOf(resource),
      ...conceptFact('severity', resource['severity']),
      ...conceptFacts('bodySite', resource['bodySite']),
      ...lateralityOf(resource),
      ...objectsOf(resource['stage']).flatMap(stageFact),
      ...onsetOf(resource, onset),
      // Both are the source's: that it ended, and that it has not.
      ...fact(status.standing === 'current' ? 'endGiven' : 'abatement', abatement),
      ...objectsOf(resource['evidence']).flatMap((one) => evidenceFacts(resource, one)),
      ...conceptFacts('category', resource['category']),
      ...relatedOf(resource),
      ...notesOf({ ...resource, note: notesOfSource(resource) }),
      ...(onset === undefined || recorded === undefined
        ? []
        : fact('recordedDate', { date: recorded })),
      ...(resource['recorder'] === undefined
        ? []
        : personFact(resource, 'asserter', resource['asserter'])),
    ],
    ...organisationIn(resource, 'recorder', 'asserter'),
  });
}

/** A problem of which no status is given and an end is, has ended. */
function statusOf(resource: FhirResource, abatement: FactValue | undefined) {
  const read = readClinicalStatus(resource['clinicalStatus'], resource['verificationStatus']);
  const isOver = abatement !== undefined && abatement !== false;
  if (read.status !== undefined || !isOver || read.standing !== 'unknown') return read;
  return { ...read, status: 'ended', standing: 'past' as const };
}

/** All notes but the one in which a summary of ours says the end for which FHIR has no place. */
function notesOfSource(resource: FhirResource): unknown[] {
  return [resource['note']].flat().filter((note) => !isAbatementNote(note));
}

function stageFact(written: JsonObject): Fact[] {
  const assessment = objectsOf(written['assessment']).flatMap(
    (one) => referenceOf(one).display ?? [],
  );
  const stage: Stage = defined({
    summary: conceptOf(written['summary']),
    type: conceptOf(written['type']),
    assessment: assessment.length === 0 ? undefined : assessment,
  });
  return Object.keys(stage).length === 0 ? [] : fact('stage', { stage });
}

/** A single code before STU3. */
function evidenceFacts(resource: FhirResource, evidence: JsonObject): Fact[] {
  return [
    ...eachConceptOf(evidence['code'] ?? []).flatMap((concept) => fact('evidence', { concept })),
    ...objectsOf(evidence['detail']).flatMap((detail) =>
      referenceFact('evidence', resource, detail),
    ),
  ];
}

/** @see CareConnect and UK Core: Extension-…-ProblemSignificance */
function significanceOf(resource: FhirResource): Fact[] {
  return extensionsOf(resource, /ProblemSignificance(-\d+)?$/).flatMap((extension) => {
    const value = extensionValue(extension);
    const code = textOf(value);
    return code === undefined ? conceptFact('significance', value) : fact('significance', { code });
  });
}

function lateralityOf(resource: FhirResource): Fact[] {
  const sites = [resource, ...objectsOf(resource['bodySite'])];
  return sites
    .flatMap((element) => extensionsOf(element, /laterality|body-?(?:site|structure)/i))
    .flatMap((extension) => {
      const value = extensionValue(extension);
      return [...conceptFact('bodySite', value), ...fact('bodySite', referenceValue(value))].slice(
        0,
        1,
      );
    });
}

/** The entry that this problem stands for, and the problems that it belongs with, where they are named. */
function relatedOf(resource: FhirResource): Fact[] {
  const actual = extensionsOf(resource, /ActualProblem(-\d+)?$/).flatMap((extension) =>
    referenceFact('actualProblem', resource, extensionValue(extension)),
  );
  const related = extensionsOf(resource, /RelatedProblemHeader(-\d+)?$/).flatMap((extension) =>
    referenceFact('relatedProblem', resource, extensionPart(extension, 'target')),
  );
  return [...actual, ...related];
}
