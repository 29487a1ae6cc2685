import { own } from '../../base/own.ts';
import { wordsOf } from '../concept.ts';
import type { FhirResource, JsonObject } from '../resource.ts';
import { cdaConceptOf, fhirConcept, identifiersOf, codingOf } from './cda-code.ts';
import { cdaPeriodOf, whenOf } from './cda-time.ts';
import { referenceRangesOf } from './cda-value.ts';
import { childAt, childrenOf, statementsIn, wordsIn, type CdaElement } from './cda-xml.ts';
import { findingOf, nestedObservations, nestedPartsOf, type Finding } from './nested.ts';
import {
  isEvent,
  isNegated,
  isOfAnother,
  cdaNotesOf,
  performersOf,
  present,
  readAsOne,
  readEach,
  saidNotes,
  cdaStatusCodeOf,
  staysText,
  timeNotes,
  type StatementPlace,
  type StatementRead,
  type StatementReader,
} from './statement.ts';

export type ObservationCategory =
  'laboratory' | 'vital-signs' | 'social-history' | 'survey' | 'procedure';

/** @see http://hl7.org/fhir/R4/valueset-observation-status.html */
const statuses: Readonly<Record<string, string>> = {
  completed: 'final',
  active: 'preliminary',
  aborted: 'cancelled',
  cancelled: 'cancelled',
  held: 'registered',
  nullified: 'entered-in-error',
};

/** @see http://hl7.org/fhir/R4/valueset-diagnostic-report-status.html */
const reportStatuses: Readonly<Record<string, string>> = { ...statuses, active: 'partial' };

/** A single observation of a kind, where its section is one of a kind. */
export function observationReader(category?: ObservationCategory): StatementReader {
  return (statement, place) => readAsOne(statement, observationOf(statement, category, place));
}

/** Vital Signs Organizer and the like: what was measured together. Each measurement stands for itself. */
export function membersReader(category?: ObservationCategory): StatementReader {
  return (organizer, place) => membersOf(organizer, category, place);
}

/** Result Organizer: a report, and the results that it holds. */
export const readResults: StatementReader = (organizer, place) => {
  const members = membersOf(organizer, 'laboratory', place);
  const code = cdaConceptOf(childAt(organizer, 'code'), place.narrative);
  const { resources } = members;
  if (resources.length === 0 || code === undefined) return members;
  const report = {
    resourceType: 'DiagnosticReport',
    id: place.idOf(organizer, 'DiagnosticReport'),
    ...present({
      identifier: identifiersOf(organizer),
      status: own(reportStatuses, cdaStatusCodeOf(organizer)) ?? 'unknown',
      code,
      subject: place.patient,
      ...effectiveOf(organizer),
      performer: performersOf(organizer),
      result: resources.map(({ id }) => ({ reference: `Observation/${String(id)}` })),
    }),
  };
  return { resources: [report, ...resources], stayed: members.stayed };
};

function membersOf(
  organizer: CdaElement,
  category: ObservationCategory | undefined,
  place: StatementPlace,
  outer: Around = {},
): StatementRead {
  if (isNegated(organizer) || !isEvent(organizer)) return staysText(organizer);
  const members = childrenOf(organizer, 'component').flatMap(statementsIn);
  // What is said of the whole panel counts for each member that says nothing else.
  const around = {
    ...outer,
    ...present({ effective: timeOf(organizer), specimen: specimenOf(organizer, place) }),
    ...(cdaStatusCodeOf(organizer) === 'nullified' ? { isError: true as const } : {}),
  };
  return readEach(organizer, members, (one) => {
    if (one.name === 'organizer') return membersOf(one, category, place, around);
    return one.name === 'observation'
      ? readAsOne(one, observationOf(one, category, place, around))
      : staysText(one);
  });
}

/** What is said of a panel. */
type Around = {
  readonly effective?: CdaElement;
  readonly specimen?: JsonObject;
  readonly isError?: true;
};

/** Inside an observation, but no part of it: a comment, and the day on which a child is expected. */
const readElsewhere = ['2.16.840.1.113883.10.20.22.4.64', '2.16.840.1.113883.10.20.15.3.1'];

/** `around`: what the panel says for a member that says nothing of it. */
export function observationOf(
  statement: CdaElement,
  category: ObservationCategory | undefined,
  place: StatementPlace,
  around: Around = {},
): FhirResource | undefined {
  const { narrative } = place;
  if (!isEvent(statement) || isOfAnother(statement)) return undefined;
  const finding = findingOf(statement, place);
  if (finding === undefined) return undefined;
  const value = valueOf(
    finding,
    nestedPartsOf(nestedObservations(statement, ...readElsewhere), place),
  );
  const hasOwnTime = childAt(statement, 'effectiveTime') !== undefined;
  const dated = hasOwnTime ? statement : (around.effective ?? statement);
  return {
    resourceType: 'Observation',
    id: place.idOf(statement, 'Observation'),
    ...present({
      identifier: identifiersOf(statement),
      status:
        around.isError === true
          ? 'entered-in-error'
          : (own(statuses, cdaStatusCodeOf(statement)) ?? 'unknown'),
      category: categoriesOf(category, place),
      code: finding.code,
      subject: place.patient,
      ...effectiveOf(dated),
      performer: performersOf(statement),
      ...value,
      interpretation: childrenOf(statement, 'interpretationCode').flatMap((one) =>
        codingOf(one) === undefined ? [] : (cdaConceptOf(one, narrative) ?? []),
      ),
      note: [
        ...timeNotes(dated),
        ...cdaNotesOf(statement, place),
        ...wordsWithoutValue(statement, value, place),
      ],
      bodySite: cdaConceptOf(childAt(statement, 'targetSiteCode'), narrative),
      method: cdaConceptOf(childAt(statement, 'methodCode'), narrative),
      specimen: specimenOf(statement, place) ?? around.specimen,
      referenceRange: referenceRangesOf(statement, narrative),
    }),
  };
}

/** FHIR has room for one value in each; several become parts of one observation, as do the observations inside it. */
function valueOf({ code, values }: Finding, parts: readonly JsonObject[]): JsonObject {
  const [value = {}, another] = values;
  const several = another === undefined ? [] : values.map((one) => ({ code, ...one }));
  return {
    ...(another === undefined ? value : {}),
    ...present({ component: [...several, ...parts] }),
  };
}

/** What the narrative says of an observation without a value of its own. */
function wordsWithoutValue(
  statement: CdaElement,
  value: JsonObject,
  place: StatementPlace,
): JsonObject[] {
  const reference = childAt(statement, 'text', 'reference');
  return Object.keys(value).length > 0 || reference === undefined
    ? []
    : saidNotes(childAt(statement, 'text'), place);
}

/** FHIR's own category, and the section of the document, which tells more. */
function categoriesOf(
  category: ObservationCategory | undefined,
  { section, title }: StatementPlace,
): JsonObject[] {
  const own = category === undefined ? [] : [fhirConcept('observation-category', category)];
  const isTold = category === 'laboratory' || category === 'vital-signs';
  if (section === undefined || isTold) return own;
  return [...own, { coding: [{ system: 'http://loinc.org', code: section }], text: title }];
}

/** @see HL7 CDA R2, section 4.3.8.5: specimen */
function specimenOf(statement: CdaElement, { narrative }: StatementPlace): JsonObject | undefined {
  const entity = childAt(statement, 'specimen', 'specimenRole', 'specimenPlayingEntity');
  const display =
    wordsOf(cdaConceptOf(childAt(entity, 'code'), narrative)) ?? wordsIn(childAt(entity, 'name'));
  return display === undefined ? undefined : { display };
}

function timeOf(organizer: CdaElement): CdaElement | undefined {
  return childAt(organizer, 'effectiveTime') === undefined ? undefined : organizer;
}

function effectiveOf(statement: CdaElement): JsonObject {
  const when = whenOf(childAt(statement, 'effectiveTime'));
  return present({
    effectiveDateTime: when.at,
    effectivePeriod: when.at === undefined ? cdaPeriodOf(when) : undefined,
  });
}
