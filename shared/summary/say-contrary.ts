import { capitalised } from '../base/capitalised.ts';
import type { FhirResource, JsonObject } from '../fhir/resource.ts';
import type { Description } from '../record/card.ts';
import { sayStatus } from '../words/say-head.ts';
import { say } from '../words/say.ts';
import type { Words } from '../words/words.ts';
import { codesOf } from '../fhir/concept.ts';
import { contrariesOf, isCalledAlike } from './contraries.ts';
import { describedIn, isPrivate, type Resolve } from './item.ts';
import { firstSaid } from './red-flag.ts';
import { sectionNamed } from './sections.ts';
import type { DetailView } from './view.ts';

/** What another entry says against one: its status, when, and why where that is for everybody to read. */
export function sayContrary(
  other: Description,
  { of, withReason = true, words }: ContraryReading,
): string {
  const said = say(other, words);
  const date = other.ended ?? other.date;
  const isDated = other.ended !== undefined || date === undefined;
  const dated = isDated ? undefined : words.dated(other.dateMeaning, date, true);
  const parts = [
    sayStatus(other, words)?.whole ?? words.statuses.unknown,
    other.ended === undefined ? dated : words.date(other.ended),
    withReason ? firstSaid(said, 'statusReason', 'reasonEnded') : undefined,
  ];
  const title = isCalledAlike(other, of) ? undefined : said.title;
  return words.anotherEntrySays(
    title,
    parts.filter((part) => part !== undefined),
  );
}

type ContraryReading = {
  /** The entry that it is said against. */
  readonly of: Description;
  readonly withReason?: boolean;
  readonly words: Words;
};

/** Sections in which an entry can deny another. */
const contradictory: ReadonlySet<string> = new Set(
  (['medications', 'problems'] as const).map(
    (name) => `http://loinc.org|${sectionNamed(name).code}`,
  ),
);

/** Of the entries of a section, what others of it say against them; `value` is what may stand on a card. */
export function contraryDetails(
  sectionCode: JsonObject,
  resources: readonly FhirResource[],
  { resolve, words }: { readonly resolve: Resolve; readonly words: Words },
): ReadonlyMap<FhirResource, DetailView> {
  if (!codesOf(sectionCode).some((code) => contradictory.has(code))) return new Map();
  const entries = resources.map((resource) => ({
    ...describedIn(resource, resolve),
    resourceType: resource.resourceType,
    resource,
  }));
  return new Map(
    [...contrariesOf(entries)].map(([of, other]) => {
      const withReason = !isPrivate(other.resource, other);
      return [
        of.resource,
        {
          is: 'contrary',
          value: sayContrary(other, { of, withReason, words }),
          words: capitalised(sayContrary(other, { of, words })),
        },
      ] as const;
    }),
  );
}
