const loinc = (code: string) => `http://loinc.org|${code}`;
const snomed = (code: string) => `http://snomed.info/sct|${code}`;

/** Expected date of delivery. @see IPS 2.0.0 Observation-pregnancy-edd */
export const dueDateCodes: ReadonlySet<string> = new Set([
  loinc('11778-8'),
  loinc('11779-6'),
  loinc('11780-4'),
  snomed('161714006'),
]);

const pregnant = snomed('77386006');
export const notPregnant = snomed('60001007');

/** Whether somebody is pregnant. @see IPS 2.0.0 Observation-pregnancy-status */
export const pregnancyStatusCodes: ReadonlySet<string> = new Set([
  loinc('82810-3'),
  pregnant,
  snomed('72892002'), // normal pregnancy
  notPregnant,
]);

/** Answers that say so. */
export const pregnantCodes: ReadonlySet<string> = new Set([loinc('LA15173-0'), pregnant]);
