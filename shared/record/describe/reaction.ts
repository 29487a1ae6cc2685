import { defined } from '../../base/defined.ts';
import { conceptOf, eachConceptOf, isUntelling, type Concept } from '../../fhir/concept.ts';
import { namesIn } from '../../fhir/concept-names.ts';
import { objectOf, textOf, type FhirResource, type JsonObject } from '../../fhir/resource.ts';
import type { Reaction } from '../fact.ts';
import { extensionValue, extensionsOf } from './extension.ts';
import { containedConcept, namedBy, noteTextsOf } from './reading.ts';

/** One reaction of an allergy, with all that belongs to it. @see https://hl7.org/fhir/R4/allergyintolerance.html */
export function reactionOf(reaction: JsonObject): Reaction | undefined {
  const manifestations = eachConceptOf(reaction['manifestation'] ?? []).filter(tells);
  const certainty =
    reaction['certainty'] ??
    extensionValue(extensionsOf(reaction, /AllergyIntolerance\.reaction\.certainty$/)[0]);
  const notes = noteTextsOf(reaction['note']);
  const read = defined({
    substance: conceptOf(reaction['substance']),
    manifestation: manifestations.length === 0 ? undefined : manifestations,
    description: textOf(reaction['description']),
    severity: textOf(reaction['severity']),
    onset: textOf(reaction['onset']),
    exposureRoute: conceptOf(reaction['exposureRoute']),
    certainty: textOf(certainty),
    notes: notes.length === 0 ? undefined : notes,
  });
  return Object.keys(read).length === 0 ? undefined : read;
}

/** One reaction to a vaccination: what was seen stands in another resource, or in its name here. */
export function vaccineReactionOf(
  resource: FhirResource,
  reaction: JsonObject,
): Reaction | undefined {
  const detail = objectOf(reaction['detail']);
  const description = detail === undefined ? undefined : namedBy(resource, detail);
  const seen = description === undefined ? containedConcept(resource, detail) : undefined;
  const read = defined({
    manifestation: seen === undefined ? undefined : [seen],
    description,
    onset: textOf(reaction['date']),
    reported: typeof reaction['reported'] === 'boolean' ? reaction['reported'] : undefined,
  });
  return Object.keys(read).length === 0 ? undefined : read;
}

function tells({ text, coding = [] }: Concept): boolean {
  return text !== undefined || coding.some((one) => !isUntelling(one));
}

const severities = ['mild', 'moderate', 'severe'];

/** The most severe first; otherwise as they were. */
export function worstFirst(reactions: readonly Reaction[]): Reaction[] {
  const rank = ({ severity }: Reaction) => severities.indexOf(severity ?? '');
  return reactions.toSorted((a, b) => rank(b) - rank(a));
}

/** What an allergy without a name of its own is to: all the substances of its reactions, the worst first. */
export function substanceNamed(reactions: readonly Reaction[]): Concept | undefined {
  const substances = reactions.flatMap(({ substance }) => substance ?? []);
  const [first] = substances;
  const names = [...new Set(substances.flatMap((one) => namesIn(one).name ?? []))];
  if (first === undefined || names.length < 2) return first;
  return { text: names.join('; ') };
}
