import { formatDate } from '../fhir/partial-date.ts';
import type { JsonObject } from '../fhir/resource.ts';
import type { ItemView } from './view.ts';
import { xmlText } from './xml-text.ts';

const xhtml = 'http://www.w3.org/1999/xhtml';

/** The generated narrative of a section: the same words that a person reads elsewhere. @see https://hl7.org/fhir/R4/narrative.html */
export function narrativeOf(
  items: readonly ItemView[],
  emptyWords: string | undefined,
  notes: readonly string[],
): JsonObject {
  const parts = [
    ...(emptyWords === undefined ? [] : [`<p>${escaped(emptyWords)}</p>`]),
    ...(items.length === 0 ? [] : [tableOf(items)]),
    ...notes.map((note) => `<p>${escaped(note)}</p>`),
  ];
  return { status: 'generated', div: `<div xmlns="${xhtml}">${parts.join('')}</div>` };
}

function tableOf(items: readonly ItemView[]): string {
  const head = ['Entry', 'Details', 'Date', 'Status'].map((name) => `<th>${name}</th>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${items.map(rowOf).join('')}</tbody></table>`;
}

function rowOf(item: ItemView): string {
  const measured = [item.value, item.flag, item.range && `(usual: ${item.range})`];
  const value = measured.filter((part) => part !== undefined).join(' ');
  const details = [...(item.severe ? ['Severe'] : []), ...(value ? [value] : []), ...item.details];
  const date = item.date === undefined ? 'No date recorded' : formatDate(item.date);
  const cells = [item.title, details.join('; '), date, item.status ?? ''];
  return `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
}

/** Text with XML's special characters escaped and what XML cannot carry left out. */
function escaped(text: string): string {
  return xmlText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
