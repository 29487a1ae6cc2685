import { rememberedOf } from '../base/remembered.ts';
import { plainWordsOf, type Concept } from '../fhir/concept.ts';

/** Its text and every display, a full stop between two. Each concept is asked for them several times. */
export const allWordsOf = rememberedOf((concept: Concept): string => {
  const displays = (concept.coding ?? []).flatMap(({ display }) => display ?? []);
  return [...new Set([plainWordsOf(concept), ...displays])].join('. ');
});

/** The same of an entry's title; empty where it has none. */
export function wordsOfTitle({ title }: { readonly title?: Concept }): string {
  return title === undefined ? '' : allWordsOf(title);
}
