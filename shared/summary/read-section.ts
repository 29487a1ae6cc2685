import { defined } from '../base/defined.ts';
import { codingsOf, wordsOf } from '../fhir/concept.ts';
import {
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../fhir/resource.ts';
import { itemOf, type Resolve } from './item.ts';
import { emptyReasons, type Words } from '../words/words.ts';
import { plainLines } from '../fhir/plain-text.ts';
import { contraryDetails } from './say-contrary.ts';
import { readNotes } from './section-notes.ts';
import { partsOf, type SectionPart } from './section-parts.ts';
import { sections } from './sections.ts';
import { withDifferences } from './sources-differ.ts';
import { tellsWhyEmpty } from './statements.ts';
import type { ItemView, NoteView, SectionView } from './view.ts';

/** What reading a section needs of the document around it. */
export type DocumentContext = {
  readonly resolve: Resolve;
  readonly words: Words;
  /** Numbers into the list of sources, counted from 1. */
  sourcesOf(resource: FhirResource): readonly number[];
};

/** A section as a person reads it: its entries, or the words of its narrative where they cannot be read. */
export function readSection(section: JsonObject, context: DocumentContext): SectionView {
  const code = codingsOf(section['code'])[0]?.code ?? '';
  const known = sections.find((one) => one.code === code);
  const { resolve, words } = context;
  const resources = entriesOf(section, resolve);
  const notes = readNotes(section, known?.name, words);
  const contraries = contraryDetails(objectOf(section['code']) ?? {}, resources, context);
  const isNoneRecorded = notes.some(({ kind }) => tellsWhyEmpty(kind));
  const empty = emptyOf(section['emptyReason'], words);
  const read =
    resources.length > 0
      ? resources.map((resource) =>
          itemOf(resource, {
            resolve,
            words,
            sources: context.sourcesOf(resource),
            contrary: contraries.get(resource),
          }),
        )
      : itemsOfNarrative(section, empty === undefined ? notes : undefined);
  const told = known?.name === 'medications' ? withDifferences(read, words) : read;
  const parts = partsOf(told, known?.name, words);
  const items = parts.flatMap((part) => part.items);
  const isNoneCurrent = notes.some(({ kind }) => kind === 'none-current');
  return defined({
    code,
    title:
      textOf(section['title']) ??
      (known === undefined ? wordsOf(section['code']) : words.sections[known.name]) ??
      words.sectionOfOthers,
    items,
    over: overIn(parts),
    emptyWords:
      items.length > 0 || isNoneCurrent ? undefined : emptyWordsOf(empty, isNoneRecorded, words),
    notes,
  });
}

function overIn(parts: readonly SectionPart[]): SectionView['over'] {
  const last = parts.at(-1);
  if (last?.heading === undefined) return undefined;
  const from = parts.slice(0, -1).reduce((count, { items }) => count + items.length, 0);
  return { from, heading: last.heading };
}

/** The resources of a section's entries that the document holds. */
export function entriesOf(section: JsonObject, resolve: Resolve): FhirResource[] {
  return objectsOf(section['entry']).flatMap((entry) => {
    const reference = textOf(entry['reference']);
    return (reference === undefined ? undefined : resolve(reference)) ?? [];
  });
}

/** That a source has nothing recorded says more than that there is no information. */
function emptyWordsOf(
  empty: string | undefined,
  isNoneRecorded: boolean,
  { emptyReasons }: Words,
): string | undefined {
  const said = empty ?? emptyReasons.unavailable;
  return isNoneRecorded && said === emptyReasons.unavailable ? undefined : said;
}

function emptyOf(reason: unknown, words: Words): string | undefined {
  const object = objectOf(reason);
  if (object === undefined) return undefined;
  const written = codingsOf(object).find((coding) => coding.code !== undefined)?.code;
  const code = emptyReasons.find((one) => one === written);
  return code === undefined
    ? (textOf(object['text']) ?? words.emptyReasons.unavailable)
    : words.emptyReasons[code];
}

/** What is shown as a note need not be said twice; `undefined` for an empty section, whose words say it all. */
function itemsOfNarrative(section: JsonObject, notes: readonly NoteView[] | undefined): ItemView[] {
  if (notes === undefined) return [];
  const div = textOf(objectOf(section['text'])?.['div']) ?? '';
  return plainLines(div)
    .filter((line) => !notes.some((note) => note.words === line))
    .map((title) => ({
      title,
      details: [],
      standing: 'unknown',
      severe: false,
      weight: 1,
      knownAbsence: false,
      sources: [],
    }));
}
