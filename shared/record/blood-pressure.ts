import type { Fact } from './fact.ts';
import { isSameUnit, type Quantity } from '../fhir/quantity.ts';

/** LOINC, and SNOMED CT as British systems use it. */
const systolic: ReadonlySet<string> = new Set(['8480-6', '271649006', '72313002']);
const diastolic: ReadonlySet<string> = new Set(['8462-4', '271650006', '1091811000000102']);

/** The two halves of a blood pressure, in one unit, with the facts that say them. */
export type BloodPressure = {
  readonly systolic: Quantity;
  readonly diastolic: Quantity;
  readonly halves: readonly Fact[];
};

/** What these facts say as every clinician writes it: both halves in the same unit, or `undefined`. */
export function bloodPressureIn(facts: readonly Fact[]): BloodPressure | undefined {
  const upper = componentOf(facts, systolic);
  const lower = upper === undefined ? undefined : componentOf(facts, diastolic);
  if (upper === undefined || lower === undefined) return undefined;
  if (!isSameUnit(upper.quantity, lower.quantity)) return undefined;
  return {
    systolic: upper.quantity,
    diastolic: lower.quantity,
    halves: [upper.fact, lower.fact],
  };
}

function componentOf(facts: readonly Fact[], codes: ReadonlySet<string>) {
  const fact = facts.find(({ label }) =>
    label?.coding?.some(({ code }) => code !== undefined && codes.has(code)),
  );
  if (fact === undefined || typeof fact.value !== 'object' || !('quantity' in fact.value)) {
    return undefined;
  }
  return { fact, quantity: fact.value.quantity };
}
