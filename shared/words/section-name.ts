/** The sections that our summary writes, in the order a clinician reads them. */
export const sectionNames = [
  'allergies',
  'medications',
  'problems',
  'alerts',
  'advance-directives',
  'devices',
  'results',
  'vital-signs',
  'procedures',
  'immunizations',
  'past-problems',
  'social-history',
  'pregnancy',
] as const;
export type SectionName = (typeof sectionNames)[number];
