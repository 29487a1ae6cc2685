import { capitalised } from '../base/capitalised.ts';
import { codesIn, hasName, plainWordsOf, type Concept } from '../fhir/concept.ts';
import { dueDateCodes } from '../fhir/pregnancy-codes.ts';
import { sayConcept } from './say-concept.ts';
import { isOutweighed, statusCodeOf } from '../record/describe/status.ts';
import { isKind } from '../record/kind.ts';
import { encounterClasses, intents, type EncounterClass, type Words } from './words.ts';

/** The everyday name of a kind; a type that is new to us is spelled in words: "NewThing" gives "New thing". */
export function sayKind(kind: string, words: Words): string {
  if (isKind(kind)) return words.kinds[kind];
  const spelled = kind.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return capitalised(spelled);
}

type Titled = {
  readonly kind: string;
  readonly doNotPerform?: true;
};

/** What an entry is called: its source's words, and before them that it is not to be given. */
export function sayTitle(entry: Titled & { readonly title: Concept }, words: Words): string {
  const title = sayName(entry.title, entry.kind, words);
  const isUnexplained = isDueDate(entry.title, entry.kind) && !/deliver|birth/i.test(title);
  const told = isUnexplained ? words.dueDate(title) : title;
  return sayPlainTitle(told, entry, words);
}

/** A name; where a source only says that it could not give one, that. */
export function sayName(title: Concept, kind: string, words: Words): string {
  const category = kind === 'Consent' ? consentCategory(title, words) : undefined;
  if (category !== undefined) return category;
  if (hasName(title)) return sayConcept(title, words);
  const nameless = words.noName(sayKind(kind, words));
  const said = plainWordsOf(title);
  return said === '' ? nameless : words.codedAs(nameless, said);
}

/** A consent's category, where its source gives a code of HL7's and no name. */
function consentCategory({ text, coding = [] }: Concept, words: Words): string | undefined {
  if (text !== undefined || coding.some(({ display }) => display !== undefined)) return undefined;
  return coding.flatMap(({ code = '' }) => words.consentCategory(code) ?? [])[0];
}

/** Of a child: sources call it "EDD". @see IPS 2.0.0 Observation-pregnancy-edd */
function isDueDate(title: Concept, kind: string): boolean {
  if (!kind.startsWith('Observation')) return false;
  return (
    codesIn(title).some((code) => dueDateCodes.has(code)) ||
    /\b(?:EDD|EDC)\b/.test(plainWordsOf(title))
  );
}

/** The same of a title of which only the source's words are at hand. */
export function sayPlainTitle(title: string, { kind, doNotPerform }: Titled, words: Words): string {
  const told = kind === 'Encounter' ? sayEncounterClass(title, words) : title;
  if (doNotPerform !== true) return told;
  return isMedicine(kind) ? words.doNotGive(told) : words.doNotDo(told);
}

/** Whether what must not happen is that a medicine is given. */
export function isMedicine(kind: string): boolean {
  return kind.startsWith('Medication');
}

/** A bare code of `Encounter.class` in words; anything else as it is. */
export function sayEncounterClass(title: string, words: Words): string {
  return isEncounterClass(title) ? words.encounterClasses[title] : title;
}

const classes: ReadonlySet<string> = new Set(encounterClasses);

function isEncounterClass(title: string): title is EncounterClass {
  return classes.has(title);
}

type WithStatus = {
  readonly kind: string;
  readonly status?: string;
  readonly verificationStatus?: string;
  readonly doNotPerform?: true;
  readonly intent?: string;
};

export type SaidStatus = {
  readonly whole: string;
  /** But for what goes without saying: that it is active. */
  readonly notable?: string;
};

/** The status of an entry, with how sure its source is; a code that we do not know as it is written. */
export function sayStatus(entry: WithStatus, words: Words): SaidStatus | undefined {
  const { kind, status, doNotPerform } = entry;
  const clinical = status === undefined ? undefined : sayCode(status, kind, words);
  if (doNotPerform === true) {
    return wholly(isMedicine(kind) ? words.notToBeGiven(clinical) : words.notToBeDone(clinical));
  }
  if (kind === 'ServiceRequest' && entry.intent === 'plan' && clinical !== undefined) {
    // A referral is planned care, and asked for all the same.
    return wholly(words.list([clinical, words.doubt(words.statuses.planned)]));
  }
  const intent = sayIntent(entry, words);
  if (intent !== undefined) {
    const beside = clinical ?? words.statuses.unknown;
    return wholly(isUsual(status) ? intent : words.list([intent, words.doubt(beside)]));
  }
  return sayVerified(entry, clinical, words);
}

function sayVerified(
  { kind, status, verificationStatus }: WithStatus,
  clinical: string | undefined,
  words: Words,
): SaidStatus | undefined {
  if (verificationStatus === undefined) {
    if (clinical === undefined) return undefined;
    return isUsual(status) ? { whole: clinical } : wholly(clinical);
  }
  const verification = sayCode(verificationStatus, kind, words);
  if (isOutweighed(verificationStatus)) return wholly(verification);
  const isSure = verificationStatus.toLowerCase() === 'confirmed';
  const doubt = isSure ? undefined : words.doubt(verification);
  const parts = [clinical, doubt].filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  const whole = words.list(parts);
  if (!isUsual(status)) return wholly(whole);
  return doubt === undefined ? { whole } : { whole, notable: doubt };
}

/** What a request is, where it is no plain order and might be taken for one. */
function sayIntent({ kind, intent, status }: WithStatus, words: Words): string | undefined {
  const code = intents.find((one) => one === intent);
  if (code === undefined || statusCodeOf(status ?? '') === 'entered-in-error') return undefined;
  // Of a care plan, to be a plan is no reservation.
  return kind === 'CarePlan' && code === 'plan' ? undefined : words.intents[code];
}

function wholly(status: string): SaidStatus {
  return { whole: status, notable: status };
}

/** Statuses that go without saying beside a name. */
function isUsual(status: string | undefined): boolean {
  const code = status === undefined ? undefined : statusCodeOf(status);
  return code === 'active' || code === 'current';
}

/** A list of allergies is read as a list of dangers: what is over is called so. */
const pastAllergy: ReadonlySet<string> = new Set(['inactive', 'resolved', 'ended']);

function sayCode(status: string, kind: string, words: Words): string {
  const code = statusCodeOf(status);
  if (code === undefined) return status;
  if (kind.startsWith('AllergyIntolerance') && pastAllergy.has(code)) {
    return words.past(words.statuses[code]);
  }
  if (code === 'unknown' && /^(?:Observation|DiagnosticReport)/.test(kind)) {
    return words.resultStatusUnknown;
  }
  if (code === 'partial' && kind === 'FamilyMemberHistory') return words.familyPartlyKnown;
  if (kind === 'Immunization' && (code === 'completed' || code === 'not-done')) {
    return words.given[code];
  }
  if (kind === 'Consent' && (code === 'rejected' || code === 'inactive')) {
    return words.notInForce[code];
  }
  if (kind === 'MedicationAdministration' && (code === 'completed' || code === 'not-done')) {
    return words.given[code];
  }
  if (kind === 'MedicationDispense' && (code === 'completed' || code === 'declined')) {
    return words.handedOut[code];
  }
  if (kind === 'Procedure' && code === 'completed') return words.done.completed;
  return words.statuses[code];
}
