/** Codes of the specification that are no status of an entry. */
export const careCodes = [
  'routine',
  'urgent',
  'asap',
  'stat',
  'male',
  'female',
  'other',
  'declined',
  'needs-action',
  'tentative',
  'old',
] as const;
export type CareCode = (typeof careCodes)[number];
