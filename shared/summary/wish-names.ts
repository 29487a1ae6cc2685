/*
 * By what a wish for care, or a decision about it, is known: words, and codes of the kinds that sources use.
 *
 * After: Resuscitation Council UK (ReSPECT, DNACPR), Mental Capacity Act 2005 (advance decisions, lasting power of
 * attorney) and its Scottish like, PRSB "About me" and end-of-life standards, Coordinate My Care headings, HL7 PACIO
 * Advance Directive Interoperability, HL7 consent categories, LOINC document types, ICD-10-CM Z66.
 */
import type { WishKind } from '../words/wish-kind.ts';

const cpr = String.raw`(?:cardio[- ]?pulmonary[- ]?)?(?:resuscitat\w*|resus\b|CPR\b)`;

/** Each kind by what is said, the most telling first. "respect" is a word; the plan is written ReSPECT. */
export const wishWords: readonly (readonly [WishKind, RegExp])[] = [
  ['not-for-resuscitation', /\b(?:DNR|DNAR|DNACPR|DNA[- ]?CPR|NFR)\b/i],
  [
    'not-for-resuscitation',
    new RegExp(
      String.raw`\b(?:not (?:for|to be)|do not|don['’]t|no)(?: for)?(?: full)?(?: active)?(?: attempt(?:ed|ing)?)?(?: at)? ${cpr}`,
      'i',
    ),
  ],
  ['not-for-resuscitation', /\bno code\b/i],
  [
    'for-resuscitation',
    new RegExp(String.raw`^\W*for (?:full )?(?:active )?(?:attempted )?(?:full )?${cpr}`, 'i'),
  ],
  ['for-resuscitation', new RegExp(String.raw`\bfor attempted ${cpr}`, 'i')],
  ['for-resuscitation', /\bfull code\b/i],
  [
    'resuscitation',
    new RegExp(
      String.raw`\b${cpr}(?: \w+)? (?:status|decision|discussion|wish(?:es)?|preferences?|orders?|plan|form)\b`,
      'i',
    ),
  ],
  ['resuscitation', /\bcode status\b/i],
  [
    'refuses-blood',
    /\b(?:refus(?:es|ed|al of)|declin(?:es|ed)|objects? to|not for|do not give|will not accept) (?:\w+ ){0,3}?(?:blood (?:products?|transfusions?|components?)|transfusions?)\b/i,
  ],
  // That none was needed is no refusal.
  [
    'refuses-blood',
    /\bno (?:\w+ ){0,3}?(?:blood (?:products?|transfusions?|components?)|transfusions?)\b(?! (?:was|were|is|are|has|have|had|needed|required|reactions?|history|in|since|at)\b)/i,
  ],
  ['refuses-blood', /\bjehovah/i],
  [
    'limits',
    /\b(?:not (?:for|to be)|do not) (?:(?!(?:delay|stop|cancel|interrupt|postpone|withh?old|withdraw|discontinue|refuse)\w*)\w+ ){0,3}?(?:intubat\w*|ventilat\w*|intensive care|ITU|ICU|hospital admission|hospitali[sz]ation|dialysis|tube feeding|escalation)\b|\bDNI\b/i,
  ],
  [
    'limits',
    /\b(?:treatment escalation|ceilings? of (?:care|treatment)|limitation of (?:care|treatment)|comfort (?:care|measures) only|withh?olding of (?:life|treatment))/i,
  ],
  ['respect', /\bReSPECT\b|\bRESPECT (?:form|plan|process|document)\b/],
  ['respect', /\b(?:recommended summary plan for emergency care|respect (?:form|plan) )/i],
  [
    'refusal',
    /\badvance (?:decision|refusal)|\bADRT\b|\brefusal of (?:life[- ]sustaining )?treatment\b/i,
  ],
  [
    'attorney',
    /\b(?:(?:lasting|durable|enduring|continuing|welfare|health ?care|medical) (?:personal welfare )?(?:powers? of attorney|attorney)|LPA (?:for )?(?:health|welfare)|health ?care (?:proxy|agent)|medical proxy)\b/i,
  ],
  ['living-will', /\bliving will\b/i],
  ['polst', /\b(?:POLST|MOLST|LaPOST|COLST)\b/i],
  ['place', /\bpreferred (?:place|priorities) (?:of|for) (?:care|death|dying)/i],
  [
    'care-plan',
    /\badvance[d]? (?:health ?care |care |medical |treatment )?(?:plan(?:ning)?|directives?|statements?|wishes)\b|\bemergency (?:health ?)?care plan\b|\banticipatory care plan\b/i,
  ],
  ['end-of-life', /\bend[- ]of[- ]life\b/i],
];

/** What has no wish to tell: that there is none, or a talk that is only offered. */
export const noWish =
  /\b(?:no|without|has no|have no|does not have|not have|lack of)(?: \w+)? (?:known )?(?:advance[d]?\b|living will|DNA?C?P?R\b|lasting power|power of attorney|resuscitation status|treatment escalation)|\b(?:offered|invited|training|certificate|newborn|neonatal resuscitation|fluid)\b/i;

/** A talk of a wish, or that somebody was told of one: it does not say what is wished. */
export const talkOfWish =
  /\b(?:discuss(?:ed|ion)|talked (?:about|through|over)|shared) with (?:the |their |his |her )?(?:patient|family|carers?|relatives?|next of kin|husband|wife|partner|spouse|parents?|mother|father|son|daughter|guardian|representative|attorney|GP|doctor|nurse)(?: \w+)?\W*$|\b(?:patient|family(?: members?)?|carers?|relatives?|next of kin|husband|wife|partner|spouse|parents?|mother|father|son|daughter|guardian|GP|doctor)(?: (?:was|were|is|are|has been|have been))? (?:informed|aware|notified|told) (?:of|about)\b/i;

/** That something was taken back, by what is said of it. */
export const takenBack =
  /\b(?:revoked|rescinded|withdrawn|cancel(?:l)?ed|reversed|invalid|no longer|lifted|expired|ended)\b/i;

const loinc = (...codes: readonly string[]) => codes.map((code) => `http://loinc.org|${code}`);
const snomed = (...codes: readonly string[]) =>
  codes.map((code) => `http://snomed.info/sct|${code}`);

/** Codes of what a wish is. */
export const wishCodes: ReadonlyMap<string, WishKind> = new Map<string, WishKind>([
  ...snomed('450476008', '304253006').map((code) => [code, 'not-for-resuscitation'] as const),
  ...snomed('450475007', '304252001').map((code) => [code, 'for-resuscitation'] as const),
  ...snomed('304251008').map((code) => [code, 'resuscitation'] as const),
  ...snomed('371538006', '310301000', '425392003').map((code) => [code, 'care-plan'] as const),
  ...snomed('425394002', '425395001').map((code) => [code, 'living-will'] as const),
  ...snomed('425393008').map((code) => [code, 'attorney'] as const),
  ...loinc('42348-3', '81334-5', '75320-2').map((code) => [code, 'care-plan'] as const),
  ...loinc('86533-7').map((code) => [code, 'living-will'] as const),
  ...loinc('64298-3', '92664-2', '81335-2').map((code) => [code, 'attorney'] as const),
  ...loinc('93037-0').map((code) => [code, 'polst'] as const),
  ...loinc('100822-6').map((code) => [code, 'resuscitation'] as const),
]);

/** The same by the code alone: HL7's consent categories and scope, ICD-10's. */
export const bareWishCodes: Readonly<Record<string, WishKind>> = {
  acd: 'care-plan',
  adr: 'care-plan',
  dnr: 'not-for-resuscitation',
  hcd: 'care-plan',
  polst: 'polst',
  z66: 'not-for-resuscitation',
  '42348-3': 'care-plan',
  '81334-5': 'care-plan',
};

/** Treatments of which a request that they must not be done is a wish or a decision about care. */
export const treatmentsRefused = new RegExp(
  String.raw`\b(?:${cpr}|intubat\w*|ventilat\w*|intensive care|ITU|ICU|dialysis|tube feeding|blood products?|transfusions?)`,
  'i',
);

/** Treatments of which the text of a plan can say that they are not wanted. */
export const treatmentsInPlans = new RegExp(
  String.raw`${treatmentsRefused.source}|\b(?:DNR|DNAR|DNACPR|DNA[- ]CPR|heart (?:stops|should stop|were to stop)|life[- ](?:support|sustaining|prolonging)|(?:kept|keep me|keep (?:him|her|them)) alive|feeding tubes?|artificial(?:ly)? (?:feeding|fed|nutrition|hydration)|ventilators?|breathing machine|resuscitat\w*|blood(?! (?:pressure|tests?|sugars?|glucose|counts?|groups?|thinn\w+|cells?|results?|clots?))|antibiotics|chemotherapy|hospital admission|admitted to hospital)\b`,
  'i',
);

const asks = /\b(?:want|wish|accept|refuse|prefer|choose|agree to)\b/i;
const asksWhere = /\b(?:cared for|to die|place of (?:care|death))\b/i;

/** Whether a question of a form asks what somebody wants done, or where: "Would you want CPR?". */
export function asksForWish(question: string): boolean {
  return asks.test(question) && (treatmentsInPlans.test(question) || asksWhere.test(question));
}
