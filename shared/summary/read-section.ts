import { defined } from '../base/defined.ts';
import { codingsOf, wordsOf } from '../fhir/concept.ts';
import {
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../fhir/resource.ts';
import { emptyWords } from './composition.ts';
import { itemOf, type Resolve } from './item.ts';
import { plainLines } from './plain-text.ts';
import { sections } from './sections.ts';
import type { ItemView, SectionView } from './view.ts';

/** What reading a section needs of the document around it. */
export type DocumentContext = {
  readonly resolve: Resolve;
  /** Numbers into the list of sources, counted from 1. */
  sourcesOf(resource: FhirResource): readonly number[];
};

/** Words for the reasons that other programs give for an empty section. @see https://hl7.org/fhir/R4/valueset-list-empty-reason.html */
const otherEmptyWords: Readonly<Record<string, string>> = {
  nilknown: 'Recorded by the author of this summary as: nil known.',
  notasked: 'Nobody asked about this.',
  notstarted: 'Nobody has looked into this yet.',
  closed: 'No information about this.',
};

/** A section as a person reads it: its entries, or the words of its narrative where they cannot be read. */
export function readSection(section: JsonObject, context: DocumentContext): SectionView {
  const code = codingsOf(section['code'])[0]?.code ?? '';
  const known = sections.find((one) => one.code === code);
  const resources = entriesOf(section, context.resolve);
  const notes = notesOf(section);
  const empty = emptyOf(section['emptyReason']);
  const items =
    resources.length > 0
      ? resources.map((resource) => itemOf(resource, context.resolve, context.sourcesOf(resource)))
      : itemsOfNarrative(section, empty === undefined ? notes : undefined);
  return defined({
    code,
    title: textOf(section['title']) ?? known?.title ?? wordsOf(section['code']) ?? 'Section',
    items,
    emptyWords: items.length > 0 ? undefined : (empty ?? emptyWords.unavailable),
    notes,
  });
}

/** The resources of a section's entries that the document holds. */
export function entriesOf(section: JsonObject, resolve: Resolve): FhirResource[] {
  return objectsOf(section['entry']).flatMap((entry) => {
    const reference = textOf(entry['reference']);
    return (reference === undefined ? undefined : resolve(reference)) ?? [];
  });
}

function notesOf(section: JsonObject): string[] {
  return objectsOf(section['extension'])
    .filter((extension) => extension['url'] === 'http://hl7.org/fhir/StructureDefinition/note')
    .flatMap(
      (extension) =>
        textOf(objectOf(extension['valueAnnotation'])?.['text']) ??
        textOf(extension['valueString']) ??
        [],
    );
}

function emptyOf(reason: unknown): string | undefined {
  const object = objectOf(reason);
  if (object === undefined) return undefined;
  const code = codingsOf(object).find((coding) => coding.code !== undefined)?.code ?? '';
  if (code === 'unavailable' || code === 'withheld') return emptyWords[code];
  return otherEmptyWords[code] ?? textOf(object['text']) ?? emptyWords.unavailable;
}

/** `notes` are in the narrative too and need not be said twice; `undefined` for an empty section, whose words say it all. */
function itemsOfNarrative(section: JsonObject, notes: readonly string[] | undefined): ItemView[] {
  if (notes === undefined) return [];
  const div = textOf(objectOf(section['text'])?.['div']) ?? '';
  return plainLines(div)
    .filter((line) => !notes.includes(line))
    .map((title) => ({
      title,
      details: [],
      standing: 'unknown',
      severe: false,
      knownAbsence: false,
      sources: [],
    }));
}
