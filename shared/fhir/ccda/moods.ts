import { own } from '../../base/own.ts';
import { attributeOf, follows, type CdaElement } from './cda-xml.ts';
import type { StatementPlace } from './statement.ts';

/** What a mood says of something that has not happened; a promise is a plan. @see HL7 V3 ActMood */
const intents: Readonly<Record<string, string>> = {
  INT: 'plan',
  PRMS: 'plan',
  APT: 'plan',
  ARQ: 'proposal',
  PRP: 'proposal',
  RQO: 'order',
};

/** What FHIR calls the intent of a statement; `undefined` for what happened, and for moods that are no request. */
export function intentOf(statement: CdaElement): string | undefined {
  return own(intents, attributeOf(statement, 'moodCode'));
}

const planSections: ReadonlySet<string | undefined> = new Set([
  '18776-5', // Plan of treatment
  '51847-2', // Assessment and plan
  '62387-6', // Interventions
]);
const plannedMedicationActivity = '2.16.840.1.113883.10.20.22.4.42';

/**
 * The same of a medicine. On a list of medicines, "intent" is how a prescription is written; in a plan it is a plan.
 * @see HL7 C-CDA 2.1, Medication Activity: what a clinician intends a patient to be taking
 */
export function medicineIntentOf(
  activity: CdaElement,
  { section }: Pick<StatementPlace, 'section'>,
): string | undefined {
  const isPlan = planSections.has(section) || follows(activity, plannedMedicationActivity);
  const isPrescription = attributeOf(activity, 'moodCode') === 'INT' && !isPlan;
  return isPrescription ? 'order' : intentOf(activity);
}
