import type { Concept } from '../fhir/concept.ts';
import type { Quantity, Range, Ratio } from '../fhir/quantity.ts';

/** Everything that an entry can say of itself beyond its head, in FHIR's own words where it has one. */
export const factNames = [
  'abatement',
  'activity',
  'address',
  'bodySite',
  'category',
  'class',
  'complication',
  'component',
  'conclusion',
  'conclusionCode',
  'contained',
  'courseOfTherapyType',
  'criticality',
  'description',
  'dischargeDisposition',
  'doseNumber',
  'doseQuantity',
  'dosage',
  'end',
  'followUp',
  'goal',
  'interpretation',
  'location',
  'lotNumber',
  'manifestation',
  'manufacturer',
  'method',
  'note',
  'numberOfRepeatsAllowed',
  'occurrence',
  'onset',
  'outcome',
  'patientInstruction',
  'payload',
  'performed',
  'quantity',
  'reasonCode',
  'reasonReference',
  'relationship',
  'result',
  'severity',
  'site',
  'stage',
  'statusReason',
  'targetDisease',
  'telecom',
  'type',
  'validityEnd',
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
  /** A recorded trace, which only the original can show. */
  | { readonly sampledData: true }
  /** There is no value, and this is why. */
  | { readonly dataAbsentReason: Concept }
  | { readonly dosage: Dosage }
  /** Which of how many doses. */
  | { readonly dose: { readonly number: string; readonly of?: string } }
  /** An entry that stands inside this one and nowhere else. */
  | { readonly entry: ContainedEntry };

export type Period = { readonly start?: string; readonly end?: string };

/** Whom or what a Reference names in words. */
export type ReferenceValue = { readonly display: string; readonly reference?: string };

/** How a medicine is to be taken: as text, or in its parts. */
export type Dosage = {
  readonly text?: string;
  readonly doses?: readonly Dose[];
  readonly timing?: Timing;
  /** Where there is no `timing`. */
  readonly timingCode?: Concept;
  readonly route?: Concept;
  readonly asNeeded?: true;
  readonly asNeededFor?: Concept;
  readonly additionalInstruction?: Concept;
  readonly patientInstruction?: string;
  /** The day that ends it. */
  readonly until?: string;
};

export type Dose = { readonly quantity: Quantity } | { readonly range: Range };

/** `frequency` times every `period` units; digits as they were written. */
export type Timing = {
  readonly frequency: string;
  readonly frequencyMax?: string;
  readonly period: string;
  readonly periodUnit: PeriodUnit;
};

/** @see https://hl7.org/fhir/R4/valueset-units-of-time.html */
export const periodUnits = ['s', 'min', 'h', 'd', 'wk', 'mo', 'a'] as const;
export type PeriodUnit = (typeof periodUnits)[number];

/** The head of an entry inside another. */
export type ContainedEntry = {
  readonly kind: string;
  readonly title: Concept;
  readonly status?: string;
  readonly verificationStatus?: string;
  readonly doNotPerform?: true;
};

/** The range in which a value is usual, or what the source says in its place. */
export type ReferenceRange = Range & { readonly text?: string; readonly type?: Concept };

export type Flag = 'high' | 'low' | 'critical' | 'abnormal';

/** One thing that an entry says of itself. A list of things is several facts of one name, one after the other. */
export type Fact = {
  readonly name: FactName;
  readonly value: FactValue;
  /** What a component is about: the source names it. */
  readonly label?: Concept;
  /** Of a component. */
  readonly range?: ReferenceRange;
  readonly flag?: Flag;
};

/** The facts of these names, in the order in which the entry says them. */
export function factsCalled(
  facts: readonly Fact[],
  ...names: readonly FactName[]
): readonly Fact[] {
  return facts.filter((fact) => names.includes(fact.name));
}
