import { allergySeverityIn } from '../fhir/allergy-severity.ts';
import { codeOfConcept, plainWordsOf } from '../fhir/concept.ts';
import { listOf, objectsOf, textOf, type FhirResource } from '../fhir/resource.ts';
import type { Description } from '../record/card.ts';
import { plainValues } from '../record/plain-value.ts';
import { isStanding } from '../record/standing.ts';
import { sayReaction } from '../words/say-reaction.ts';
import { severities, type Words } from '../words/words.ts';
import { notableStatus, type FlagContext, type FlagEntry, type RedFlag } from './red-flag.ts';

/** What a source calls a danger to life, whatever code it gives. */
const dangerous =
  /anaphyla|life[- ]threatening|\bfatal\b|stevens[- ]johnson|epidermal necrolysis|laryngeal (?:o?edema|spasm)|cardiac arrest|respiratory arrest/i;
/** That it did not happen. */
const denied =
  /\b(?:no|not|non|without|never|denies)\b[^.;,"]{0,25}?(?:anaphyla\w*|fatal|life[- ]threatening)/gi;

/** Severe allergies with their worst reaction; of a source that says nothing of how severe they are, all that are to medicines. */
export function allergyFlags(entries: readonly FlagEntry[], { words }: FlagContext): RedFlag[] {
  const current = entries.filter(({ entry }) => isStanding(entry));
  const severe = current
    .filter(isSevere)
    .toSorted((a, b) => Number(isDeadly(b.entry)) - Number(isDeadly(a.entry)));
  const graded = new Set(
    entries.filter(({ resource }) => isGraded(resource)).flatMap(({ sources }) => sources),
  );
  const ungraded = current.filter(
    (one) =>
      !severe.includes(one) &&
      !isGraded(one.resource) &&
      !one.sources.some((source) => graded.has(source)) &&
      isToMedicine(one.resource),
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
  const worst = reactions.find((one) => saysDanger(JSON.stringify(one))) ?? reactions[0];
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

function isSevere({ entry }: FlagEntry): boolean {
  return entry.flag === 'critical' || isDeadly(entry);
}

function isDeadly({ title, facts }: Description): boolean {
  const words = [title === undefined ? '' : plainWordsOf(title), ...plainValues(facts)];
  return words.some(saysDanger);
}

function saysDanger(text: string): boolean {
  return dangerous.test(text.replace(denied, ''));
}

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
