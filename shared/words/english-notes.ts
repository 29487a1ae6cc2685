import type { Words } from './words.ts';
import type { SectionName } from './section-name.ts';

/** What there is more of, one and many. */
const nouns: Partial<Readonly<Record<SectionName, readonly [string, string]>>> = {
  medications: ['earlier medicine', 'earlier medicines'],
  results: ['older result', 'older results'],
  'vital-signs': ['older measurement', 'older measurements'],
  procedures: ['earlier procedure', 'earlier procedures'],
  immunizations: ['earlier vaccination', 'earlier vaccinations'],
  'past-problems': ['past problem', 'past problems'],
};

/** What a section says beyond its entries. */
export const notes: Words['note'] = (kind, count, section) => {
  switch (kind) {
    case 'sources-disagree':
      return 'The sources disagree: one says that there is nothing to list here, others list something.';
    case 'left-out':
      return 'Something was left out by the patient.';
    case 'capped':
      return capped(count, section);
    case 'incomplete':
      return count === 1
        ? 'Part of 1 entry here could not be carried over from its source.'
        : `Parts of ${String(count)} entries here could not be carried over from their sources.`;
  }
};

function capped(count: number, section: SectionName | undefined): string {
  const [one, many] = (section && nouns[section]) ?? ['further entry', 'further entries'];
  return count === 1
    ? `1 ${one} was available and is not shown here.`
    : `${String(count)} ${many} were available and are not shown here.`;
}
