import { plainWordsOf } from '../fhir/concept.ts';
import type { EntryCard } from './card.ts';
import { plainValues } from './plain-value.ts';

/** What of an entry is looked at. */
export type Hinting = Pick<EntryCard, 'facts' | 'organisation' | 'security' | 'terms' | 'title'>;

/**
 * Why a person may want to think twice before sharing an entry, in plain words; `undefined` where nothing was found.
 * It prompts and no more: that it says nothing is no promise that there is nothing.
 * The source's own mark counts first, then words in the entry.
 */
export function sensitiveHint(card: Hinting): string | undefined {
  const label = labelOf(card);
  if (label !== undefined) return label;
  const words = wordsIn(card);
  return topics.find((topic) => topic.pattern.test(words))?.hint;
}

/** Whether its source itself marked an entry as one for few eyes. */
export function isMarkedPrivate(card: Pick<EntryCard, 'security'>): boolean {
  return labelOf(card) !== undefined;
}

function labelOf({ security }: Pick<EntryCard, 'security'>): string | undefined {
  return security.map((code) => labelHints[code.toUpperCase()]).find(isHint);
}

const marked = 'Marked as confidential by its source';

/** @see HL7 v3 Confidentiality and ActCode (information sensitivity) */
const labelHints: Readonly<Record<string, string | undefined>> = {
  R: marked,
  V: marked,
  S: marked,
  ETH: 'Marked by its source: alcohol or drugs',
  SUD: 'Marked by its source: alcohol or drugs',
  ETHUD: 'Marked by its source: alcohol',
  OPIOIDUD: 'Marked by its source: drugs',
  PSY: 'Marked by its source: mental health',
  PSYTHPN: 'Marked by its source: mental health',
  MH: 'Marked by its source: mental health',
  BH: 'Marked by its source: mental health',
  HIV: 'Marked by its source: HIV',
  STD: 'Marked by its source: sexual health',
  SEX: 'Marked by its source: sexual health',
  SDV: 'Marked by its source: abuse or violence',
  DVA: 'Marked by its source: abuse or violence',
  DV: 'Marked by its source: abuse or violence',
  GDIS: 'Marked by its source: genetics',
  SCA: 'Marked by its source: genetics',
  PREGNANT: 'Marked by its source: pregnancy',
  TERM: 'Marked by its source: ending a pregnancy',
  FAMILY: 'Marked by its source: family matters',
};

type Topic = { readonly hint: string; readonly pattern: RegExp };

/** The narrower topic before the wider one: "HIV" before "sexual health". */
const topics: readonly Topic[] = [
  topic('May tell what family or friends are not to know', [
    '(?:family|relatives?|carers?|next of kin|partner|spouse|wife|husband|parents?|children|patient) (?:is |are )?(?:not|un)\\s?(?:yet )?aware',
    '(?:family|relatives?|carers?|next of kin|partner|spouse|wife|husband|parents?|children) (?:is |are )?not to (?:be )?(?:know|told|informed)',
    'does not (?:want|wish) (?:\\w+ ){0,3}to know',
  ]),
  topic('May tell how to get into the home', [
    'key ?safe',
    '(?:has|holds|have|hold) (?:a |the )?(?:spare )?keys?',
    '(?:door|entry|gate|key ?safe) code',
    'lives alone',
  ]),
  topic('May concern HIV', [
    'hiv',
    'acquired immun\\w+ deficiency',
    'human immunodeficiency',
    'antiretroviral',
    'emtricitabine',
    'dolutegravir',
    'bictegravir',
    'raltegravir',
    'darunavir',
    'efavirenz',
    'lamivudine',
    'pre-exposure prophylaxis',
  ]),
  topic('May concern ending a pregnancy', [
    'termination of pregnancy',
    'abortion',
    'mifepristone',
    'top of pregnancy',
  ]),
  topic('May concern abuse or violence', [
    'abuse of (?:a |an )?(?:adult|child|partner|person|elder)\\w*',
    '(?:child|elder|domestic|sexual|physical|emotional|spous\\w+|partner) abuse',
    '(?:victim|reports?) of [^\\n]{0,200}abuse',
    'domestic violence',
    'intimate partner',
    'sexual assault',
    'rape',
    'safeguarding',
    'female genital mutilation',
    'fgm',
    'violence',
    'neglect of',
  ]),
  topic('May concern sexual health', [
    'sexually transmitted',
    'chlamydia\\w*',
    'gonorrh\\w+',
    'syphilis',
    'genital (?:herpes|warts?)',
    'trichomon\\w+',
    'hpv',
    'erectile',
    'sildenafil',
    'sexual dysfunction',
    'genitourinary medicine',
    'contracepti\\w+',
  ]),
  topic('May concern gender identity', [
    'gender (?:dysphoria|identity|incongruence|reassignment|recognition)',
    'transgender',
    'transsexual\\w*',
  ]),
  topic('May concern alcohol or drugs', [
    'alcohol (?:dependence|abuse|misuse|use disorder|withdrawal|intoxication|problem)\\w*',
    'alcoholi\\w+',
    'drug (?:dependence|abuse|misuse|overdose|addiction)',
    'substance (?:abuse|misuse|use)',
    'opioid (?:dependence|abuse|use disorder|misuse)',
    'misuses? drugs',
    'addiction',
    'heroin',
    'cocaine',
    'cannabis',
    'methadone',
    'buprenorphine',
    'disulfiram',
    'acamprosate',
    'naltrexone',
    'overdose',
  ]),
  topic('May concern mental health', [
    'mental (?:health|disorder|illness)',
    'psych(?:iatr|osis|otic|ologi|otherap)\\w*',
    '(?<!st |respiratory |bone marrow )depressi(?:on|ve)(?: \\w+)?',
    'anxiety',
    'bipolar',
    'schizo\\w+',
    'suicid\\w+',
    'self[- ]harm\\w*',
    'eating disorder',
    'anorexia nervosa',
    'bulimia',
    'post-?traumatic stress',
    'ptsd',
    'personality disorder',
    'panic',
    'phq-?9',
    'gad-?7',
    'sertraline',
    'citalopram',
    'escitalopram',
    'fluoxetine',
    'paroxetine',
    'venlafaxine',
    'mirtazapine',
    'lithium carbonate',
    'olanzapine',
    'quetiapine',
    'risperidone',
    'aripiprazole',
    'clozapine',
    'haloperidol',
    'detained under',
  ]),
  topic('May concern fertility or pregnancy', [
    'miscarriage',
    'stillbirth',
    'infertil\\w+',
    'in vitro fertili[sz]ation',
    'ivf',
    'assisted (?:conception|fertili[sz]ation)',
  ]),
  topic('May concern genetics, which is about your family too', [
    'genetic\\w*',
    'huntington\\w*',
    'brca ?[12]?',
    'cystic fibrosis carrier',
    'carrier of',
  ]),
];

function topic(hint: string, terms: readonly string[]): Topic {
  return {
    hint,
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${terms.join('|')})(?![\\p{L}])`, 'iu'),
  };
}

/** Title, other names and facts: a letter's own text is not searched. */
function wordsIn(card: Hinting): string {
  const title = card.title === undefined ? '' : plainWordsOf(card.title);
  const facts = plainValues(card.facts);
  return [title, card.terms, card.organisation ?? '', ...facts].join(' \n ');
}

function isHint(hint: string | undefined): hint is string {
  return hint !== undefined;
}
