import { readAllergies } from './allergies.ts';
import { follows, type CdaElement } from './cda-xml.ts';
import { readSupply } from './devices.ts';
import { readEquipment } from './equipment.ts';
import { readEncounter } from './encounters.ts';
import { readFamilyHistory } from './family.ts';
import { readImmunization } from './immunizations.ts';
import { readMedicines } from './medicines.ts';
import {
  membersReader,
  observationReader,
  readResults,
  type ObservationCategory,
} from './observations.ts';
import { readGoal, readPlanned } from './plans.ts';
import { readPregnancy } from './pregnancy.ts';
import { readProblems } from './problems.ts';
import { readProcedure } from './procedures.ts';
import { readerOfSection } from './readers-of-sections.ts';
import { isEvent, isOfAnother, type StatementReader } from './statement.ts';
import { readWish, readWishes } from './wishes.ts';

type Template = { readonly root: string; readonly read: StatementReader };

const at = (leaf: string, read: StatementReader): Template => ({
  root: `2.16.840.1.113883.10.20.22.4.${leaf}`,
  read,
});

/** Which templates of C-CDA 1.1 and 2.1 become entries. */
const templates: readonly Template[] = [
  at('30', readAllergies), // Allergy Concern Act
  at('7', readAllergies), // Allergy - Intolerance Observation
  at('3', readProblems), // Problem Concern Act
  at('33', readProblems), // Hospital Discharge Diagnosis
  at('34', readProblems), // Hospital Admission Diagnosis
  at('4', readProblems), // Problem Observation
  at('16', readMedicines), // Medication Activity
  at('35', readMedicines), // Discharge Medication
  at('36', readMedicines), // Admission Medication
  at('52', readImmunization), // Immunization Activity
  at('1', readResults), // Result Organizer
  at('2', observationReader('laboratory')), // Result Observation
  at('26', membersReader('vital-signs')), // Vital Signs Organizer
  at('27', observationReader('vital-signs')), // Vital Sign Observation
  at('38', observationReader('social-history')), // Social History Observation
  at('78', observationReader('social-history')), // Smoking Status
  at('85', observationReader('social-history')), // Tobacco Use
  { root: '2.16.840.1.113883.10.20.15.3.8', read: readPregnancy }, // Pregnancy Observation
  at('14', readProcedure), // Procedure Activity Procedure
  at('12', readProcedure), // Procedure Activity Act
  at('13', readProcedure), // Procedure Activity Observation
  at('49', readEncounter), // Encounter Activity
  at('45', readFamilyHistory), // Family History Organizer
  at('108', readWishes), // Advance Directive Organizer
  at('48', readWish), // Advance Directive Observation
  at('135', readEquipment), // Medical Equipment Organizer
  at('50', readSupply), // Non-Medicinal Supply Activity
  at('121', readGoal), // Goal Observation
];

/** Where a finding that follows no template is the patient's own, and what it is. LOINC's codes of sections. */
const categories: ReadonlyMap<string, ObservationCategory> = new Map([
  ['29762-2', 'social-history'],
  ['8716-3', 'vital-signs'],
]);
const familyHistory = '10157-6';

/**
 * How a statement is read: by the templates that it says it follows; else by the section that it stands in, where it is of
 * the class that its entries have there; else by what it is. A finding of somebody else, and whatever is neither, stays text.
 */
export function readerOf(
  statement: CdaElement,
  section: string | undefined,
): StatementReader | undefined {
  const known = templates.find(({ root }) => follows(statement, root))?.read;
  if (known === readFamilyHistory) return known;
  if (isOfAnother(statement) || section === familyHistory) return undefined;
  if (known !== undefined) return known;
  const ofSection = readerOfSection(statement, section);
  if (ofSection !== undefined) return ofSection;
  if (!isEvent(statement))
    return statement.attributes['moodCode'] === 'GOL' ? readGoal : readPlanned;
  const category = section === undefined ? undefined : categories.get(section);
  if (statement.name === 'observation') return observationReader(category);
  return statement.name === 'organizer' ? membersReader(category) : undefined;
}
