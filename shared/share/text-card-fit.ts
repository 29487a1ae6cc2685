import {
  cardLists,
  moreMark,
  oneLine,
  type TextCardEntry,
  type TextCardList,
  type TextCardListName,
  type TextCardContent,
} from './text-card-content.ts';

/** How much of an entry is said: an index into its wordings; the last where there are fewer. */
const brief = 0;
const short = 1;
const long = 2;
const whole = 3;

/** The lists that share what room the allergies leave: one entry of each first, then these two, then the others. */
const medicinesAndProblems = ['medicines', 'problems'] as const;
const others = ['important', 'wishes', 'implants', 'contact', 'sources'] as const;

/** A list with the wording chosen for each entry; `undefined` where it is only counted. */
type ChosenList = {
  readonly name: TextCardListName;
  readonly entries: readonly TextCardEntry[];
  readonly depths: readonly (number | undefined)[];
};
type Layout = readonly ChosenList[];
type Fits = (layout: Layout) => boolean;

/**
 * The lists as they go onto a card, in breadth before depth: every current entry is named before any says more; where
 * not all can be named, allergies are, and the others share what room is left. Then come the longer wordings in order
 * of importance, and last what is no longer so.
 * @returns `undefined` where not even empty lists fit
 */
export function fitLists(
  content: TextCardContent,
  fits: (lists: readonly TextCardList[]) => boolean,
): readonly TextCardList[] | undefined {
  const layoutFits: Fits = (layout) => fits(layout.map(asList));
  const start = startsOf(content).find(layoutFits);
  if (start === undefined) return undefined;
  const named = withNames(start, layoutFits);
  return withPast(withDetails(named, layoutFits), layoutFits).map(asList);
}

/** The wanted ways to begin, best first. What leaves no room for the count of past entries may have room for themselves. */
function startsOf(content: TextCardContent): Layout[] {
  const layoutOf = (
    depthOf: (name: TextCardListName, entry: TextCardEntry) => number | undefined,
  ) =>
    cardLists.map(({ name }) => {
      const entries = (content[name] ?? []).flatMap(asLines);
      const depths = entries.map((entry) => (isRemark(entry) ? brief : depthOf(name, entry)));
      return { name, entries, depths };
    });
  return [
    layoutOf((_, entry) => (isPast(entry) ? undefined : short)),
    layoutOf(() => short),
    layoutOf((_, entry) => (isPast(entry) ? undefined : brief)),
    layoutOf(() => brief),
    layoutOf((name) => (name === 'allergies' ? brief : undefined)),
    layoutOf(() => undefined),
  ];
}

/** An entry on one line in each wording; none where it says nothing. */
function asLines({ wordings, past = false, ...entry }: TextCardEntry): TextCardEntry[] {
  const [first, ...longer] = wordings;
  const lines: TextCardEntry['wordings'] = [oneLine(first), ...longer.map(oneLine)];
  return lines.at(-1) === '' ? [] : [{ ...entry, wordings: lines, past }];
}

/**
 * Every allergy, and something of everything; then what the allergies did; then medicines and problems until nothing
 * more fits; then the rest of the others.
 */
function withNames(start: Layout, fits: Fits): Layout {
  const allergies = placed(start, unnamed(start, 'allergies'), fits);
  if (unnamed(allergies, 'allergies').length > 0) return allergies;
  // Whether to resuscitate is asked before anything else.
  const grave = ['wishes' as const, ...cardLists.map(({ name }) => name)].flatMap((name) =>
    placesOf(allergies, name, (entry, depth) => depth === undefined && entry.first === true),
  );
  const first = [...medicinesAndProblems, ...others].flatMap((name) =>
    unnamed(allergies, name).slice(0, 1),
  );
  const something = placed(placed(allergies, grave, fits), first, fits);
  const reactions = placed(something, shallower(something, 'allergies', short), fits);
  const graveDoses = shallower(reactions, 'medicines', short, (entry) => entry.first === true);
  const dosed = placed(reactions, graveDoses, fits);
  const most = placed(dosed, inShares(dosed, medicinesAndProblems), fits);
  return placed(most, inShares(most, others), fits);
}

/** What is still to be named, so that at any point the same share of each list is; the more important list first. */
function inShares(layout: Layout, names: readonly TextCardListName[]): Place[] {
  return names
    .flatMap((name) =>
      unnamed(layout, name).map((place, index, { length }) => ({
        place,
        share: (index + 1) / length,
      })),
    )
    .toSorted((a, b) => a.share - b.share)
    .map(({ place }) => place);
}

function withDetails(named: Layout, fits: Fits): Layout {
  const deepened = (layout: Layout, name: TextCardListName, depth: number) =>
    placed(layout, shallower(layout, name, depth), fits);
  const inAllLists = (layout: Layout, depth: number) =>
    cardLists.reduce((deeper, { name }) => deepened(deeper, name, depth), layout);
  const reactions = deepened(inAllLists(named, short), 'allergies', long);
  // No dose while the room for it would name what a whole list holds.
  if (reactions.some(isSilent)) return reactions;
  const doses = deepened(reactions, 'medicines', long);
  return inAllLists(inAllLists(doses, long), whole);
}

function withPast(detailed: Layout, fits: Fits): Layout {
  return cardLists.reduce((layout, { name }) => {
    if (unnamed(layout, name).length > 0) return layout;
    const past = placesOf(layout, name, (entry, depth) => depth === undefined && isPast(entry));
    return placed(layout, past, fits);
  }, detailed);
}

/** Where an entry stands, and how much of it is to be said. */
type Place = { readonly name: TextCardListName; readonly index: number; readonly depth: number };

/** The layout with as many of these places taken, in their order, as fit. */
function placed(layout: Layout, places: readonly Place[], fits: Fits): Layout {
  return places.reduce((fitting, place) => {
    const fuller = fitting.map((list) =>
      list.name === place.name
        ? { ...list, depths: list.depths.with(place.index, place.depth) }
        : list,
    );
    return fits(fuller) ? fuller : fitting;
  }, layout);
}

function placesOf(
  layout: Layout,
  name: TextCardListName,
  isWanted: (entry: TextCardEntry, depth: number | undefined) => boolean,
): Place[] {
  const list = layout.find((one) => one.name === name);
  return (list?.entries ?? []).flatMap((entry, index) =>
    isWanted(entry, list?.depths[index]) ? { name, index, depth: brief } : [],
  );
}

/** The current entries of a list that are only counted. */
function unnamed(layout: Layout, name: TextCardListName): Place[] {
  return placesOf(layout, name, (entry, depth) => depth === undefined && !isPast(entry));
}

/** The entries of a list that could say more at this depth. */
function shallower(
  layout: Layout,
  name: TextCardListName,
  depth: number,
  isWanted: (entry: TextCardEntry) => boolean = () => true,
): Place[] {
  return placesOf(
    layout,
    name,
    (entry, at) =>
      isWanted(entry) &&
      at !== undefined &&
      at < depth &&
      wordingAt(entry, at) !== wordingAt(entry, depth),
  ).map((place) => ({ ...place, depth }));
}

/** Whether a list names nothing although it has something current. */
function isSilent({ entries, depths }: ChosenList): boolean {
  const own = entries.flatMap((entry, index) =>
    isRemark(entry) ? [] : [{ entry, depth: depths[index] }],
  );
  return own.some(({ entry }) => !isPast(entry)) && own.every(({ depth }) => depth === undefined);
}

function asList({ name, entries, depths }: ChosenList): TextCardList {
  const counted = entries.filter((_, index) => depths[index] === undefined);
  const shown = entries.flatMap((entry, index) => {
    const depth = depths[index];
    return depth === undefined
      ? []
      : { words: wordingAt(entry, depth), all: wordingAt(entry, whole) };
  });
  return {
    name,
    shown: shown.map(({ words, all }) => (words === all ? words : `${words}${moreMark}`)),
    dropped: counted.filter((entry) => !isPast(entry)).length,
    droppedPast: counted.filter(isPast).length,
    shortened: shown.filter(({ words, all }) => words !== all).length,
  };
}

function wordingAt({ wordings }: TextCardEntry, depth: number): string {
  return wordings[Math.min(depth, wordings.length - 1)] ?? wordings[0];
}

function isRemark(entry: TextCardEntry): boolean {
  return entry.isRemark === true;
}

function isPast({ past }: TextCardEntry): boolean {
  return past === true;
}
