import { distinct } from '../../base/distinct.ts';
import { allergySeverityNote } from '../allergy-severity.ts';
import { wordsOf } from '../concept.ts';
import type { FhirResource, JsonObject } from '../resource.ts';
import {
  cdaConceptOf,
  namingConceptOf,
  codeIn,
  fhirConcept,
  identifiersOf,
  notTold,
} from './cda-code.ts';
import { oids } from './oids.ts';
import { whenOf } from './cda-time.ts';
import {
  attributeOf,
  childAt,
  childrenOf,
  statementsIn,
  statementsWith,
  type CdaElement,
} from './cda-xml.ts';
import {
  concernStatus,
  endNotes,
  isDenied,
  isNullified,
  statusNotes,
  statusObservations,
} from './concern.ts';
import { absenceIn, type Absence } from '../none-in-words.ts';
import { absenceOf, deniedInGeneral, isNone, namesOf, noneOf } from './known-none.ts';
import { nestedObservations, partNotes } from './nested.ts';
import { isAsserted, isCodedValue } from './asserted.ts';
import { severityObservation, severityOf } from './severity.ts';
import {
  authorOf,
  isEvent,
  isNegated,
  isOfAnother,
  itselfOrInside,
  cdaNotesOf,
  lengthNotes,
  present,
  readEach,
  staysText,
  type StatementPlace,
  type StatementRead,
  type StatementReader,
} from './statement.ts';

const allergyObservation = '2.16.840.1.113883.10.20.22.4.7';
const reactionObservation = '2.16.840.1.113883.10.20.22.4.9';
const criticalityObservation = '2.16.840.1.113883.10.20.22.4.145';

/** Inside an allergy, and read for what they are. */
const readElsewhere = [
  reactionObservation,
  criticalityObservation,
  severityObservation,
  ...statusObservations,
];

type Kind = { readonly type?: string; readonly category?: string; readonly none?: Absence };

/** What an allergy observation's value says: what kind it is, and how "none known" of it is said. SNOMED CT. */
const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['419199007', { type: 'allergy', none: 'allergy' }],
  ['420134006', { none: 'allergy' }],
  ['418038007', { none: 'allergy' }],
  ['416098002', { type: 'allergy', category: 'medication', none: 'drug-allergy' }],
  ['419511003', { category: 'medication', none: 'drug-allergy' }],
  ['59037007', { type: 'intolerance', category: 'medication' }],
  ['414285001', { type: 'allergy', category: 'food', none: 'food-allergy' }],
  ['418471000', { category: 'food', none: 'food-allergy' }],
  ['235719002', { type: 'intolerance', category: 'food' }],
  ['426232007', { type: 'allergy', category: 'environment', none: 'environmental-allergy' }],
  ['232347008', { type: 'allergy', category: 'environment' }],
]);

/** The same in HL7's ActCode, as older documents say it. */
const actKinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['ALG', { type: 'allergy', none: 'allergy' }],
  ['OINT', { none: 'allergy' }],
  ['NAINT', { type: 'intolerance' }],
  ['DALG', { type: 'allergy', category: 'medication', none: 'drug-allergy' }],
  ['DINT', { category: 'medication', none: 'drug-allergy' }],
  ['DNAINT', { type: 'intolerance', category: 'medication' }],
  ['FALG', { type: 'allergy', category: 'food', none: 'food-allergy' }],
  ['FINT', { category: 'food', none: 'food-allergy' }],
  ['FNAINT', { type: 'intolerance', category: 'food' }],
  ['EALG', { type: 'allergy', category: 'environment', none: 'environmental-allergy' }],
  ['EINT', { category: 'environment', none: 'environmental-allergy' }],
  ['ENAINT', { type: 'intolerance', category: 'environment' }],
]);

/** Substances in general: not an allergy to one of these is an allergy to none. SNOMED CT. */
const anySubstance: ReadonlyMap<string, Absence> = new Map([
  ['105590001', 'allergy'],
  ['410942007', 'drug-allergy'],
  ['373873005', 'drug-allergy'],
  ['762766007', 'food-allergy'],
  ['255620007', 'food-allergy'],
]);

const criticalities: ReadonlyMap<string, string> = new Map([
  ['CRITL', 'low'],
  ['CRITH', 'high'],
  ['CRITU', 'unable-to-assess'],
]);

/** Allergy Concern Act, or an Allergy - Intolerance Observation by itself. */
export const readAllergies: StatementReader = (statement, place) =>
  readEach(statement, itselfOrInside(statement, 'observation', allergyObservation), (observation) =>
    readAllergy(observation, statement, place),
  );

function readAllergy(
  observation: CdaElement,
  concern: CdaElement,
  place: StatementPlace,
): StatementRead {
  if (!isEvent(observation) || isOfAnother(observation)) return staysText(observation);
  const [code, ...others] = allergensOf(observation, concern, place);
  if (code === undefined) return staysText(observation);
  const one = allergyOf(observation, concern, place);
  // Two substances in one statement: FHIR has room for one in each of its entries.
  const codes = [code, ...others];
  const names = others.length === 0 ? [] : [{ text: `Written as one allergy: ${listOf(codes)}` }];
  return { resources: codes.map((each) => one(each, names)), stayed: [] };
}

/** An observation that says an allergy by what it is, in a section of allergies; `concern`: the act around it, or itself. */
export function readAllergyIn(observation: CdaElement, concern: CdaElement): StatementReader {
  return (_, place) => readAllergy(observation, concern, place);
}

/** Whether an observation without a known template says an allergy: it names a substance, or states one as its value. */
export function allergySaid(observation: CdaElement): boolean {
  const value = childAt(observation, 'value');
  if (kindOf(value) !== undefined || kindOf(childAt(observation, 'code')) !== undefined)
    return true;
  const isOfSubstance = childrenOf(observation, 'participant')
    .filter(isConsumed)
    .some((one) => childAt(one, 'participantRole', 'playingEntity') !== undefined);
  return isOfSubstance || (isAsserted(observation) && isCodedValue(value));
}

function kindOf(value: CdaElement | undefined): Kind | undefined {
  return codeIn(value, kinds, oids.snomed) ?? codeIn(value, actKinds, oids.actCode);
}

function listOf(codes: readonly JsonObject[]): string {
  return codes.flatMap((code) => wordsOf(code) ?? []).join('; ');
}

function allergyOf(observation: CdaElement, concern: CdaElement, place: StatementPlace) {
  const value = childAt(observation, 'value');
  const kind = kindOf(value) ?? {};
  const when = whenOf(childAt(observation, 'effectiveTime'));
  const { time, who } = authorOf(observation);
  const around = concern === observation ? [observation] : [observation, concern];
  const isError = isNullified(observation) || isNullified(concern);
  const { reactions, notes } = reactionsOf(observation, around, place);
  return (code: JsonObject, names: readonly JsonObject[]): FhirResource => {
    const none = isNone(code);
    return {
      resourceType: 'AllergyIntolerance',
      id: place.idOf(observation, 'AllergyIntolerance'),
      ...present({
        // A number that several entries had would make them one.
        identifier: names.length === 0 ? identifiersOf(observation) : [],
        clinicalStatus: isError ? undefined : clinicalStatusOf(observation, concern),
        verificationStatus: isError
          ? fhirConcept('allergyintolerance-verification', 'entered-in-error')
          : isDenied(observation, concern) && !none
            ? fhirConcept('allergyintolerance-verification', 'refuted')
            : undefined,
        type: none ? undefined : kind.type,
        category: none || kind.category === undefined ? [] : [kind.category],
        criticality: criticalityOf(observation),
        code,
        patient: place.patient,
        onsetDateTime: when.start ?? when.at,
        recordedDate: time,
        recorder: who,
        note: [
          ...names,
          ...endNotes(when),
          ...lengthNotes(observation),
          ...statusNotes(observation, place),
          ...cdaNotesOf(observation, place).filter(({ text }) => text !== wordsOf(code)),
          ...notes,
          ...partNotes(partsBesideReactions(observation), place),
        ],
        reaction: reactions,
      }),
    };
  };
}

function partsBesideReactions(observation: CdaElement): CdaElement[] {
  const reactions = reactionStatements(observation);
  return nestedObservations(observation, ...readElsewhere).filter(
    (one) => !reactions.includes(one),
  );
}

/** What it is an allergy to, or the statement that there is none. */
function allergensOf(
  observation: CdaElement,
  concern: CdaElement,
  place: StatementPlace,
): JsonObject[] {
  const { narrative } = place;
  const value = childAt(observation, 'value');
  const kind = kindOf(value);
  const substances = childrenOf(observation, 'participant')
    .filter(isConsumed)
    .flatMap((participant) => {
      const entity = childAt(participant, 'participantRole', 'playingEntity');
      return substanceOf(entity, place);
    });
  // Some write what it is an allergy to where its kind belongs: "allergy to amoxicillin".
  const named = cdaConceptOf(value, narrative);
  const written = kind === undefined ? named : undefined;
  const said = written === undefined ? narrative.of(childAt(observation, 'text')) : undefined;
  const absence = absenceOf(value, { about: 'allergy', narrative }) ?? absenceIn(said, 'allergy');
  if (substances.length === 0 && absence !== undefined)
    return [
      noneOf(absence, wordsOf(written) ?? narrative.of(childAt(value, 'originalText')) ?? said),
    ];
  const [only, another] = substances;
  const isOfNothing = only === undefined && written === undefined;
  const isOfAny = only?.any !== undefined && another === undefined;
  if (isDenied(observation, concern) && (isOfNothing || isOfAny)) {
    const words = narrative.of(childAt(observation, 'text'));
    const names = only?.names ?? namesOf(value, narrative);
    const none = deniedInGeneral(only?.any ?? kind?.none, [words, ...names]);
    if (none?.endsWith('allergy') === true) return [noneOf(none)];
    // What it is called denies that one thing; what is said of it in a sentence stays a sentence.
    const own = only?.concept ?? named;
    return words === undefined && own !== undefined ? [own] : [];
  }
  if (substances.length > 0) return distinct(substances.map(({ concept }) => concept));
  return written === undefined ? [] : [written];
}

/** What takes part in an allergy as its substance: whoever wrote it down takes part otherwise. */
function isConsumed(participant: CdaElement): boolean {
  const part = attributeOf(participant, 'typeCode');
  return part === undefined || ['CSM', 'PRD', 'DEV', 'CAGNT', 'EXPAGNT'].includes(part);
}

type Substance = {
  readonly concept: JsonObject;
  /** What there is none of where it is denied; `undefined` for a substance of its own. */
  readonly any: Absence | undefined;
  readonly names: readonly (string | undefined)[];
};

function substanceOf(entity: CdaElement | undefined, { narrative }: StatementPlace): Substance[] {
  const element = childAt(entity, 'code');
  const name = narrative.of(childAt(entity, 'name'));
  const concept =
    cdaConceptOf(element, narrative) ?? (name === undefined ? undefined : { text: name });
  if (concept === undefined) return [];
  const absence = absenceOf(element, { about: 'allergy', narrative, name });
  if (absence !== undefined)
    return [{ concept: noneOf(absence, wordsOf(concept)), any: absence, names: [] }];
  const any = codeIn(element, anySubstance, oids.snomed);
  return [{ concept, any, names: [name, ...namesOf(element, narrative)] }];
}

function clinicalStatusOf(observation: CdaElement, concern: CdaElement): JsonObject {
  const status = concernStatus(observation, concern);
  const known = status === 'recurrence' || status === 'remission' ? 'active' : status;
  return known === undefined ? notTold : fhirConcept('allergyintolerance-clinical', known);
}

function criticalityOf(observation: CdaElement): string | undefined {
  const [found] = statementsWith(observation, criticalityObservation);
  return codeIn(childAt(found, 'value'), criticalities, oids.observationValue);
}

/** The reactions that an allergy names, by their template or as what it showed itself in. */
function reactionStatements(observation: CdaElement): CdaElement[] {
  const shown = childrenOf(observation, 'entryRelationship')
    .filter((one) => attributeOf(one, 'typeCode') === 'MFST')
    .flatMap(statementsIn)
    .filter(({ name }) => name === 'observation');
  return [...new Set([...statementsWith(observation, reactionObservation), ...shown])];
}

/** Every reaction with its own manifestation and severity; what is said of the allergy as a whole is no reaction. */
function reactionsOf(
  observation: CdaElement,
  around: readonly CdaElement[],
  place: StatementPlace,
) {
  const found = reactionStatements(observation);
  const ruledOut = found.filter(isNegated).flatMap((reaction) => {
    const words = wordsOf(manifestationOf(reaction, place));
    return words === undefined ? [] : [{ text: `Reaction ruled out: ${words}` }];
  });
  const reactions = found
    .filter((reaction) => !isNegated(reaction))
    .flatMap((reaction): JsonObject[] => {
      const one = reactionOf(reaction, place);
      return one === undefined ? [] : [one];
    });
  const whole = severityOf(around, place);
  const [only, another] = reactions;
  const isOfOnly =
    whole.level !== undefined &&
    only !== undefined &&
    another === undefined &&
    only['severity'] === undefined;
  // FHIR's own word says it all where it is the only reaction's.
  const told = whole.words.length > 0 ? whole.words : isOfOnly ? [] : [whole.level];
  const said = told.filter((one) => one !== undefined).join('; ');
  return {
    reactions: isOfOnly ? [{ ...only, severity: whole.level }] : reactions,
    notes: [...(said === '' ? [] : [allergySeverityNote(said, whole.level)]), ...ruledOut],
  };
}

function manifestationOf(
  reaction: CdaElement,
  { narrative }: StatementPlace,
): JsonObject | undefined {
  const words = narrative.name(childAt(reaction, 'text'));
  return (
    namingConceptOf(childAt(reaction, 'value'), narrative) ??
    (words === undefined ? undefined : { text: words })
  );
}

function reactionOf(reaction: CdaElement, place: StatementPlace): JsonObject | undefined {
  const manifestation = manifestationOf(reaction, place);
  const { level, words } = severityOf([reaction], place);
  if (manifestation === undefined && level === undefined) return undefined;
  const onset = whenOf(childAt(reaction, 'effectiveTime'));
  return present({
    manifestation: [manifestation ?? notTold],
    onset: onset.start ?? onset.at,
    severity: level,
    note: words.map((one) => ({ text: `Severity: ${one}` })),
  });
}
