import type { AbsenceSubject } from '../../fhir/none-in-words.ts';
import { withAbsenceCode } from '../../fhir/none-in-words.ts';
import { listOf, type FhirResource } from '../../fhir/resource.ts';
import type { Description } from '../card.ts';
import { outweighs } from './status.ts';

/** What entries of each type can say that there is none of. */
const subjects: Readonly<Record<string, AbsenceSubject>> = {
  AllergyIntolerance: 'allergy',
  Condition: 'problem',
  MedicationRequest: 'medicine',
  MedicationStatement: 'medicine',
  Immunization: 'immunization',
  Procedure: 'procedure',
  Device: 'device',
};

/** What a resource may say that there is none of; `undefined` where it tells of something that happened. */
export function absenceSubjectOf(
  type: string,
  { reaction }: Readonly<Record<string, unknown>>,
): AbsenceSubject | undefined {
  return Object.hasOwn(subjects, type) && listOf(reaction).length === 0
    ? subjects[type]
    : undefined;
}

/** The description of an entry that says in words alone that there is none of something, with the code for it. */
export function withAbsence(resource: FhirResource, described: Description): Description {
  const { title, codes, standing } = described;
  const about = absenceSubjectOf(resource.resourceType, resource);
  if (title === undefined || about === undefined || codes !== undefined) return described;
  if (outweighs(standing)) return described;
  const named = withAbsenceCode(title, about);
  return named === title ? described : { ...described, title: named };
}
