import type { DateMeaning } from '../record/card.ts';
import type { StatusCode } from '../record/describe/status.ts';
import type { FactName, Flag } from '../record/fact.ts';
import type { InterpretationCode } from '../record/describe/interpretation.ts';
import type { Kind } from '../record/kind.ts';
import type { CareCode } from './care-code.ts';
import type { ListWarningCode } from '../record/list-warnings.ts';
import type { SourceNote } from '../record/source-note.ts';
import type { DoseWords } from './dose-words.ts';
import type { LeftOutRule } from './left-out-rule.ts';
import type { RedFlagWords } from './red-flag-words.ts';
import type { SectionName } from './section-name.ts';
import type { UnitWords } from './unit-words.ts';
import type { MissingKind, Statement } from './statement.ts';

type Each<Name extends string> = Readonly<Record<Name, string>>;

/** Facts that are called otherwise on one shelf than on the others. */
export const factsInPlace = [
  'allergies.category',
  'allergies.onset',
  'allergies.severity',
  'documents.category',
  'other.category',
  'other.description',
  'other.type',
  'visits.category',
  'problems.category',
  'procedures.category',
  'procedures.end',
  'procedures.statusReason',
  'vaccinations.description',
  'vaccinations.statusReason',
] as const;
export type FactInPlace = (typeof factsInPlace)[number];

/** @see https://hl7.org/fhir/R4/valueset-reaction-event-severity.html */
export const severities = ['mild', 'moderate', 'severe'] as const;
export type SeverityName = (typeof severities)[number];

/** @see https://hl7.org/fhir/R4/valueset-allergy-intolerance-criticality.html */
export const criticalities = ['low', 'high', 'unable-to-assess'] as const;
export type Criticality = (typeof criticalities)[number];

/** @see https://hl7.org/fhir/R4/valueset-allergy-intolerance-category.html */
export const allergyCategories = ['food', 'medication', 'environment', 'biologic'] as const;
export type AllergyCategory = (typeof allergyCategories)[number];

/** @see https://hl7.org/fhir/R4/valueset-condition-category.html */
export const conditionCategories = ['problem-list-item', 'encounter-diagnosis'] as const;
export type ConditionCategory = (typeof conditionCategories)[number];

/** @see CareConnect and UK Core: ProblemSignificance */
export const significances = ['major', 'minor'] as const;
export type Significance = (typeof significances)[number];

/** Who tells of an entry, where no name is given. */
export const tellers = ['Patient', 'RelatedPerson'] as const;
export type Teller = (typeof tellers)[number];

/** Codes of `Encounter.class` that come without a display. @see HL7 v3 ActCode */
export const encounterClasses = [
  'AMB',
  'IMP',
  'ACUTE',
  'NONAC',
  'SS',
  'EMER',
  'HH',
  'VR',
  'OBSENC',
  'PRENC',
] as const;
export type EncounterClass = (typeof encounterClasses)[number];

/** What a request is where it is no plain order. @see https://hl7.org/fhir/R4/valueset-request-intent.html */
export const intents = [
  'proposal',
  'plan',
  'directive',
  'option',
  'reflex-order',
  'filler-order',
  'instance-order',
] as const;
export type IntentName = (typeof intents)[number];

/** Why there is no value. @see https://hl7.org/fhir/R4/valueset-data-absent-reason.html */
export const absentReasons = [
  'unknown',
  'asked-unknown',
  'temp-unknown',
  'not-asked',
  'asked-declined',
  'masked',
  'not-applicable',
  'unsupported',
  'as-text',
  'error',
  'not-a-number',
  'negative-infinity',
  'positive-infinity',
  'not-performed',
  'not-permitted',
] as const;
export type AbsentReasonName = (typeof absentReasons)[number];

/** What stands at the head of an entry. */
export type Head = 'title' | 'value' | 'referenceRange' | 'date' | 'status' | 'organisation';

/** What a section of a summary says beyond its entries. */
export const noteKinds = [
  'sources-disagree',
  'wishes-disagree',
  /** Of medicines and problems: there are some in the sources, and none that is current. */
  'none-current',
  'left-out',
  /** Of documents that earlier programs made: what there was more of. */
  'capped',
  /** Older ones of a thing that is in. */
  'older',
  /** Others that the section did not take. */
  'beyond',
  /** Of those others: how many are marked as not usual, and how many of them as critical. */
  'beyond-abnormal',
  'beyond-critical',
  'repeats-another',
  'shown-once',
  'planned',
  'not-so',
  'incomplete',
] as const;
export type NoteKind = (typeof noteKinds)[number];

/** Why a section is empty. @see https://hl7.org/fhir/R4/valueset-list-empty-reason.html */
export const emptyReasons = [
  'nilknown',
  'notasked',
  'withheld',
  'unavailable',
  'notstarted',
  'closed',
] as const;
export type EmptyReason = (typeof emptyReasons)[number];

/** A reaction, each part in words. */
export type ReactionWords = {
  readonly substance?: string;
  readonly what?: string;
  readonly severity?: string;
  readonly more: readonly string[];
};

export type StageWords = {
  readonly summary?: string;
  readonly type?: string;
  readonly assessment: readonly string[];
};

/**
 * All the words of one language that are put to what entries say. A second language is a second one of these, and what
 * is missing in it does not compile.
 */
export type Words = {
  /** BCP 47. */
  readonly language: string;
  readonly kinds: Each<Kind>;
  readonly facts: Each<FactName>;
  readonly factsInPlace: Each<FactInPlace>;
  readonly heads: Each<Head>;
  readonly dateMeanings: Each<DateMeaning>;
  readonly statuses: Each<StatusCode>;
  /** Of a vaccination and of a procedure. */
  readonly given: Each<'completed' | 'not-done'>;
  readonly done: Each<'completed'>;
  /** Of a dispensing. */
  readonly handedOut: Each<'completed' | 'declined'>;
  readonly intents: Each<IntentName>;
  readonly interpretations: Each<InterpretationCode>;
  /** "resistant (R)": the meaning of a code, and beside it the code that every laboratory knows. */
  withCode(meaning: string, code: string): string;
  readonly absentReasons: Each<AbsentReasonName>;
  readonly units: UnitWords;
  readonly severities: Each<SeverityName>;
  readonly criticalities: Each<Criticality>;
  readonly allergyCategories: Each<AllergyCategory>;
  readonly conditionCategories: Each<ConditionCategory>;
  readonly significances: Each<Significance>;
  readonly tellers: Each<Teller>;
  readonly encounterClasses: Each<EncounterClass>;
  readonly flags: Each<Flag>;
  readonly sections: Each<SectionName>;
  readonly sectionOfOthers: string;
  /** Why an entry is not in a summary, of a group of them: "Repeats another entry". */
  readonly leftOutRules: Each<LeftOutRule>;
  /** Why an entry does not stand by itself: it is read with another. */
  readonly partOfAnother: string;
  readonly keptAsText: string;
  readonly emptyReasons: Each<EmptyReason>;
  /** Codes of plans, people and requests that are no status. */
  readonly careCodes: Each<CareCode>;
  /** What codes of these systems mean, where no name comes with them: `system|code`. */
  readonly knownCodes: Readonly<Record<string, string>>;
  /** A thing and what belongs to it. */
  item(head: string | undefined, parts: readonly string[]): string;
  /** What a BCP 47 code stands for. */
  languageName(code: string): string | undefined;
  readonly interpreterNeeded: string;
  doNotDo(title: string): string;
  notToBeDone(status: string | undefined): string;
  readonly doNotDoWarning: string;
  /** Of a consent that is not in force. */
  readonly notInForce: Each<'rejected' | 'inactive'>;
  readonly yes: string;
  readonly no: string;
  readonly sampledData: string;
  readonly noDate: string;
  /** The same inside a line. */
  readonly noDateInside: string;
  /** A component that its source does not name. */
  readonly part: string;
  readonly severe: string;
  /** The same beside a name on a card. */
  readonly severeMark: string;
  ownPhone(phone: string): string;
  readonly nhsNumber: string;
  readonly identifier: string;
  readonly nameNotRecorded: string;
  /** Of somebody of whom no address is known that still holds. */
  formerAddress(address: string): string;
  readonly ended: string;
  readonly doNotPerform: { readonly name: string; readonly value: string };
  /** An extension that changes the meaning of an entry, and that we cannot read. */
  readonly unreadableCondition: string;
  /** The same beside a name on a card. */
  readonly unreadableMark: string;
  /** What its source wrote in sentences, beside its data. */
  readonly ownText: string;
  /** Rules by which an entry was written, and that we do not know. */
  readonly unknownRules: string;
  readonly subpotent: string;
  readonly notFromGiver: string;
  /** An end of which no day is given. */
  readonly endWithoutDate: string;
  /** Of an allergy whose profile wants it unconfirmed, whatever is known. */
  readonly unconfirmedByProfile: string;
  /** Of a result or finding: it says nothing of what was found. */
  /** Of what runs in the family: not all of it was told. */
  readonly familyPartlyKnown: string;
  readonly resultStatusUnknown: string;
  readonly narrative: Each<'entry' | 'details' | 'date' | 'status'>;
  date(written: string): string;
  /** Its day, and time and zone where the day is another one in Britain. */
  day(written: string): string;
  /** With its time, where it has one, and the zone in which that was written. */
  dateTime(written: string): string;
  /** A number to read where not every digit counts. */
  number(written: string): string;
  /** "Dose: one tablet" */
  labelled(name: string, value: string): string;
  list(parts: readonly string[]): string;
  /** What there is beside a status: how sure the source is. */
  doubt(verification: string): string;
  /** A status that is over, of an allergy. */
  past(status: string): string;
  /** A name, and what its source calls it otherwise. */
  alsoCalled(name: string, others: readonly string[]): string;
  /** A code of which no name is given. `system`: what people call its code system. */
  codeAlone(code: string, system: string | undefined): string;
  /** What is coded as something that could not be told or passed on. */
  codedAs(name: string, display: string): string;
  reaction(reaction: ReactionWords): string;
  /** How bad it was and how it came about, behind what happened. */
  certainty(certainty: string): string;
  exposure(route: string): string;
  reportedByPatient(isReported: boolean): string;
  stage(stage: StageWords): string;
  /** "at age 52", of years; "at age 3 months" */
  atAge(age: string): string;
  betweenAges(low: string | undefined, high: string | undefined): string;
  endedOn(date: string | undefined, reason: string | undefined): string | undefined;
  /** A date of an entry as a list has it: what it stands for is said where it is not what the list is about. */
  dated(meaning: DateMeaning, date: string, isOver: boolean): string;
  /** Of what was stopped, before its other date: "date not given; recorded 2 December 2019" */
  endNotGiven(dated: string): string;
  readonly endBeforeStart: string;
  doNotGive(title: string): string;
  notToBeGiven(status: string | undefined): string;
  noName(kind: string): string;
  noValue(reason: string): string;
  /** Neither a value nor why there is none. */
  readonly noValueGiven: string;
  /** Whom or what an entry is about, where that is not the patient and nobody says what. */
  readonly notNamed: string;
  /** A date for the birth of a child: "EDD (expected date of delivery)". */
  dueDate(title: string): string;
  /** Of which people a range is: "from 18 years". */
  age(low: string | undefined, high: string | undefined): string;
  usual(range: string): string;
  atLeast(quantity: string): string;
  upTo(quantity: string): string;
  fromTo(from: string, to: string): string;
  from(date: string): string;
  until(date: string): string;
  ofDoses(number: string, all: string): string;
  whenNeeded(reason: string | undefined): string;
  readonly dose: DoseWords;
  /** Of a problem that its source does not call over. */
  endWithoutStatus(end: string): string;
  note(kind: NoteKind, count: number, section: SectionName | undefined): string;
  /** Why a source's list is not whole, as a part of a sentence. */
  readonly listWarnings: Each<ListWarningCode>;
  /** The same of any code. */
  listWarning(code: string): string;
  /** What a damaged record may lack, one and many. */
  readonly missingNouns: Readonly<Record<MissingKind, readonly [one: string, many: string]>>;
  /** What a section or a whole summary says beside its entries, in whole sentences. */
  statement(statement: Statement): string;
  /** The same on a card, without a full stop. */
  shortStatement(statement: Statement): string;
  /** What is said of how a file was read, in whole sentences. */
  sourceNote(note: SourceNote): string;
  /** A text that a source wrote and that is no entry by itself. */
  keptText(text: string): string;
  keptTextOf(section: string, document: string | undefined): string;
  readonly keptTextMore: string;
  /** What is said of an allergy on the first screen. */
  severeAllergy(title: string): string;
} & RedFlagWords;
