import { linesJoined } from '../base/lines-joined.ts';
import { sectionTextOf } from '../fhir/ccda/section-text.ts';
import type { FhirResource } from '../fhir/resource.ts';
import type { Description } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import { cutAfter, keptTextKind } from '../record/describe/section-text.ts';
import { subjectOfCodes } from '../record/list-subject.ts';
import { sectionNames, type SectionName } from '../words/section-name.ts';
import type { Words } from '../words/words.ts';
import { sentencesOfTreatment } from './plan-sentences.ts';
import type { DetailView, ItemView } from './view.ts';

/** So much of a text stands on the page; all of it is in the document's own entry. */
const longestOnPage = 400;

/** Whether an entry is a text that a source wrote and nothing else. */
export function isKeptText({ kind }: Pick<Description, 'kind'>): boolean {
  return kind === keptTextKind;
}

/** In which section of a summary an entry stands that is only kept text; `undefined` for any other, and for text that fits none. */
export function textSectionOf(
  card: Pick<Description, 'kind' | 'title' | 'codes' | 'standing'>,
): SectionName | undefined {
  if (!isKeptText(card) || card.standing === 'error') return undefined;
  const subject = subjectOfCodes(mainCodesOf(card));
  return sectionNames.find((name) => name === subject);
}

/** A kept text as a person reads it: its words, marked as the source's, and where they stand. */
export function keptTextItem(
  resource: FhirResource,
  described: Pick<Description, 'kind' | 'title' | 'codes' | 'standing' | 'date' | 'dateMeaning'>,
  { words, sources }: { readonly words: Words; readonly sources: readonly number[] },
): ItemView | undefined {
  const { date, dateMeaning } = described;
  const kept = sectionTextOf(resource);
  if (kept === undefined) return undefined;
  const text = linesJoined(kept.text);
  const shown = cutAfter(text, longestOnPage);
  const where = detail(words.keptTextOf(kept.title, kept.document));
  const isOfWishes = textSectionOf(described) === 'advance-directives';
  const quotes = isOfWishes ? sentencesOfTreatment(kept.text) : [];
  return {
    title: words.keptText(shown),
    details: shown === text ? [where] : [where, detail(words.keptTextMore)],
    ...(date === undefined ? {} : { date, dateWords: words.dated(dateMeaning, date, false) }),
    standing: 'unknown',
    severe: false,
    knownAbsence: false,
    keptText: true,
    weight: 1,
    ...(quotes.length > 0 ? { quotes } : {}),
    sources,
  };
}

function detail(said: string): DetailView {
  return { is: 'sectionDocument', value: said, words: said };
}
