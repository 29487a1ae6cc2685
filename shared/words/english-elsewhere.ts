import type { ElsewhereKind, ElsewherePart } from './elsewhere.ts';

const nouns: Readonly<Record<ElsewhereKind, readonly [one: string, many: string]>> = {
  'awaited-results': ['result still awaited', 'results still awaited'],
  'family-history': ['entry of family history', 'entries of family history'],
  'planned-procedures': ['planned procedure', 'planned procedures'],
  'planned-medicines': [
    'medicine only planned, proposed or a draft',
    'medicines only planned, proposed or drafts',
  ],
  requests: ['referral or request', 'referrals and requests'],
  appointments: ['appointment', 'appointments'],
  'care-plans': ['care plan', 'care plans'],
  goals: ['goal', 'goals'],
  'safety-warnings': ['safety warning', 'safety warnings'],
  'vaccination-advice': ['advice on vaccinations', 'entries of advice on vaccinations'],
  documents: ['letter or document', 'letters and documents'],
  'kept-texts': ['text of a document', 'texts of documents'],
  reports: ['report', 'reports'],
  scans: ['scan or image', 'scans and images'],
  stays: ['earlier hospital stay', 'earlier hospital stays'],
  visits: ['visit', 'visits'],
  messages: ['message', 'messages'],
  questionnaires: ['questionnaire', 'questionnaires'],
  answers: ['score or answer', 'scores and answers'],
  notes: ['note', 'notes'],
  consents: ['consent', 'consents'],
  'past-alerts': ['alert that is over', 'alerts that are over'],
  'past-devices': ['device not in use any more', 'devices not in use any more'],
  'past-pregnancies': ['earlier entry on pregnancy', 'earlier entries on pregnancy'],
  'tests-without-result': [
    'test named without a result of its own',
    'tests named without a result of their own',
  ],
  'procedures-not-done': ['procedure not done', 'procedures not done'],
  'vaccinations-not-given': ['vaccination not given', 'vaccinations not given'],
  'not-so': [
    'entry that was called off or found not to be so',
    'entries that were called off or found not to be so',
  ],
  other: ['other entry', 'other entries'],
};

/** "8 letters and documents, 1 planned procedure" */
export function elsewhereInEnglish(parts: readonly ElsewherePart[]): string {
  return parts
    .map(({ what, count }) => {
      const [one, many] = nouns[what];
      return `${String(count)} ${count === 1 ? one : many}`;
    })
    .join(', ');
}
