import { wordsOf } from '../concept.ts';
import type { JsonObject } from '../resource.ts';
import { cdaConceptOf, fhirConcept, identifiersOf, notTold, snomed } from './cda-code.ts';
import { whenOf } from './cda-time.ts';
import {
  attributeOf,
  childAt,
  childrenOf,
  follows,
  statementsIn,
  statementsWith,
  type CdaElement,
} from './cda-xml.ts';
import { concernStatus } from './concern.ts';
import {
  allAsResources,
  authorOf,
  isNegated,
  itselfOrInside,
  cdaNotesOf,
  present,
  type Place,
  type StatementReader,
} from './statement.ts';

const allergyObservation = '2.16.840.1.113883.10.20.22.4.7';
const reactionObservation = '2.16.840.1.113883.10.20.22.4.9';
const severityObservation = '2.16.840.1.113883.10.20.22.4.8';
const criticalityObservation = '2.16.840.1.113883.10.20.22.4.145';

type Kind = {
  readonly type?: string;
  readonly category?: string;
  readonly none?: readonly [code: string, display: string];
};

const noKnown = ['716186003', 'No known allergy'] as const;
const noKnownDrug = ['409137002', 'No known drug allergy'] as const;
const noKnownFood = ['429625007', 'No known food allergy'] as const;

/** What an allergy observation's value says: what kind it is, and how "none known" of it is said. SNOMED CT. */
const kinds: Readonly<Record<string, Kind>> = {
  '419199007': { type: 'allergy', none: noKnown },
  '420134006': { none: noKnown },
  '418038007': { none: noKnown },
  '416098002': { type: 'allergy', category: 'medication', none: noKnownDrug },
  '419511003': { category: 'medication', none: noKnownDrug },
  '59037007': { type: 'intolerance', category: 'medication' },
  '414285001': { type: 'allergy', category: 'food', none: noKnownFood },
  '418471000': { category: 'food', none: noKnownFood },
  '235719002': { type: 'intolerance', category: 'food' },
  '426232007': {
    type: 'allergy',
    category: 'environment',
    none: ['428607008', 'No known environmental allergy'],
  },
  '232347008': { type: 'allergy', category: 'environment' },
};

const severities: Readonly<Record<string, string>> = {
  '255604002': 'mild',
  '6736007': 'moderate',
  '24484000': 'severe',
};
const criticalities: Readonly<Record<string, string>> = {
  CRITL: 'low',
  CRITH: 'high',
  CRITU: 'unable-to-assess',
};

/** Allergy Concern Act, or an Allergy - Intolerance Observation by itself. */
export const readAllergies: StatementReader = (statement, place) =>
  allAsResources(itselfOrInside(statement, 'observation', allergyObservation), (observation) =>
    allergyOf(observation, statement, place),
  );

function allergyOf(observation: CdaElement, concern: CdaElement, place: Place) {
  const value = childAt(observation, 'value');
  const kind = kinds[attributeOf(value, 'code') ?? ''] ?? {};
  const [substance, another] = substancesOf(observation, place);
  // Two substances in one statement: FHIR has room for one, and neither may be lost.
  if (another !== undefined) return undefined;
  const isNone = isNegated(observation) && substance === undefined;
  const code = isNone ? noneConcept(kind) : substance;
  if (code === undefined) return undefined;
  const when = whenOf(childAt(observation, 'effectiveTime'));
  const { time, who } = authorOf(observation);
  const { reactions, notes } = reactionsOf(observation, place);
  return {
    resourceType: 'AllergyIntolerance',
    id: place.idOf(observation, 'AllergyIntolerance'),
    ...present({
      identifier: identifiersOf(observation),
      clinicalStatus: clinicalStatusOf(observation, concern),
      verificationStatus:
        isNegated(observation) && !isNone
          ? fhirConcept('allergyintolerance-verification', 'refuted')
          : undefined,
      type: isNone ? undefined : kind.type,
      category: isNone || kind.category === undefined ? [] : [kind.category],
      criticality: criticalityOf(observation),
      code,
      patient: place.patient,
      onsetDateTime: when.start ?? when.at,
      recordedDate: time,
      recorder: who,
      note: [...cdaNotesOf(observation, place), ...notes],
      reaction: reactions,
    }),
  };
}

function noneConcept({ none }: Kind): JsonObject | undefined {
  if (none === undefined) return undefined;
  const [code, display] = none;
  return { coding: [{ system: snomed, code, display }], text: display };
}

function substancesOf(observation: CdaElement, { narrative }: Place): JsonObject[] {
  return childrenOf(observation, 'participant').flatMap((participant) => {
    const entity = childAt(participant, 'participantRole', 'playingEntity');
    const words = narrative.of(childAt(entity, 'name'));
    const concept = cdaConceptOf(childAt(entity, 'code'), narrative);
    if (concept !== undefined) return [concept];
    return words === undefined ? [] : [{ text: words }];
  });
}

function clinicalStatusOf(observation: CdaElement, concern: CdaElement): JsonObject {
  const status = concernStatus(observation, concern);
  const known = status === 'recurrence' || status === 'remission' ? 'active' : status;
  return known === undefined ? notTold : fhirConcept('allergyintolerance-clinical', known);
}

function criticalityOf(observation: CdaElement): string | undefined {
  const [found] = statementsWith(observation, criticalityObservation);
  return criticalities[attributeOf(childAt(found, 'value'), 'code') ?? ''];
}

/** Every reaction, each with its own severity; what FHIR's three words do not say is kept in a note. */
function reactionsOf(observation: CdaElement, place: Place) {
  const found = statementsWith(observation, reactionObservation);
  const ruledOut = found.filter(isNegated).flatMap((reaction) => {
    const words = wordsOf(cdaConceptOf(childAt(reaction, 'value'), place.narrative));
    return words === undefined ? [] : [{ text: `Reaction ruled out: ${words}` }];
  });
  const reactions = found.flatMap((reaction): JsonObject[] => {
    const manifestation = cdaConceptOf(childAt(reaction, 'value'), place.narrative);
    if (manifestation === undefined || isNegated(reaction)) return [];
    const severity = severityIn(reaction, place);
    const onset = whenOf(childAt(reaction, 'effectiveTime'));
    return [
      present({
        manifestation: [manifestation],
        onset: onset.start ?? onset.at,
        severity: severities[severity.code ?? ''],
        note: severity.code === undefined || severity.code in severities ? [] : severity.notes,
      }),
    ];
  });
  return { reactions, notes: [...severityIn(observation, place).notes, ...ruledOut] };
}

/** The severity that is said of a statement itself, not of one inside it. */
function severityIn(statement: CdaElement, { narrative }: Place) {
  const own = childrenOf(statement, 'entryRelationship')
    .flatMap(statementsIn)
    .find((one) => follows(one, severityObservation));
  const value = childAt(own, 'value');
  const words = narrative.of(childAt(value, 'originalText')) ?? attributeOf(value, 'displayName');
  return {
    code: attributeOf(value, 'code'),
    notes: words === undefined ? [] : [{ text: `Severity: ${words}` }],
  };
}
