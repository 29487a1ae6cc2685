import type { Description } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import { factsCalled } from '../record/fact.ts';
import { isStanding } from '../record/standing.ts';
import { namesIn } from '../fhir/concept-names.ts';
import { absenceOf, type AbsenceScope } from './known-absence.ts';

/**
 * Whether some entries say that there is none of something and others that there is. A denial of food allergies says
 * nothing of penicillin; what was found not to be so, or is over, contradicts nothing.
 */
export function isContradiction(descriptions: readonly Description[]): boolean {
  const standing = descriptions.filter(isStanding);
  const denials = standing.flatMap((one) => absenceOf(mainCodesOf(one)) ?? []);
  const others = standing.filter((one) => absenceOf(mainCodesOf(one)) === undefined);
  return denials.some((scope) => others.some((one) => isWithin(one, scope)));
}

/** Whether a denial of this scope denies an entry: by its category, else by what it is called. */
function isWithin(entry: Description, scope: AbsenceScope): boolean {
  if (scope === 'all') return true;
  const categories = categoriesOf(entry);
  if (categories.length > 0) return categories.includes(scope);
  const { name = '', beside = [] } = entry.title === undefined ? {} : namesIn(entry.title);
  const named = [name, ...beside].join(' ');
  const found = scopes.filter(([, words]) => words.test(named)).map(([one]) => one);
  return found.includes(scope);
}

function categoriesOf({ facts }: Description): AbsenceScope[] {
  return factsCalled(facts, 'category').flatMap(({ value }) => {
    if (typeof value !== 'object' || !('code' in value)) return [];
    const scope = {
      medication: 'drug',
      biologic: 'drug',
      food: 'food',
      environment: 'environment',
    };
    const found = Object.entries(scope).find(([code]) => code === value.code)?.[1];
    return (['drug', 'food', 'environment'] as const).filter((one) => one === found);
  });
}

/** What names tell of what they belong to, where a source gives no category. */
const scopes: readonly (readonly [AbsenceScope, RegExp])[] = [
  [
    'drug',
    /cillin|mycin|cycline|oxacin|\bcef|\bceph|sulf|sulph|trimethoprim|nitrofurantoin|metronidazole|vancomycin|aspirin|ibuprofen|naproxen|diclofenac|\bnsaid|paracetamol|acetaminophen|codeine|morphine|tramadol|fentanyl|opioid|statin|prilat|\w{3}pril\b|\w{3}sartan\b|\w{3}olol\b|warfarin|heparin|insulin|lidocaine|contrast|iodinated|drug|medic(?:ine|ation)|antibiotic|vaccine/i,
  ],
  [
    'food',
    /food|peanut|\bnuts?\b|almond|cashew|walnut|hazelnut|\beggs?\b|milk|dairy|lactose|cheese|wheat|gluten|\bsoya?\b|sesame|shellfish|\bfish\b|prawn|shrimp|crab|lobster|mussel|strawberr|kiwi|banana|tomato|chocolate|celery|mustard|lupin/i,
  ],
  [
    'environment',
    /pollen|grass|dust|mite|mould|mold|\bcats?\b|\bdogs?\b|horse|animal|fur\b|dander|latex|\bbees?\b|wasp|venom|sting|nickel|plaster|elastoplast|hay fever/i,
  ],
];
