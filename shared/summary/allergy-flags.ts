import { allergySeverityIn } from '../fhir/allergy-severity.ts';
import { codeOfConcept } from '../fhir/concept.ts';
import { listOf, objectsOf, textOf, type FhirResource } from '../fhir/resource.ts';
import type { Description } from '../record/card.ts';
import { isStanding } from '../record/standing.ts';
import { sayReaction } from '../words/say-reaction.ts';
import { severities, type Words } from '../words/words.ts';
import { isDeadly, isDeadlyAllergy, isSevereAllergy } from './grave-allergy.ts';
import { notableStatus, type FlagContext, type FlagEntry, type RedFlag } from './red-flag.ts';

/** What a source says was taken back in the name itself: it is in its section, as written. */
const takenBack = /\b(?:not allergic|no longer allergic|de-?labell?ed)\b/i;

/** Severe allergies with their worst reaction, then all others to medicines of which nobody says how severe they are. */
export function allergyFlags(entries: readonly FlagEntry[], { words }: FlagContext): RedFlag[] {
  const current = entries.filter(({ entry }) => isStanding(entry));
  const severe = current
    .filter(({ entry }) => isSevereAllergy(entry))
    .toSorted((a, b) => Number(isDeadlyAllergy(b.entry)) - Number(isDeadlyAllergy(a.entry)));
  const ungraded = current.filter(
    (one) =>
      !severe.includes(one) &&
      !isGraded(one.resource) &&
      isToMedicine(one.resource) &&
      !takenBack.test(one.said.title ?? ''),
  );
  return [
    ...severe.flatMap((one) => flagOf('severe-allergy', one, words)),
    ...ungraded.flatMap((one) => flagOf('allergy', one, words)),
  ];
}

function flagOf(
  kind: 'severe-allergy' | 'allergy',
  { said, entry }: FlagEntry,
  words: Words,
): RedFlag[] {
  if (said.title === undefined) return [];
  // How sure its source is belongs to it.
  const more = [
    ...worstReaction(entry, words),
    ...wholeSeverity(said),
    ...notableStatus(entry, words),
  ];
  return [{ kind, title: said.title, more }];
}

/** How bad its source calls the allergy as a whole. */
function wholeSeverity({ facts }: FlagEntry['said']): string[] {
  return facts.filter(({ is }) => is === 'severity').map(({ name, value }) => `${name}: ${value}`);
}

/** What the worst reaction was, to what, and how bad: in its source's word where that says more than a code can. */
function worstReaction({ facts, title }: Description, words: Words): string[] {
  const reactions = facts.flatMap(({ value }) =>
    typeof value === 'object' && 'reaction' in value ? value.reaction : [],
  );
  const worst = reactions.find(isDeadly) ?? reactions[0];
  if (worst === undefined) return [];
  const { severity, notes = [] } = worst;
  const known = severities.find((one) => one === severity);
  const own = notes.filter((note) => note.length <= longestWord && gradeWords.test(note));
  const code =
    severity === undefined ? [] : [known === undefined ? severity : words.severities[known]];
  const gist = sayReaction(worst, title, words).gist;
  const told = [...(own.length > 0 ? own : code)].filter((grade) => grade !== gist);
  return [gist, ...told].filter((part) => part !== '');
}

const gradeWords = /\b(?:fatal|life[- ]threatening|severe|moderate|mild|serious)\b/i;
/** A note that is longer tells more than how bad it was. */
const longestWord = 40;

/** Whether it is said how dangerous it is, or how bad a reaction was. */
function isGraded(resource: FhirResource): boolean {
  return (
    textOf(resource['criticality']) !== undefined ||
    allergySeverityIn(resource) !== undefined ||
    objectsOf(resource['reaction']).some(({ severity }) => textOf(severity) !== undefined)
  );
}

const notMedicines: ReadonlySet<string> = new Set(['food', 'environment']);

/** Not to food or pollen, by its category; where there is none, it may be to anything. */
function isToMedicine(resource: FhirResource): boolean {
  if (codeOfConcept(resource['type']) === 'intolerance') return false;
  const categories = listOf(resource['category']).map(
    (category) => codeOfConcept(category) ?? textOf(category),
  );
  return (
    categories.length === 0 || categories.some((category) => !notMedicines.has(category ?? ''))
  );
}
