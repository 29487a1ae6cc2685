import type { Place } from './places-of-words.ts';

/** Marks places in a page's text, and brings the one that is looked at into view. The page itself stays as it is. */
export function showPlaces(
  elements: readonly HTMLElement[],
  places: readonly Place[],
  current: number | undefined,
): void {
  const ranges = places.map((place) => rangeOf(elements, place));
  const here = current === undefined ? undefined : ranges[current];
  const others = ranges.filter((range) => range !== undefined && range !== here);
  CSS.highlights.set('phr-found', new Highlight(...others.filter((one) => one !== undefined)));
  CSS.highlights.set('phr-found-here', new Highlight(...(here === undefined ? [] : [here])));
  here?.startContainer.parentElement?.scrollIntoView({ block: 'center', inline: 'center' });
}

function rangeOf(elements: readonly HTMLElement[], { from, to }: Place): Range | undefined {
  const first = elements[from.piece]?.firstChild;
  const last = elements[to.piece]?.firstChild;
  if (!(first instanceof Text) || !(last instanceof Text)) return undefined;
  if (from.offset > first.length || to.offset > last.length) return undefined;
  const range = new Range();
  range.setStart(first, from.offset);
  range.setEnd(last, to.offset);
  return range;
}
