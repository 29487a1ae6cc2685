import { defined } from '../base/defined.ts';
import type { FhirResource } from '../fhir/resource.ts';
import { describe } from '../record/describe.ts';
import { without, type Leaf, type Path } from '../record/details/leaf.ts';
import { leavesOf } from '../record/details/leaves-of.ts';
import { statedFacts, type StatedFact } from './entry-changes.ts';
import { sayMemberNames } from './say-member.ts';
import { sayValue } from './say-value.ts';
import { say } from './say.ts';
import type { Words } from './words.ts';

/**
 * What a resource says and its page does not yet, each under the name that its source gives it: so that nothing is left
 * out because no reader of ours knows it. `page`: every line that the page has already.
 */
export function moreDetails(
  resource: FhirResource,
  page: readonly string[],
  words: Words,
): readonly StatedFact[] {
  const shown = pageOf(resource, words);
  const own = JSON.stringify(shown);
  const all = leavesOf(resource);
  let left = Math.floor(mostWork / (JSON.stringify(resource).length + all.length * leafInLetters));
  const reading: Reading = {
    words,
    lines: [...page, ...shown.flatMap(({ name, value }) => [name, value])].map(comparable),
    isSilent: (path) => {
      left -= 1;
      // Of what nobody has looked at, nothing is taken for said.
      return left < 0 || JSON.stringify(pageOf(without(resource, path), words)) === own;
    },
  };
  const silentMembers = new Map<string | number, boolean>();
  const isSilent = (path: Path): boolean => {
    const [member = ''] = path;
    const known = silentMembers.get(member) ?? reading.isSilent([member]);
    silentMembers.set(member, known);
    // Where a whole member says nothing, no part of it does.
    return known || reading.isSilent(path);
  };
  // Where the page says another status, that outweighs this one: it was entered in error, or not done.
  const hasStatus =
    typeof resource['status'] === 'string' && shown.some(({ name }) => name === words.heads.status);
  const leaves = all.filter(({ at }) => !(hasStatus && at[0] === 'status'));
  return onceEach(leaves.flatMap((leaf) => unsaid(leaf, { ...reading, isSilent })));
}

/** Each question of what the page would say otherwise reads the whole resource: so many letters, all questions together. */
const mostWork = 60_000_000;
/** What it takes to read one thing, in letters. */
const leafInLetters = 100;

type Reading = {
  readonly words: Words;
  readonly lines: readonly string[];
  /** Whether the page says the same without what stands there. */
  readonly isSilent: (path: Path) => boolean;
};

/** What the page of an entry says by its own description. */
function pageOf(resource: FhirResource, words: Words): readonly StatedFact[] {
  const description = describe(resource);
  const { date, dateMeaning, organisation } = description;
  return statedFacts(
    { ...say(description, words), ...defined({ date, dateMeaning, organisation }) },
    words,
  );
}

function unsaid(leaf: Leaf, reading: Reading): StatedFact[] {
  const { words, isSilent } = reading;
  if (leaf.parts !== undefined && !isSilent(leaf.at)) {
    return leaf.parts.flatMap((part) => unsaid(part, reading));
  }
  const missing = missingWords(leaf, reading);
  if (missing.length === 0) return [];
  return [{ name: sayMemberNames(leaf.names, words) || words.ownText, value: words.list(missing) }];
}

/** Words count as said where they can be read; a number, a date or a code where the page would say otherwise without it. */
function missingWords({ value, at }: Leaf, { lines, isSilent, words }: Reading): readonly string[] {
  const written = writtenWords(value);
  if (written === undefined) return isSilent(at) ? [sayValue(value, words)] : [];
  const missing = written.filter((word) => !isRead(word, lines));
  const isCode = typeof value === 'string' && /^[\w.-]+$/.test(value);
  return isCode && missing.length > 0 && !isSilent(at) ? [] : missing;
}

/** The source's own words in a value, each that says something else; `undefined` where it holds no words. */
function writtenWords(value: Leaf['value']): readonly string[] | undefined {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || !('concept' in value)) return undefined;
  const { text, coding = [] } = value.concept;
  const all = [text, ...coding.map(({ display }) => display)].filter((word) => word !== undefined);
  if (all.length === 0) return undefined;
  const known = new Set<string>();
  return all.filter((word) => known.size < known.add(comparable(word)).size);
}

/** Whether these words stand in one of the lines, as words of their own. */
function isRead(word: string, lines: readonly string[]): boolean {
  const sought = comparable(word);
  if (sought === '') return true;
  return lines.some((line) => {
    for (let at = line.indexOf(sought); at !== -1; at = line.indexOf(sought, at + 1)) {
      const [before, after] = [line[at - 1] ?? ' ', line[at + sought.length] ?? ' '];
      if (!isOfWord.test(before) && !isOfWord.test(after)) return true;
    }
    return false;
  });
}

const isOfWord = /[\p{L}\p{N}]/u;

/** Letters alone: case, spaces and the kind of concept that SNOMED CT writes behind a name make no other words. */
function comparable(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(
      / \((disorder|finding|procedure|substance|product|event|situation|qualifier value|person|observable entity|regime\/therapy|morphologic abnormality|body structure|medicinal product|clinical drug|record artifact|social concept)\)$/,
      '',
    )
    .trim();
}

function onceEach(details: readonly StatedFact[]): readonly StatedFact[] {
  const known = new Set<string>();
  return details.filter(({ name, value }) => known.size < known.add(`${name}\n${value}`).size);
}
