import { factsCalled, type Fact, type FactValue } from '../record/fact.ts';
import { plainValue } from '../record/plain-value.ts';

/** A treatment that a consent or a plan names, and whether it is refused or allowed. */
export type Rule = { readonly what: string; readonly isRefused: boolean };

/** What the rules of a consent refuse and allow, and what a plan forbids, at any depth. */
export function rulesIn(facts: readonly Fact[]): Rule[] {
  const told = factsCalled(facts, 'consentDeny', 'consentPermit', 'activityProhibited');
  return told.flatMap(({ name, value }) => {
    const isRefused = name !== 'consentPermit';
    return [
      ...namedIn(value).map((what) => ({ what, isRefused })),
      ...(hasParts(value) ? rulesIn(value.item.parts) : []),
    ];
  });
}

function namedIn(value: FactValue): string[] {
  const head = hasParts(value) ? value.item.head : value;
  const words = head === undefined ? '' : plainValue(head);
  return words === '' ? [] : [words];
}

function hasParts(value: FactValue): value is Extract<FactValue, { readonly item: unknown }> {
  return typeof value === 'object' && 'item' in value;
}

/** Codes of consents that are about data, not about care. @see HL7 CodeSystem consentscope, consentcategorycodes */
const aboutData: ReadonlySet<string> = new Set([
  'INFA',
  'INFAO',
  'INFASO',
  'ICOL',
  'IDSCL',
  'RESEARCH',
  'npp',
  'patient-privacy',
  'research',
  'rsdid',
  'rsreid',
]);
const aboutCare: ReadonlySet<string> = new Set(['treatment', 'adr']);

/** Whether a consent is to treatment: its scope or a category says so, and none of them says that it is about data. */
export function isTreatmentConsent(facts: readonly Fact[]): boolean {
  const codes = factsCalled(facts, 'topic', 'category').flatMap(({ value }) =>
    typeof value === 'object' && 'concept' in value
      ? (value.concept.coding ?? []).flatMap(({ code }) => code ?? [])
      : [],
  );
  return codes.some((code) => aboutCare.has(code)) && !codes.some((code) => aboutData.has(code));
}
