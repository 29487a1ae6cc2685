/** The sections that our summary writes, in the order a clinician reads them. @see IPS 2.0.0 Composition (LOINC codes) */
export const sections = [
  { code: '48765-2', name: 'allergies', title: 'Allergies and intolerances', need: 'required' },
  { code: '10160-0', name: 'medications', title: 'Medicines', need: 'required' },
  { code: '11450-4', name: 'problems', title: 'Problems', need: 'required' },
  { code: '104605-1', name: 'alerts', title: 'Alerts', need: 'optional' },
  { code: '42348-3', name: 'advance-directives', title: 'Wishes for care', need: 'optional' },
  { code: '46264-8', name: 'devices', title: 'Implants and devices', need: 'recommended' },
  { code: '30954-2', name: 'results', title: 'Test results', need: 'recommended' },
  { code: '8716-3', name: 'vital-signs', title: 'Vital signs', need: 'optional' },
  { code: '47519-4', name: 'procedures', title: 'Procedures', need: 'recommended' },
  { code: '11369-6', name: 'immunizations', title: 'Vaccinations', need: 'recommended' },
  { code: '11348-0', name: 'past-problems', title: 'Past problems', need: 'optional' },
  { code: '29762-2', name: 'social-history', title: 'Smoking and alcohol', need: 'optional' },
  { code: '10162-6', name: 'pregnancy', title: 'Pregnancy', need: 'optional' },
] as const;

export type Section = (typeof sections)[number];
export type SectionName = Section['name'];
export type SectionCode = Section['code'];
