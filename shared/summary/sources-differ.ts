import type { Words } from '../words/words.ts';
import { isOver } from '../record/standing.ts';
import type { DetailView, ItemView } from './view.ts';

/**
 * The medicines of a summary, each of those that are taken with what another source says otherwise of it: another strength,
 * another dose. A reader with one minute sees it beside the line, wherever the other one stands.
 */
export function withDifferences(items: readonly ItemView[], words: Words): ItemView[] {
  const taken = items.filter(isTaken);
  return items.map((item) => {
    const others = isTaken(item) ? taken.filter((one) => differ(item, one)) : [];
    const told = others.map((one) => differenceOf(item, one, words));
    return told.length === 0 ? item : { ...item, details: afterDose(item.details, told) };
  });
}

/** Its own dose is read first. */
function afterDose(details: readonly DetailView[], told: readonly DetailView[]): DetailView[] {
  const from = details.findLastIndex(({ is }) => is === 'dosage') + 1;
  return [...details.slice(0, from), ...told, ...details.slice(from)];
}

function isTaken(item: ItemView): boolean {
  return (
    !isOver(item) &&
    item.standing !== 'planned' &&
    item.sources.length > 0 &&
    item.details.every(({ is }) => is !== 'doNotPerform')
  );
}

/** Whether another line says something else of the same medicine, by a source that does not say this one as well. */
function differ(item: ItemView, other: ItemView): boolean {
  if (item === other || nameOf(item) === '' || nameOf(item) !== nameOf(other)) return false;
  if (other.sources.every((source) => item.sources.includes(source))) return false;
  return (
    isOtherwise(strengthOf(item), strengthOf(other)) || isOtherwise(doseOf(item), doseOf(other))
  );
}

/** What one of the two leaves unsaid is no difference. */
function isOtherwise(one: string, other: string): boolean {
  return one !== '' && other !== '' && one !== other;
}

/** "Warfarin 3 mg tablets" is a warfarin: its words before the first number. */
function nameOf({ title }: ItemView): string {
  const [name = ''] = title.toLowerCase().split(/\d/);
  return name.replace(/[^\p{L}]+/gu, ' ').trim();
}

const amounts =
  /\d+(?:[.,]\d+)*\s*(?:%|micrograms?|mcg|µg|mg|g|kg|ml|l|units?|iu|mmol|mol)?(?:\s*(?:\/|per)\s*(?:\d+(?:\.\d+)?\s*)?(?:ml|l|g|hours?|h|dose|actuation))?/gi;

/** The numbers of its name with their units, else those of what is in it. */
function strengthOf({ title, details }: ItemView): string {
  const inName = amountsIn(title);
  if (inName !== '') return inName;
  return amountsIn(valuesOf(details, 'ingredient'));
}

function amountsIn(text: string): string {
  return (text.toLowerCase().match(amounts) ?? [])
    .map((one) => one.replace(/\s+/g, '').replace(/per/, '/').replace(/s$/, ''))
    .join(' ');
}

function doseOf({ details }: ItemView): string {
  return valuesOf(details, 'dosage')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function valuesOf(details: readonly DetailView[], kind: DetailView['is']): string {
  return details.flatMap(({ is, value }) => (is === kind ? [value] : [])).join('; ');
}

function differenceOf(item: ItemView, other: ItemView, words: Words): DetailView {
  const dose = other.details.find(({ is }) => is === 'dosage')?.value;
  const what = [other.shortTitle ?? other.title, ...(dose === undefined ? [] : [dose])].join(', ');
  const sources = other.sources.filter((source) => !item.sources.includes(source));
  return { is: 'sources-differ', value: what, words: words.sourceDiffers(what, sources) };
}
