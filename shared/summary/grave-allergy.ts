import { codesIn, plainWordsOf } from '../fhir/concept.ts';
import type { Description } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import type { Reaction } from '../record/fact.ts';
import { plainValue, plainValues } from '../record/plain-value.ts';

const names = String.raw`anaphyla\w*|life[- ]threatening|\bfatal\b|stevens[- ]johnson|epidermal necrolysis|\blyell|laryngeal (?:o?edema|spasm)|laryngospasm|angio-? ?o?edema|quincke|malignant hyper(?:thermia|pyrexia)|eosinophilia and systemic symptoms|cardiac arrest|respiratory arrest`;

/** What a source calls a danger to life, whatever code it gives. */
const dangerous = new RegExp(names, 'i');
/** The same by its usual letters, which in small ones are words. */
const byLetters = /\b(?:SJS|DRESS|TEN(?=\s*(?:$|[,;.()/])))\b/;
/** That it did not happen. */
const denied = new RegExp(
  String.raw`\b(?:no|not|non|without|never|denies)\b[^.;,"]{0,25}?(?:${names})`,
  'gi',
);

/** The same by code. */
const dangerousCodes: ReadonlySet<string> = new Set(
  [
    '39579001', // anaphylaxis
    '405501007', // malignant hyperthermia
    '41291007', // angioedema
    '73442001', // Stevens-Johnson syndrome
    '768962006', // toxic epidermal necrolysis
    '702809001', // drug reaction with eosinophilia and systemic symptoms
    '51599000', // swelling of the larynx
    '410430005', // cardiac arrest
  ].map((code) => `http://snomed.info/sct|${code}`),
);

/** What is read of an allergy to know how dangerous it is. */
export type WeighedAllergy = Pick<Description, 'title' | 'codes' | 'facts' | 'flag' | 'standing'>;

/** Whether an allergy counts as severe: its source says so, or what happened was a danger to life; never where it was found not to be so. */
export function isSevereAllergy(allergy: WeighedAllergy): boolean {
  if (allergy.standing === 'refuted' || allergy.standing === 'error') return false;
  return allergy.flag === 'critical' || isDeadlyAllergy(allergy);
}

/** Whether an allergy tells of a danger to life, by words or codes. */
export function isDeadlyAllergy(allergy: Omit<WeighedAllergy, 'flag' | 'standing'>): boolean {
  const { title, facts } = allergy;
  const words = [title === undefined ? '' : plainWordsOf(title), ...plainValues(facts)];
  return (
    words.some(saysDanger) ||
    mainCodesOf(allergy).some((code) => dangerousCodes.has(code)) ||
    facts.some(
      ({ value }) => typeof value === 'object' && 'reaction' in value && isDeadly(value.reaction),
    )
  );
}

/** Whether one reaction was a danger to life, by words or codes. */
export function isDeadly(reaction: Reaction): boolean {
  const codes = (reaction.manifestation ?? []).flatMap(codesIn);
  return codes.some((code) => dangerousCodes.has(code)) || saysDanger(plainValue({ reaction }));
}

function saysDanger(text: string): boolean {
  return dangerous.test(text.replace(denied, '')) || byLetters.test(text);
}
