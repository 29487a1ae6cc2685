import { defined } from '../base/defined.ts';
import type { Concept } from '../fhir/concept.ts';
import { namesIn } from '../fhir/concept-names.ts';
import type { Reaction, Stage } from '../record/fact.ts';
import { sayBriefly, sayConcept } from './say-concept.ts';
import { severities, type Words } from './words.ts';

/** A reaction as a whole, and the gist of it for where there is little room. */
export type SaidReaction = { readonly whole: string; readonly gist: string };

/** `title`: what the entry is about; the substance of a reaction is only said where it is called otherwise. */
export function sayReaction(
  reaction: Reaction,
  title: Concept | undefined,
  words: Words,
): SaidReaction {
  const { substance, manifestation = [], description, notes = [] } = reaction;
  const isOther = substance !== undefined && !isNamedIn(substance, title);
  const seen = [...new Set(manifestation.map((one) => sayConcept(one, words)))];
  const what = seen.length === 0 ? description : words.list(seen);
  const more = [
    reaction.certainty === undefined ? undefined : words.certainty(reaction.certainty),
    reaction.exposureRoute && words.exposure(sayConcept(reaction.exposureRoute, words)),
    reaction.onset === undefined ? undefined : words.date(reaction.onset),
    reaction.reported === undefined ? undefined : words.reportedByPatient(reaction.reported),
    seen.length === 0 ? undefined : description,
    ...notes,
  ].filter((part) => part !== undefined);
  const all = defined({ substance: isOther ? sayConcept(substance, words) : undefined, what });
  const briefly = [...new Set(manifestation.map((one) => sayBriefly(one, words)))];
  // A bare code says less than what its source wrote beside it.
  const isBare = manifestation.every((one) => namesIn(one).name === undefined);
  const gist = defined({
    substance: isOther ? sayBriefly(substance, words) : undefined,
    what: briefly.length === 0 || isBare ? (description ?? what) : words.list(briefly),
  });
  return {
    whole: words.reaction({ ...all, ...severityIn(reaction, words), more }),
    gist: words.reaction({
      ...gist,
      ...(what === undefined ? severityIn(reaction, words) : {}),
      more: [],
    }),
  };
}

/** What sources write around the name of a substance. */
const around =
  /\b(?:allerg(?:y|ic)|hypersensitivity|sensitivity|intolerance|adverse|drug|reactions?|to|caused by)\b|\W/gi;

/** Whether a title names this substance and nothing else: "Allergy to penicillin". */
function isNamedIn(substance: Concept, title: Concept | undefined): boolean {
  const bare = (concept: Concept) =>
    (namesIn(concept).name ?? '').toLowerCase().replace(around, '');
  return title !== undefined && bare(title) === bare(substance);
}

function severityIn({ severity }: Reaction, words: Words): { readonly severity?: string } {
  if (severity === undefined) return {};
  const known = severities.find((one) => one === severity);
  return { severity: known === undefined ? severity : words.severities[known] };
}

export function sayStage({ summary, type, assessment = [] }: Stage, words: Words): string {
  const said = (one: Concept | undefined) =>
    one === undefined ? undefined : sayConcept(one, words);
  return words.stage({ ...defined({ summary: said(summary), type: said(type) }), assessment });
}
