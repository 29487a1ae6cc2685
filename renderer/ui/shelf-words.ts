import type { Category } from '../../shared/record/card.ts';

/** The plain names of the shelves. */
export const shelfNames: Readonly<Record<Category, string>> = {
  allergies: 'Allergies',
  medicines: 'Medicines',
  problems: 'Problems',
  results: 'Test results',
  vaccinations: 'Vaccinations',
  procedures: 'Procedures',
  visits: 'Visits',
  documents: 'Documents',
  other: 'Everything else',
};
