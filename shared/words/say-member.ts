import { capitalised } from '../base/capitalised.ts';
import { isKind } from '../record/kind.ts';
import { sayKind } from './say-head.ts';
import type { Words } from './words.ts';

/** What a source calls a part of an entry, spelled in words: "Hospitalization – admit source", "Item 2 – answer" */
export function sayMemberNames(names: readonly string[], words: Words): string {
  const [first = '', ...rest] = names
    .map((name) => (isKind(name) ? sayKind(name, words) : spelled(name)))
    .filter((name, at, all) => name !== '' && name !== all[at - 1]);
  const parts: string[] = [first];
  for (const name of rest) {
    if (/^\d+$/.test(name)) parts.push(`${parts.pop() ?? ''} ${name}`);
    else parts.push(/^[A-Z]{2}/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1));
  }
  return parts.join(' – ');
}

/** What FHIR adds to a name to tell of what type it is. */
const typeEndings =
  /(?<=[a-z])(CodeableConcept|Coding|Quantity|String|Markdown|DateTime|Boolean|Integer|PositiveInt|UnsignedInt|Decimal|Reference|Attachment|Annotation|Timing|Period|Range|Ratio|Instant)$/;

/** "admitSource" as "Admit source"; nothing where it only says that a text follows. */
function spelled(member: string): string {
  if (member === 'text' || member === 'value' || member === 'concept' || member === 'contained')
    return '';
  const name = member
    .replace(typeEndings, '')
    .replace(/[-_]+/g, ' ')
    .replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ')
    .trim();
  if (name === 'value') return '';
  const lower = name.replace(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
  return capitalised(lower);
}
