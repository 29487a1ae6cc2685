import type { Concept } from '../fhir/concept.ts';
import type { Quantity, Range, Ratio } from '../fhir/quantity.ts';
import { careFactNames } from './care-fact-names.ts';

/** Everything that an entry can say of itself beyond its head, in FHIR's own words where it has one. */
export const factNames = [
  ...careFactNames,
  'abatement',
  'activity',
  'actualProblem',
  'address',
  'alsoCalled',
  'amount',
  'asserter',
  'bodySite',
  'category',
  'class',
  'clinicalStatus',
  'complication',
  'component',
  'conclusion',
  'conclusionCode',
  'contained',
  'courseOfTherapyType',
  'criticality',
  'daysSupply',
  'derivedFrom',
  'description',
  'device',
  'dischargeDisposition',
  'dosage',
  'dosageChanged',
  'doseNumber',
  'doseQuantity',
  'emptyReason',
  'end',
  'endGiven',
  'evidence',
  'expirationDate',
  'expired',
  'focalDevice',
  'focus',
  'followUp',
  'form',
  'fundingSource',
  'goal',
  'hasMember',
  'implicitRules',
  'informationSource',
  'ingredient',
  'interpretation',
  'isSubpotent',
  'lastIssueDate',
  'lastOccurrence',
  'location',
  'lotNumber',
  'manifestation',
  'manufacturer',
  'method',
  'modifierExtension',
  'narrative',
  'note',
  'numberOfRepeatsAllowed',
  'numberOfRepeatsIssued',
  'occurrence',
  'onset',
  'outcome',
  'patientInstruction',
  'payload',
  'performed',
  'prescribingAgency',
  'prescriptionType',
  'primarySource',
  'procedureCode',
  'programEligibility',
  'quantity',
  'reasonCode',
  'reasonEnded',
  'reasonReference',
  'recordedDate',
  'recorder',
  'relatedProblem',
  'relationship',
  'reported',
  'reportOrigin',
  'requester',
  'result',
  'route',
  'series',
  'sectionDocument',
  'sectionText',
  'severity',
  'significance',
  'site',
  'specimen',
  'stage',
  'statusChangeDate',
  'statusReason',
  'subpotentReason',
  'substitution',
  'substitutionReason',
  'targetDisease',
  'telecom',
  'type',
  'used',
  'validityEnd',
  'verificationStatus',
  'wasSubstituted',
  'whenPrepared',
  'warningCode',
] as const;
export type FactName = (typeof factNames)[number];

/**
 * What a fact says, as its source wrote it: a text, a boolean, or one of these. No part of it is in our words, except
 * in cards of earlier programs, where everything is text.
 */
export type FactValue =
  | string
  | boolean
  /** A code of the specification itself, whose meaning hangs on the fact's name. */
  | { readonly code: string }
  | { readonly concept: Concept }
  | { readonly quantity: Quantity }
  /** Digits as they were written. */
  | { readonly number: string }
  | { readonly range: Range }
  | { readonly ratio: Ratio }
  | { readonly period: Period }
  /** A date, dateTime or instant of any precision. */
  | { readonly date: string }
  | { readonly reference: ReferenceValue }
  /** A time of day, as written. */
  | { readonly time: string }
  /** A recorded trace, which only the original can show. */
  | { readonly sampledData: true }
  /** There is no value, and this is why. */
  | { readonly dataAbsentReason: Concept }
  /** There is none, and nobody says why. */
  | { readonly noValue: true }
  | { readonly dosage: Dosage }
  /** Which of how many doses. */
  | { readonly dose: { readonly number: string; readonly of?: string } }
  | { readonly item: ItemValue }
  /** An entry that stands inside this one and nowhere else. */
  | { readonly entry: ContainedEntry }
  | { readonly reaction: Reaction }
  | { readonly stage: Stage };

/** What happened once, and to what: of an allergy the substance of this reaction, which need not be that of another. */
export type Reaction = {
  readonly substance?: Concept;
  readonly manifestation?: readonly Concept[];
  readonly description?: string;
  /** `mild`, `moderate`, `severe`, or a code that we do not know. */
  readonly severity?: string;
  readonly onset?: string;
  readonly exposureRoute?: Concept;
  /** How sure it is that it came from the substance; DSTU2. */
  readonly certainty?: string;
  /** Whether the patient told of it; of a vaccination. */
  readonly reported?: boolean;
  readonly notes?: readonly string[];
};

/** How far a disease has come, by which kind of staging. */
export type Stage = {
  readonly summary?: Concept;
  readonly type?: Concept;
  readonly assessment?: readonly string[];
};

export type Period = { readonly start?: string; readonly end?: string };

/** Whom or what a Reference names in words; where another resource holds these, only where that stands. */
export type ReferenceValue = { readonly display?: string; readonly reference?: string };

/** A thing of several that an entry lists, and what belongs to it alone. */
export type ItemValue = { readonly head?: FactValue; readonly parts: readonly Fact[] };

/** How a medicine is to be taken: the source's text, and all that it says in parts. */
export type Dosage = {
  readonly text?: string;
  /** Which step it is, where an entry has several. */
  readonly sequence?: string;
  readonly method?: Concept;
  readonly doses?: readonly Dose[];
  readonly rates?: readonly Rate[];
  readonly timing?: Timing;
  readonly timingCode?: Concept;
  /** The dates at which it is to be taken. */
  readonly events?: readonly string[];
  readonly route?: Concept;
  readonly site?: Concept;
  readonly asNeeded?: true;
  readonly asNeededFor?: Concept;
  readonly maxDosePerPeriod?: readonly Ratio[];
  readonly maxDosePerAdministration?: Quantity;
  readonly maxDosePerLifetime?: Quantity;
  /** A list; in cards of earlier programs one. */
  readonly additionalInstruction?: Concept | readonly Concept[];
  readonly patientInstruction?: string;
  /** The day that ends it, in cards of earlier programs; now in `timing.bounds`. */
  readonly until?: string;
};

/** `type`: whether it was ordered or worked out. */
export type Dose = ({ readonly quantity: Quantity } | { readonly range: Range }) & {
  readonly type?: Concept;
};
export type Rate = Dose | { readonly ratio: Ratio; readonly type?: Concept };

/**
 * `frequency` times every `period` units, and the rest of FHIR's `Timing.repeat`; digits and codes as they were written.
 * @see https://hl7.org/fhir/R4/datatypes.html#Timing
 */
export type Timing = {
  readonly bounds?:
    { readonly quantity: Quantity } | { readonly range: Range } | { readonly period: Period };
  readonly count?: string;
  readonly countMax?: string;
  readonly duration?: string;
  readonly durationMax?: string;
  readonly durationUnit?: string;
  readonly frequency?: string;
  readonly frequencyMax?: string;
  readonly period?: string;
  readonly periodMax?: string;
  readonly periodUnit?: string;
  readonly dayOfWeek?: readonly string[];
  readonly timeOfDay?: readonly string[];
  readonly when?: readonly string[];
  /** Minutes from `when`. */
  readonly offset?: string;
};

/** What an entry inside another says, as far as the other does not. */
export type ContainedEntry = {
  readonly kind: string;
  readonly title?: Concept;
  readonly status?: string;
  readonly verificationStatus?: string;
  readonly doNotPerform?: true;
  readonly intent?: string;
  readonly value?: FactValue;
  readonly referenceRange?: readonly ReferenceRange[];
  readonly flag?: Flag;
  readonly facts?: readonly Fact[];
  /** The day on which it ended, and why. */
  readonly ended?: string;
  readonly reasonEnded?: string;
};

/** The range in which a value is usual, or what the source says in its place. */
export type ReferenceRange = Range & {
  readonly text?: string;
  readonly type?: Concept;
  /** The people of whom it is true. */
  readonly appliesTo?: readonly Concept[];
  readonly age?: Range;
};

/** How a value stands to what is usual, most dangerous first; `critical` where nobody says on which side. */
export const flags = [
  'critical',
  'critically-high',
  'critically-low',
  'high',
  'low',
  'abnormal',
] as const;
export type Flag = (typeof flags)[number];

/** Whether a value is dangerous by its flag. */
export function isCritical(flag: Flag | undefined): boolean {
  return flag === 'critical' || flag === 'critically-high' || flag === 'critically-low';
}

/** One thing that an entry says of itself. A list of things is several facts of one name, one after the other. */
export type Fact = {
  readonly name: FactName;
  readonly value: FactValue;
  /** What a component or an ingredient is: the source names it. */
  readonly label?: Concept;
  /** Of a component. A list; in cards of earlier programs one. */
  readonly range?: ReferenceRange | readonly ReferenceRange[];
  readonly flag?: Flag;
  /** What its source says of its value. */
  readonly interpretation?: readonly Concept[];
};

/** The facts of these names, in the order in which the entry says them. */
export function factsCalled(
  facts: readonly Fact[],
  ...names: readonly FactName[]
): readonly Fact[] {
  return facts.filter((fact) => names.includes(fact.name));
}
