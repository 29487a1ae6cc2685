import type { SectionName } from '../words/section-name.ts';

/** The sections that our summary writes, in the order a clinician reads them. @see IPS 2.0.0 Composition (LOINC codes) */
export const sections = [
  { code: '48765-2', name: 'allergies', need: 'required' },
  { code: '10160-0', name: 'medications', need: 'required' },
  { code: '11450-4', name: 'problems', need: 'required' },
  { code: '104605-1', name: 'alerts', need: 'optional' },
  { code: '42348-3', name: 'advance-directives', need: 'optional' },
  // "Advance directive": decisions and plans in types that IPS's own section does not take.
  { code: '75320-2', name: 'care-decisions', need: 'optional' },
  { code: '46264-8', name: 'devices', need: 'recommended' },
  // "History of encounters"
  { code: '46240-8', name: 'encounters', need: 'optional' },
  { code: '30954-2', name: 'results', need: 'recommended' },
  { code: '8716-3', name: 'vital-signs', need: 'optional' },
  { code: '47519-4', name: 'procedures', need: 'recommended' },
  { code: '11369-6', name: 'immunizations', need: 'recommended' },
  { code: '11348-0', name: 'past-problems', need: 'optional' },
  // "Clinical finding"
  { code: '75321-0', name: 'findings', need: 'optional' },
  { code: '29762-2', name: 'social-history', need: 'optional' },
  { code: '10162-6', name: 'pregnancy', need: 'optional' },
  // "History of family member diseases"
  { code: '10157-6', name: 'family-history', need: 'optional' },
  // "Medical records": what the person has on paper, by title and date.
  { code: '11503-0', name: 'documents', need: 'optional' },
  // "History general"
  { code: '11329-0', name: 'personal-circumstances', need: 'optional' },
  // "Patient Note": what the person put in beside what sections take.
  { code: '51855-5', name: 'others', need: 'optional' },
] as const satisfies readonly {
  readonly code: string;
  readonly name: SectionName;
  readonly need: string;
}[];

export type Section = (typeof sections)[number];
export type SectionCode = Section['code'];

export function sectionNamed(name: SectionName): Section {
  const section = sections.find((one) => one.name === name);
  if (section === undefined) throw new RangeError(name);
  return section;
}
