/**
 * Every reason, beside the person's own choice, for which an entry of the record is not in a summary by default.
 * A summary's ledger names one of these for each entry that it leaves out, and there are no others.
 */
export const leftOutRules = [
  /** Another entry of the same source says the same, or a newer issue of the same medicine says all that this one does. */
  'repeats-another',
  /** Another source says the same. */
  'shown-once',
  /** Its section takes so many, or the newest of each, or what is recent. */
  'beyond-section',
  /** No section of this summary takes entries of its kind. */
  'not-in-preset',
  /** For kinds of summary that leave out what may be private; the usual one gives a hint and leaves nothing out. */
  'sensitive',
  'someone-else',
  'entered-in-error',
  /** Refuted, not done, not given, called off: it is not so, or never was. */
  'not-so',
  'billing',
  'who-and-where',
  'bookkeeping',
  'personal-circumstances',
  'planned',
] as const;
export type LeftOutRule = (typeof leftOutRules)[number];

/** Rules that the person cannot set aside: what they keep out never stands in a summary. */
export const firmRules: ReadonlySet<LeftOutRule> = new Set(['someone-else', 'entered-in-error']);
