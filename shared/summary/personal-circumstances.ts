import type { EntryCard } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import { factsCalled } from '../record/fact.ts';
import { wordsOfTitle } from './all-words.ts';
import { remembered } from '../base/remembered.ts';

type Read = Pick<EntryCard, 'resourceType' | 'title' | 'codes' | 'facts' | 'kind'>;

/** How somebody lives, and what was done to them: nobody's diagnosis, and nobody's business unless the person says so. */
const circumstances =
  /\b(?:employment|employed|unemployed|self[- ]employed|occupation|labou?r force|retired|redundan\w+|demoted|job loss|student|higher education|education(?:al)? level|high school|primary school|secondary school|college|school equivalency|housing|homeless\w*|lives (?:alone|with|in)|living alone|cohabiting|refugee|asylum seeker|immigrant|criminal record|imprison\w*|prison|incarcerat\w*|probation|armed forces|military|veteran|social (?:contact|isolation|problem|support|migrant)|socially isolated|loneliness|lonely|victim of|violence|domestic abuse|intimate partner|(?:child|elder|sexual|physical|emotional|spousal|partner|domestic) abuse|neglect of|safeguarding|child protection|looked after child|transport(?:ation)? problem|lack of (?:access to )?transport\w*|married|marital status|divorced|widow(?:ed|er)?|separated from spouse|single person|religio\w+|roman catholic|church of|christian|muslim|islam|jewish faith|hindu|sikh|buddhist|agnostic|atheist|ethnic (?:category|group|origin)|born in|nationality|main spoken language|preferred language|sexual orientation|gender identity|heterosexual|homosexual|bisexual|partner pregnant|keeps pets|pet owner|income|poverty|financial (?:problem|difficult\w+|strain)|debt|benefits|food insecurity|hunger|is a carer|carer of|caregiver stress|bereave\w*|witchcraft|risk activity|traveller|preferred method of contact)\b/i;
/** "Stress" alone: not of a fracture, a test or incontinence. */
const stress =
  /^(?:stress|stressful life events?|work stress|stress at work)(?: \((?:finding|event)\))?$/i;

/** Words that make a diagnosis or a test of what would be a circumstance. */
const clinical =
  /\b(?:asthma|lung|dermatitis|pneumoconiosis|disease|disorder|injury|exposure|therapy|housebound|assessment tool|screening)\b/i;

const codes: ReadonlySet<string> = new Set(
  [
    '160903007', // full-time employment
    '160904001', // part-time employment
    '73438004', // unemployed
    '741062008', // not in labour force
    '73595000', // stress
    '422650009', // social isolation
    '423315002', // limited social contact
    '706893006', // victim of intimate partner abuse
    '424393004', // reports of violence in the environment
    '266948004', // has a criminal record
    '446654005', // refugee
    '105531004', // housing unsatisfactory
    '32911000', // homeless
    '713458007', // lack of access to transportation
    '224299000', // received higher education
    '224295006', // only received primary school education
    '224355006', // served in armed forces
  ].map((code) => `http://snomed.info/sct|${code}`),
);

/** Categories by which sources mark them. */
const categories: ReadonlySet<string> = new Set(['sdoh', 'social-determinants-of-health']);

/**
 * Whether a problem or an observation is about how somebody lives (work, housing, family, faith, violence, stress) and
 * not about their health. Such entries stand in no summary unless the person puts them there.
 */
export function isPersonalCircumstance(card: Read): boolean {
  if (card.resourceType !== 'Condition' && card.resourceType !== 'Observation') return false;
  if (mainCodesOf(card).some((code) => codes.has(code)) || isMarked(card)) return true;
  const title = wordsOfTitle(card);
  return isCalledOne(title);
}

const isCalledOne = remembered(
  (title) =>
    stress.test(title.split('. ')[0] ?? '') || (circumstances.test(title) && !clinical.test(title)),
);

function isMarked({ facts }: Read): boolean {
  return factsCalled(facts, 'category').some(
    ({ value }) =>
      typeof value === 'object' &&
      'concept' in value &&
      (value.concept.coding ?? []).some(({ code }) => categories.has(code ?? '')),
  );
}
