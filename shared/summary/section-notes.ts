import type { FhirResource } from '../fhir/resource.ts';
import { describe } from '../record/describe.ts';
import { isKnownAbsence } from './known-absence.ts';
import type { Section, SectionName } from './sections.ts';

/** What there is more of, one and many. */
const nouns: Partial<Readonly<Record<SectionName, readonly [string, string]>>> = {
  medications: ['earlier medicine', 'earlier medicines'],
  results: ['older result', 'older results'],
  'vital-signs': ['older measurement', 'older measurements'],
  procedures: ['earlier procedure', 'earlier procedures'],
  immunizations: ['earlier vaccination', 'earlier vaccinations'],
  'past-problems': ['past problem', 'past problems'],
};

export type SectionFacts = {
  readonly section: Section;
  readonly resources: readonly FhirResource[];
  readonly leftOutByPatient: number;
  readonly capped: number;
  /** How many entries have parts that FHIR could not hold. */
  readonly incomplete: number;
};

/** What a reader must know about a section beyond its entries: limits, omissions, contradictions. */
export function sectionNotes(facts: SectionFacts): string[] {
  return [
    ...contradiction(facts),
    ...omission(facts),
    ...(facts.capped > 0 ? [more(facts)] : []),
    ...(facts.incomplete > 0 ? [partlyUnreadable(facts.incomplete)] : []),
  ];
}

function contradiction({ section, resources }: SectionFacts): string[] {
  if (section.need !== 'required') return [];
  const descriptions = resources.map(describe);
  const none = descriptions.some((description) => isKnownAbsence(description.codes));
  const some = descriptions.some(
    (description) =>
      !isKnownAbsence(description.codes) &&
      (description.standing === 'current' || description.standing === 'unknown'),
  );
  return none && some
    ? ['The sources disagree: one says that there is nothing to list here, others list something.']
    : [];
}

/** Said only where a gap could harm; and never what was left out. */
function omission({ section, leftOutByPatient }: SectionFacts): string[] {
  return section.need === 'required' && leftOutByPatient > 0
    ? ['Something was left out by the patient.']
    : [];
}

function more({ section, capped }: SectionFacts): string {
  const [one, many] = nouns[section.name] ?? ['further entry', 'further entries'];
  return capped === 1
    ? `1 ${one} was available and is not shown here.`
    : `${String(capped)} ${many} were available and are not shown here.`;
}

function partlyUnreadable(count: number): string {
  return count === 1
    ? 'Part of 1 entry here could not be carried over from its source.'
    : `Parts of ${String(count)} entries here could not be carried over from their sources.`;
}
