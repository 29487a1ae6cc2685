import type { CardList, CardListName } from './text-card-content.ts';

/** Characters of an entry that has to be shortened, the ellipsis among them. */
const shortenedLength = 60;

/**
 * What gives way first when a card is too long, and how many entries stay at this turn.
 * Allergies come last, and everything else goes before the first of them.
 */
const turns: readonly { readonly name: CardListName; readonly keep: number }[] = [
  { name: 'sources', keep: 2 },
  { name: 'problems', keep: 6 },
  { name: 'contact', keep: 1 },
  { name: 'implants', keep: 2 },
  { name: 'medicines', keep: 8 },
  { name: 'problems', keep: 3 },
  { name: 'sources', keep: 0 },
  { name: 'wishes', keep: 1 },
  { name: 'medicines', keep: 4 },
  { name: 'problems', keep: 0 },
  { name: 'contact', keep: 0 },
  { name: 'implants', keep: 0 },
  { name: 'wishes', keep: 0 },
  { name: 'medicines', keep: 0 },
];
const lastTurns = [{ name: 'allergies', keep: 0 }] as const;

/**
 * The fullest version of the lists for which `fits` answers yes: whole; else with long entries cut short; else with
 * entries dropped one by one from the least important end; allergies are cut short, then dropped, only after all else.
 * @returns `undefined` where not even empty lists fit
 */
export function fitLists(
  whole: readonly CardList[],
  fits: (lists: readonly CardList[]) => boolean,
): readonly CardList[] | undefined {
  for (const lists of everShorter(whole)) if (fits(lists)) return lists;
  return undefined;
}

function* everShorter(whole: readonly CardList[]): Generator<readonly CardList[]> {
  yield whole;
  let lists = whole.map((list) => (list.name === 'allergies' ? list : shortenEntries(list)));
  yield lists;
  for (const turn of turns) yield* dropping(lists, turn, (shorter) => (lists = shorter));
  lists = lists.map(shortenEntries);
  yield lists;
  for (const turn of lastTurns) yield* dropping(lists, turn, (shorter) => (lists = shorter));
}

function* dropping(
  lists: CardList[],
  { name, keep }: { readonly name: CardListName; readonly keep: number },
  onDropped: (lists: CardList[]) => void,
): Generator<readonly CardList[]> {
  let current = lists;
  const length = () => current.find((list) => list.name === name)?.shown.length ?? 0;
  while (length() > keep) {
    current = current.map((list) => (list.name === name ? dropLast(list) : list));
    onDropped(current);
    yield current;
  }
}

function dropLast(list: CardList): CardList {
  const shown = list.shown.slice(0, -1);
  const shortened = shown.filter((entry) => entry.endsWith(ellipsis)).length;
  return {
    ...list,
    shown,
    dropped: list.dropped + 1,
    shortened: Math.min(list.shortened, shortened),
  };
}

const ellipsis = '…';

function shortenEntries(list: CardList): CardList {
  const shown = list.shown.map(shorten);
  const shortened = shown.filter((entry, index) => entry !== list.shown[index]).length;
  return { ...list, shown, shortened: list.shortened + shortened };
}

/** Whole words of `entry` as far as they go, and an ellipsis; a single overlong word is cut between characters. */
function shorten(entry: string): string {
  const characters = [...entry];
  if (characters.length <= shortenedLength) return entry;
  const start = characters.slice(0, shortenedLength - 1).join('');
  const lastSpace = start.lastIndexOf(' ');
  return `${lastSpace > 0 ? start.slice(0, lastSpace) : start}${ellipsis}`;
}
