import type { RedFlagKind, RedFlagWords } from './red-flag-words.ts';

const names: Readonly<Record<RedFlagKind, string>> = {
  'severe-allergy': 'Severe allergy',
  allergy: 'Allergy',
  'do-not-give': 'DO NOT GIVE',
  'wishes-disagree': 'Wishes for care contradict each other',
  wishes: 'Wishes for care',
  alert: 'Alert',
  pregnancy: 'Pregnancy',
  history: 'Important history',
  implant: 'Implant',
  'critical-result': 'Critical result',
  'blood-groups-differ': 'Blood groups contradict each other',
  'adverse-event': 'Harm from care',
  'safety-warning': 'Safety warning',
  anticoagulant: 'Blood thinner',
  antiplatelet: 'Blood thinner (antiplatelet)',
  insulin: 'Insulin',
  steroid: 'Steroid',
  immunosuppressant: 'Weakens the immune system',
  cytotoxic: 'Cancer or cell-killing medicine',
  clozapine: 'Clozapine',
  lithium: 'Lithium',
  digoxin: 'Digoxin',
  antiarrhythmic: 'Heart rhythm medicine',
  antiepileptic: 'Epilepsy medicine',
  opioid: 'Opioid',
  'depot-antipsychotic': 'Long-acting antipsychotic',
  levodopa: 'Parkinson’s medicine',
  antithyroid: 'Thyroid-blocking medicine',
  theophylline: 'Theophylline',
  'mao-inhibitor': 'MAO inhibitor',
  sulfonylurea: 'Can cause low blood sugar',
};

/** Kinds of which the rest stands after a comma; of all others in brackets. */
const inBrackets: ReadonlySet<RedFlagKind> = new Set([
  'severe-allergy',
  'allergy',
  'alert',
  'adverse-event',
  'safety-warning',
  'wishes',
  'pregnancy',
  'history',
  'implant',
  'critical-result',
]);

/** @see HL7 CodeSystem consentcategorycodes, consentscope */
const consentCategories: Readonly<Record<string, string>> = {
  acd: 'Advance directive',
  adr: 'Advance care directive',
  dnr: 'Do not resuscitate',
  hcd: 'Health care directive',
  npp: 'Notice of privacy practices',
  polst: 'Orders for life-sustaining treatment (POLST)',
  research: 'Consent to research',
  'patient-privacy': 'Consent to sharing of data',
  treatment: 'Consent to treatment',
};

const codeSystems = { atc: 'ATC', rxnorm: 'RxNorm', snomed: 'SNOMED CT' } as const;

const because = (reason: string | undefined) => (reason === undefined ? '' : ` (${reason})`);

export const redFlagsInEnglish: RedFlagWords = {
  redFlag: (kind, title, more) => {
    const rest =
      more.length === 0
        ? ''
        : inBrackets.has(kind)
          ? ` (${more.join('; ')})`
          : `, ${more.join(', ')}`;
    return `${names[kind]}: ${title}${rest}`;
  },
  onHold: (reason) => `ON HOLD${because(reason)}`,
  stopped: (date, reason) => `STOPPED${date === undefined ? '' : ` ${date}`}${because(reason)}`,
  finished: (date) => `finished ${date}`,
  takenUntil: (date) => `until ${date}`,
  knownByCode: (system, code) => `by its code, ${codeSystems[system]} ${code}`,
  bloodGroup: (value, date) => (date === undefined ? value : `${value} (${date})`),
  anotherEntrySays: (title, said) =>
    `another entry says${title === undefined ? '' : ` of ${title}`}: ${said.join(', ')}`,
  handedOutOn: (date) => (date === undefined ? 'handed out' : `handed out ${date}`),
  givenOn: (date) => (date === undefined ? 'given' : `given ${date}`),
  expectedDelivery: (date) => `expected date of delivery ${date}`,
  wishKinds: {
    'not-for-resuscitation': 'Do not attempt resuscitation (DNACPR)',
    'for-resuscitation': 'For resuscitation',
    resuscitation: 'About resuscitation',
    'refuses-blood': 'Refuses blood',
    limits: 'Limits of treatment',
    respect: 'ReSPECT plan',
    refusal: 'Advance decision to refuse treatment (ADRT)',
    attorney: 'Power of attorney (LPA)',
    'living-will': 'Living will',
    polst: 'Orders for life-sustaining treatment (POLST)',
    place: 'Preferred place of care',
    'care-plan': 'Advance directive or care plan',
    'end-of-life': 'End of life care',
    other: 'Wish for care',
  },
  consentCategory: (code) =>
    Object.hasOwn(consentCategories, code) ? consentCategories[code] : undefined,
  refuses: (what) => `Refuses: ${what.join(', ')}`,
  allows: (what) => `Agrees to: ${what.join(', ')}`,
  bothSaid: (newer, other) => `“${newer}” and “${other}”. Ask which one holds`,
  quoted: (text) => (text === '…' ? text : `“${text}”`),
  planText: (text) => `It says: ${text}`,
  restOfPlan: (where) =>
    where === undefined
      ? 'Shortened here: the whole text is in the data of this summary'
      : `Shortened here: the whole text is in ${where}`,
  planInDocument: (what, isInside) =>
    isInside
      ? `What it says is in a document in the data of this summary${because(what)}`
      : `What it says is in a document that is not part of this summary${because(what)}`,
  stoppedMedicines: 'Not current: stopped, finished, not taken or not given',
  sourceDiffers: (what, sources) =>
    `Sources differ: ${what} in source ${sources.map((source) => `[${String(source)}]`).join(', ')}`,
  privateOnCard: 'something private is left out',
};
