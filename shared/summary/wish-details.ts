import { defined } from '../base/defined.ts';
import { wordsOf } from '../fhir/concept.ts';
import {
  listOf,
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../fhir/resource.ts';
import type { Description } from '../record/card.ts';
import type { WishKind } from '../words/wish-kind.ts';
import { say, type Said } from '../words/say.ts';
import type { Words } from '../words/words.ts';
import { planTextsOf, unreadPlansOf } from './plan-texts.ts';
import { sentencesOfTreatment, upToWord } from './plan-sentences.ts';
import type { DetailView } from './view.ts';
import { wordsOfTitle } from './all-words.ts';
import { isQuestionOfWish, wishKindsOf } from './wishes.ts';
import { wishWords } from './wish-names.ts';

/** So much of the text of a plan stands on the page. */
const longest = 400;

/** Something that a consent refuses, and the last day of it, as written. */
export type Refusal = { readonly what: string; readonly until?: string };

/** What is refused by the rules of a consent, at any depth. @see FHIR R4 Consent.provision */
export function refusedIn(resource: FhirResource): Refusal[] {
  return provisionsUnder(objectOf(resource['provision']), undefined).flatMap(
    ({ provision, until }) => {
      if (provision['type'] !== 'deny') return [];
      const codes = listOf(provision['code']).flatMap((concept) => wordsOf(concept) ?? []);
      return codes.map((what) => defined({ what, until }));
    },
  );
}

/** What is refused, and until when. */
export function sayRefusal({ what, until }: Refusal, words: Words): string {
  return until === undefined ? what : `${what} (${words.until(words.date(until))})`;
}

type Timed = { readonly provision: JsonObject; readonly until: string | undefined };

/** A rule without an end of its own ends with the one that it stands in. */
function provisionsUnder(provision: JsonObject | undefined, outer: string | undefined): Timed[] {
  if (provision === undefined) return [];
  const until = textOf(objectOf(provision['period'])?.['end']) ?? outer;
  const inner = objectsOf(provision['provision']).flatMap((one) => provisionsUnder(one, until));
  return [{ provision, until }, ...inner];
}

/** What the kind of a wish is called, where its source does not say so itself. */
export function kindInWords(
  entry: Description & { readonly resourceType: string },
  words: Words,
): string[] {
  const title = wordsOfTitle(entry);
  const isSaid = (kind: WishKind) =>
    wishWords.some(([one, pattern]) => one === kind && pattern.test(title));
  return wishKindsOf(entry)
    .filter((kind) => kind !== 'other' && !isSaid(kind))
    .map((kind) => words.wishKinds[kind]);
}

/** Of a form, the questions about wishes with their answers: "Would you want CPR? No". */
export function answersOfWishes(
  { resourceType }: FhirResource,
  { facts }: Pick<Said, 'facts'>,
  words: Words,
): string[] {
  if (resourceType !== 'QuestionnaireResponse') return [];
  return facts.flatMap(({ is, name, value }) =>
    is === 'item' && isQuestionOfWish(name) ? [words.labelled(name, value)] : [],
  );
}

/** Beneath the title of a wish: what kind it is, and what the plan says; what a consent refuses is among its facts. */
export function wishDetails(
  resource: FhirResource,
  entry: Description,
  words: Words,
): DetailView[] {
  const told = (said: string): DetailView => ({ is: 'wish', value: said, words: said });
  const answer = (said: string): DetailView => ({ is: 'wishAnswer', value: said, words: said });
  return [
    ...answersOfWishes(resource, say(entry, words), words).map(answer),
    ...kindInWords({ ...entry, resourceType: resource.resourceType }, words).map(told),
    ...refusalDetail(resource, words),
    ...planWords(resource, words).map(told),
  ];
}

/** All that is refused, however deep it stands among what is allowed, before anything else. */
function refusalDetail(resource: FhirResource, words: Words): DetailView[] {
  const refused = refusedIn(resource).map((refusal) => sayRefusal(refusal, words));
  if (refused.length === 0) return [];
  return [{ is: 'consentDeny', value: refused.join(', '), words: words.refuses(refused) }];
}

function planWords(resource: FhirResource, words: Words): string[] {
  return [
    ...planTextsOf(resource).flatMap(({ lines, title }) => {
      const text = lines.join('; ');
      const shown = cut(text);
      const said = words.planText(shown);
      if (shown === text) return [said];
      const beyond = sentencesOfTreatment(lines.join('\n')).filter((one) => !shown.includes(one));
      return [said, ...beyond.map((one) => words.quoted(one)), words.restOfPlan(title)];
    }),
    ...unreadPlansOf(resource).map(({ title, isInside }) => words.planInDocument(title, isInside)),
  ];
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${upToWord(characters, longest - 1)}…`;
}
