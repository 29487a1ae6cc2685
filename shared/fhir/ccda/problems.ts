import type { FhirResource, JsonObject } from '../resource.ts';
import { wordsOf } from '../concept.ts';
import { cdaConceptOf, namingConceptOf, codeIn, fhirConcept, identifiersOf } from './cda-code.ts';
import { oids } from './oids.ts';
import { whenOf, type CdaWhen } from './cda-time.ts';
import { ageOf } from './cda-value.ts';
import { attributeOf, childAt, childrenOf, statementsWith, type CdaElement } from './cda-xml.ts';
import {
  concernStatus,
  endNotes,
  isDenied,
  isNullified,
  statusNotes,
  statusObservations,
} from './concern.ts';
import { isAsserted, isCodedValue } from './asserted.ts';
import { absenceIn, type Absence } from '../none-in-words.ts';
import { absenceOf, deniedInGeneral, isNone, namesOf, noneOf } from './known-none.ts';
import { nestedObservations, partNotes } from './nested.ts';
import { severityObservation } from './severity.ts';
import {
  authorOf,
  isEvent,
  isOfAnother,
  itselfOrInside,
  cdaNotesOf,
  lengthNotes,
  present,
  readAsOne,
  readEach,
  type StatementPlace,
  type StatementReader,
} from './statement.ts';

export const problemObservation = '2.16.840.1.113883.10.20.22.4.4';

const ageAtOnset = '2.16.840.1.113883.10.20.22.4.31';

const problemList = '11450-4';
/** "Problem" and "disease" in general: with a negation, they say that there is none. SNOMED CT. */
const anyProblem: ReadonlyMap<string, Absence> = new Map([
  ['55607006', 'problem'],
  ['64572001', 'problem'],
  ['404684003', 'problem'],
]);

/** Problem Concern Act, an admission or discharge diagnosis, or a Problem Observation by itself. */
export const readProblems: StatementReader = (statement, place) =>
  readEach(statement, itselfOrInside(statement, 'observation', problemObservation), (observation) =>
    readAsOne(observation, conditionOf(observation, statement, place)),
  );

/** An observation that says a problem by what it is, in a section of problems; `concern`: the act around it, or itself. */
export function readProblemIn(observation: CdaElement, concern: CdaElement): StatementReader {
  return (_, place) => readAsOne(observation, conditionOf(observation, concern, place));
}

/** What an observation of a problem calls what it says: a diagnosis, a finding, a symptom. SNOMED CT, and LOINC's names for these. */
const kindsOfProblem: ReadonlySet<string> = new Set([
  '29308-4',
  '75312-9',
  '75313-7',
  '75314-5',
  '75315-2',
  '75316-0',
  '75317-8',
  '75318-6',
  '75319-4',
  '75321-0',
  '75322-8',
  '75323-6',
  '75325-1',
  '75326-9',
  '248536006',
  '282291009',
  '373930000',
  '404684003',
  '409586006',
  '418799008',
  '55607006',
  '64572001',
]);

/** Whether an observation without a known template says a problem, and does not answer a question. */
export function problemSaid(observation: CdaElement): boolean {
  const code = attributeOf(childAt(observation, 'code'), 'code') ?? '';
  const isOfProblem = isAsserted(observation) || kindsOfProblem.has(code);
  return isOfProblem && isCodedValue(childAt(observation, 'value'));
}

/** A Problem Observation as a Condition; `concern`: the act around it, or itself. */
export function conditionOf(
  observation: CdaElement,
  concern: CdaElement,
  place: StatementPlace,
): FhirResource | undefined {
  // A risk, a goal or what a relative has is not the patient's problem.
  if (!isEvent(observation) || isOfAnother(observation)) return undefined;
  const code = problemOf(observation, concern, place);
  if (code === undefined) return undefined;
  const isError = isNullified(observation) || isNullified(concern);
  const status = isError ? undefined : concernStatus(observation, concern);
  const when = whenOf(childAt(observation, 'effectiveTime'));
  // FHIR has no end of a problem that is active (con-4); the end that was written is kept in words.
  const isActive = status === 'active' || status === 'recurrence' || status === 'relapse';
  const { time, who } = authorOf(observation);
  return {
    resourceType: 'Condition',
    id: place.idOf(observation, 'Condition'),
    ...present({
      identifier: identifiersOf(observation),
      clinicalStatus: status === undefined ? undefined : fhirConcept('condition-clinical', status),
      verificationStatus: isError
        ? fhirConcept('condition-ver-status', 'entered-in-error')
        : isDenied(observation, concern) && !isNone(code)
          ? fhirConcept('condition-ver-status', 'refuted')
          : undefined,
      category:
        place.section === problemList
          ? [fhirConcept('condition-category', 'problem-list-item')]
          : [],
      severity: cdaConceptOf(valueWithin(observation, severityObservation), place.narrative),
      code,
      bodySite: childrenOf(observation, 'targetSiteCode').flatMap(
        (site) => cdaConceptOf(site, place.narrative) ?? [],
      ),
      subject: place.patient,
      ...onsetOf(observation, when),
      ...(isActive ? {} : abatementOf(when)),
      recordedDate: time,
      recorder: who,
      note: [
        ...statusNotes(observation, place),
        ...cdaNotesOf(observation, place),
        ...(isActive ? endNotes(when) : []),
        ...lengthNotes(observation),
        ...partNotes(nestedObservations(observation, ...readElsewhere(when)), place),
      ],
    }),
  };
}

/** Inside a problem, and read for what they are; an age beside the day of its beginning has no other place than a note. */
function readElsewhere({ at, start }: CdaWhen): string[] {
  const age = (start ?? at) === undefined ? [ageAtOnset] : [];
  return [severityObservation, ...statusObservations, ...age];
}

function problemOf(
  observation: CdaElement,
  concern: CdaElement,
  { narrative }: StatementPlace,
): JsonObject | undefined {
  const value = childAt(observation, 'value');
  const words = narrative.of(childAt(observation, 'text'));
  const name = narrative.name(childAt(observation, 'text'));
  const concept = namingConceptOf(value, narrative);
  const absence = absenceOf(value, { about: 'problem', narrative });
  if (absence !== undefined) return noneOf(absence, wordsOf(concept));
  const kind = codeIn(value, anyProblem, oids.snomed);
  if (isDenied(observation, concern) && (kind !== undefined || concept === undefined)) {
    const none = deniedInGeneral(kind, [words, ...namesOf(value, narrative)]);
    if (none === 'problem') return noneOf(none);
    // What it is called denies that one thing; what is said of it in a sentence stays a sentence.
    return words === undefined ? cdaConceptOf(value, narrative) : undefined;
  }
  if (concept !== undefined || name === undefined) return concept;
  const saidNone = absenceIn(name, 'problem');
  return saidNone === undefined ? { text: name } : noneOf(saidNone, name);
}

function valueWithin(observation: CdaElement, template: string): CdaElement | undefined {
  return childAt(statementsWith(observation, template)[0], 'value');
}

function onsetOf(observation: CdaElement, when: CdaWhen): JsonObject {
  const onset = when.start ?? when.at;
  if (onset !== undefined) return { onsetDateTime: onset };
  return { onsetAge: ageOf(valueWithin(observation, ageAtOnset)) };
}

/** An end of which nobody knows the day is an end all the same. */
function abatementOf({ end, isOver }: CdaWhen): JsonObject {
  if (end !== undefined) return { abatementDateTime: end };
  return isOver ? { abatementString: 'date not known' } : {};
}
