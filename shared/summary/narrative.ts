import type { JsonObject } from '../fhir/resource.ts';
import type { Words } from '../words/words.ts';
import type { SectionPart } from './section-parts.ts';
import type { ItemView } from './view.ts';
import { xmlText } from './xml-text.ts';

const xhtml = 'http://www.w3.org/1999/xhtml';

/** The generated narrative of a section: the same words that a person reads elsewhere. @see https://hl7.org/fhir/R4/narrative.html */
export function narrativeOf(
  sectionParts: readonly SectionPart[],
  emptyWords: string | undefined,
  { notes, words }: { readonly notes: readonly string[]; readonly words: Words },
): JsonObject {
  const parts = [
    ...(emptyWords === undefined ? [] : [`<p>${escaped(emptyWords)}</p>`]),
    ...sectionParts.flatMap(({ heading, items }) => [
      ...(heading === undefined ? [] : [`<p><b>${escaped(heading)}</b></p>`]),
      ...(items.length === 0 ? [] : [tableOf(items, words)]),
    ]),
    ...notes.map((note) => `<p>${escaped(note)}</p>`),
  ];
  return { status: 'generated', div: inDiv(parts) };
}

/** A narrative of these lines. */
export function divOf(lines: readonly string[]): string {
  return inDiv(lines.map((line) => `<p>${escaped(line)}</p>`));
}

function inDiv(parts: readonly string[]): string {
  return `<div xmlns="${xhtml}">${parts.join('')}</div>`;
}

/** What a document says of itself as a whole. */
export function statementsNarrative(statements: readonly string[]): JsonObject {
  const parts = statements.map((said) => `<p>${escaped(said)}</p>`);
  return { status: 'generated', div: `<div xmlns="${xhtml}">${parts.join('')}</div>` };
}

function tableOf(items: readonly ItemView[], words: Words): string {
  const { entry, details, date, status } = words.narrative;
  const head = [entry, details, date, status].map((name) => `<th>${escaped(name)}</th>`).join('');
  const rows = items.map((item) => rowOf(item, words)).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}

function rowOf(item: ItemView, words: Words): string {
  const measured = [
    item.value,
    item.flag && words.flags[item.flag],
    item.range && `(${words.usual(item.range)})`,
  ];
  const value = measured.filter((part) => part !== undefined).join(' ');
  const details = [
    ...(item.severe ? [words.severe] : []),
    ...(value ? [value] : []),
    ...item.details.map((detail) => detail.words),
  ];
  const date = item.dateWords ?? words.noDate;
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
