/** Units for which people use words, and not signs that can be misread: "U" looks like a nought, "ug" like "mg". */
export const wordedUnits = ['microgram', 'unit', 'international-unit'] as const;
export type WordedUnit = (typeof wordedUnits)[number];

/** The words of one language for units. */
export type UnitWords = {
  /** "micrograms": of more than one, and of none. */
  readonly worded: Readonly<Record<WordedUnit, { readonly one: string; readonly many: string }>>;
  /** What is counted, for a number: "tablet" is "tablets" where it is more than one. */
  counted(unit: string, number: string): string;
  /** "/day" for "/d" */
  everyTime(code: 'd' | 'wk' | 'mo' | 'a'): string;
};
