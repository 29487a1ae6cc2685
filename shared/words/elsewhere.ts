/** What a record can hold beside what a summary's page has room for, in the order in which it is told. */
export const elsewhereKinds = [
  'awaited-results',
  'family-history',
  'planned-procedures',
  'planned-medicines',
  'requests',
  'appointments',
  'care-plans',
  'goals',
  'safety-warnings',
  'vaccination-advice',
  'documents',
  'kept-texts',
  'reports',
  'scans',
  'stays',
  'visits',
  'messages',
  'questionnaires',
  'answers',
  'notes',
  'consents',
  'past-alerts',
  'past-devices',
  'past-pregnancies',
  'tests-without-result',
  'procedures-not-done',
  'vaccinations-not-given',
  'not-so',
  'other',
] as const;
export type ElsewhereKind = (typeof elsewhereKinds)[number];

/** So many entries of the record are of this kind, and in no section of the summary. */
export type ElsewherePart = { readonly what: ElsewhereKind; readonly count: number };
