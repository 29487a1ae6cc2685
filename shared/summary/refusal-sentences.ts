import { remembered } from '../base/remembered.ts';
import type { WishKind } from '../words/wish-kind.ts';
import { sentencesIn, speaksOfResuscitation } from './plan-sentences.ts';
import { noWish, talkOfWish, treatmentsInPlans, treatmentsRefused } from './wish-names.ts';

const treatments = String.raw`(?:${treatmentsRefused.source}|\b(?:life[- ](?:support|sustaining|prolonging)|feeding tubes?|artificial(?:ly)? (?:feeding|fed|nutrition|hydration)|ventilators?|breathing machine))`;
/** Up to seven words, none of which turns the sentence around: "do not delay ventilation" wants it. */
const words = String.raw`(?:(?!(?:avoid|cancel|cease|delay|deny|discontinu|forget|hesitat|interrupt|miss|need|postpon|refus|requir|stop|unless|until|withdr[ae]w|withh?[eo]ld)\w*)[\p{L}\p{N}'’/-]+,? ){0,7}?`;
const giving = String.raw`(?:attempt|give|start|perform|offer|use|admit|transfer|send|take|put|commence|initiate|provide|escalate|try|begin)`;

/** That somebody does not want something. */
const unwilling = String.raw`(?:refus(?:es|ed|ing|al of)|declin(?:es|ed|ing)|(?:unwilling|objects?|opposed) to|(?:do(?:es)?|would|will)(?: not|n['’]t) (?:ever )?(?:want|wish|accept|consent|agree|like|desire)|wish(?:es)? not|never wants?)`;
/** That something must not be done. */
const forbidden = String.raw`(?:not (?:for|to be|to have|to go)|(?:do not|don['’]t|should not|must not|shall not|never) (?:be )?(?:${giving}\w*|(?=resuscitat|intubat|ventilat))|(?:would|will) not (?:benefit|be (?:appropriate|offered|given|for))|no (?:further |more |active )?attempts? (?:at|to))`;
/** That what was named before must not be done. */
const afterwards = String.raw`[^.;!?]{0,40}?\b(?:(?:is|are|should|must|would|will|to)(?: not|n['’]t) (?:be )?(?:\w+ )?(?:attempted|wanted|appropriate|given|performed|offered|started|indicated|accepted|done|undertaken|carried out|for (?:him|her|them|me)\b|in (?:his|her|their|my) best)|not (?:to be )?(?:wanted|wished|attempted|given|started|performed|appropriate)|unwanted|refused\b|declined\b)`;
/** A field of a form that is answered. */
const answered = String.raw`[^.;!?:]{0,30}: *(?:no\b(?! (?:decision|information|change))|not (?!known|recorded|discussed|applicable|yet)|declined|refused)`;

const flags = 'iu';
/** Without any of a treatment: what was not needed, or did not happen, is no refusal. */
const none = new RegExp(
  String.raw`\bno (?:more |further )?${treatments}(?!(?: \w+)? (?:was|were|is|are|has|have|had|need\w*|requir\w*|in|since|at|during|reactions?|history|so far|to date|currently))`,
  flags,
);
const refusals = [
  new RegExp(String.raw`\b${unwilling} ${words}(?:${treatmentsInPlans.source})`, flags),
  new RegExp(String.raw`\b${forbidden} ?${words}${treatments}`, flags),
  new RegExp(`${treatments}${afterwards}`, flags),
  new RegExp(`${treatments}${answered}`, flags),
  none,
];
/** The decision by its usual letters. */
const decided = /\b(?:DNR|DNAR|DNACPR|DNA[- ]?CPR|NFR)\b/;
const isForComfort = /\bcomfort (?:care |measures )?only\b|\bonly comfort\b/i;

/** What a relative did not want for themselves. */
const ofRelative = new RegExp(
  String.raw`\b(?:mother|father|wife|husband|son|daughter|brother|sister|partner|aunt|uncle|grand\w+|relatives?) (?:has |had |also |always )?${unwilling}`,
  flags,
);

/** Which kinds of wish the sentences of a text tell of that refuse a treatment; it says of none that a decision was made. */
export const refusedInSentences = remembered((text): readonly WishKind[] => {
  const refusing = sentencesIn(text).filter(refuses);
  const isOfResuscitation = (sentence: string) =>
    speaksOfResuscitation(sentence) || decided.test(sentence);
  return [
    ...(refusing.some(isOfResuscitation) ? (['resuscitation'] as const) : []),
    ...(refusing.some((one) => !isOfResuscitation(one)) ? (['limits'] as const) : []),
  ];
});

function refuses(sentence: string): boolean {
  if (noWish.test(withoutFluids(sentence)) || ofRelative.test(sentence)) return false;
  if (decided.test(sentence)) return !talkOfWish.test(sentence);
  return isForComfort.test(sentence) || refusals.some((pattern) => pattern.test(sentence));
}

/** To drink less is no talk of a wish, and does not hide one. */
function withoutFluids(sentence: string): string {
  return sentence.replace(/\bfluid\b(?! resuscitation)/gi, '');
}
