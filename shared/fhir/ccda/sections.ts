import { readAllergies } from './allergies.ts';
import { follows, type CdaElement } from './cda-xml.ts';
import { readEncounter } from './encounters.ts';
import { readImmunization } from './immunizations.ts';
import { readMedicines } from './medicines.ts';
import { observationReader, readResults, readVitalSigns } from './observations.ts';
import { readProblems } from './problems.ts';
import { readProcedure } from './procedures.ts';
import type { StatementReader } from './statement.ts';

type Template = { readonly root: string; readonly read: StatementReader };

const at = (leaf: string, read: StatementReader): Template => ({
  root: `2.16.840.1.113883.10.20.22.4.${leaf}`,
  read,
});

/** Which templates of C-CDA 1.1 and 2.1 become entries. Whatever follows none of them stays text. */
const templates: readonly Template[] = [
  at('30', readAllergies), // Allergy Concern Act
  at('7', readAllergies), // Allergy - Intolerance Observation
  at('3', readProblems), // Problem Concern Act
  at('33', readProblems), // Hospital Discharge Diagnosis
  at('34', readProblems), // Hospital Admission Diagnosis
  at('16', readMedicines), // Medication Activity
  at('35', readMedicines), // Discharge Medication
  at('36', readMedicines), // Admission Medication
  at('52', readImmunization), // Immunization Activity
  at('1', readResults), // Result Organizer
  at('2', observationReader('laboratory')), // Result Observation
  at('26', readVitalSigns), // Vital Signs Organizer
  at('27', observationReader('vital-signs')), // Vital Sign Observation
  at('38', observationReader('social-history')), // Social History Observation
  at('78', observationReader('social-history')), // Smoking Status
  at('85', observationReader('social-history')), // Tobacco Use
  at('14', readProcedure), // Procedure Activity Procedure
  at('12', readProcedure), // Procedure Activity Act
  at('13', readProcedure), // Procedure Activity Observation
  at('49', readEncounter), // Encounter Activity
];

/** How a statement is read, by the templates that it says it follows. */
export function readerOf(statement: CdaElement): StatementReader | undefined {
  return templates.find(({ root }) => follows(statement, root))?.read;
}
