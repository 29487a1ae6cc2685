/** The sections that our summary writes, in the order a clinician reads them. */
export const sectionNames = [
  'allergies',
  'medications',
  'problems',
  'alerts',
  'advance-directives',
  'care-decisions',
  'devices',
  'encounters',
  'results',
  'vital-signs',
  'procedures',
  'immunizations',
  'past-problems',
  'findings',
  'social-history',
  'pregnancy',
  'family-history',
  // Letters that the person added, by title and date.
  'documents',
  'personal-circumstances',
  // Whatever else the person put in.
  'others',
] as const;
export type SectionName = (typeof sectionNames)[number];
