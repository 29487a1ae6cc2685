/** The code systems whose codes are understood here, by their OID. */
export const oids = {
  snomed: '2.16.840.1.113883.6.96',
  loinc: '2.16.840.1.113883.6.1',
  actCode: '2.16.840.1.113883.5.4',
  actClass: '2.16.840.1.113883.5.6',
  /** HL7's own for how bad something is. */
  observationValue: '2.16.840.1.113883.5.1063',
} as const;
