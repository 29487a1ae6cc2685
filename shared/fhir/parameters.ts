import { itemSpans, memberSpans, type Span } from './json-span.ts';

/** What stands in a Parameters resource. */
export type InParameters = {
  /** The resources, as `[start, end)` of its text, in their order; those in parts of parts too. */
  readonly resources: readonly Span[];
  /** How many parameters have a value instead of one: what the service says of its answer. */
  readonly values: number;
};

/** Parts in parts are rare; so many, one in the other, are no answer. */
const deepestPart = 10;

/**
 * Finds the resources in the text of a Parameters resource, as operations answer (`$match`, an `$everything` with a `return`).
 * @throws TruncatedJson @throws NotJson
 * @see https://hl7.org/fhir/R4/parameters.html
 */
export function inParameters(text: string): InParameters {
  const found = { resources: [] as Span[], values: 0 };
  for (const { name, start } of memberSpans(text, 0)) {
    if (name === 'parameter') gatherParts(text, start, deepestPart, found);
  }
  return found;
}

type Found = { readonly resources: Span[]; values: number };

function gatherParts(text: string, list: number, levels: number, found: Found): void {
  if (text[list] !== '[' || levels === 0) return;
  for (const { start } of itemSpans(text, list)) {
    if (text[start] !== '{') continue;
    for (const member of memberSpans(text, start)) {
      if (member.name === 'part') gatherParts(text, member.start, levels - 1, found);
      else if (member.name === 'resource' && text[member.start] === '{') {
        found.resources.push({ start: member.start, end: member.end });
      } else if (member.name.startsWith('value')) found.values += 1;
    }
  }
}
