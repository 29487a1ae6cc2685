/** What a wish for care, or a decision about it, is; the most telling first. */
export const wishKinds = [
  'not-for-resuscitation',
  'for-resuscitation',
  'resuscitation',
  'refuses-blood',
  'limits',
  'respect',
  'refusal',
  'attorney',
  'living-will',
  'polst',
  'place',
  'care-plan',
  'end-of-life',
  'other',
] as const;
export type WishKind = (typeof wishKinds)[number];
