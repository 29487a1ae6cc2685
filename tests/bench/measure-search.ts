import type { Page } from 'playwright';
import { recordPage } from '../e2e/pages/record-page.ts';
import { goTo } from '../e2e/pages/places.ts';
import { median } from './statistics.ts';
import { timed } from './stopwatch.ts';

/** What people type: a test, a medicine, a beginning, two words, a place, a year, a misspelling, nothing that is there. */
const queries = [
  'glucose',
  'metformin',
  'chol',
  'm',
  'body weight',
  'blood pressure',
  'whitmoor surgery',
  '2019',
  'penicillin',
  'hypertensive disorder',
  'paracetmol',
  'xylophone',
];

export type SearchTimes = {
  /** While the search is still being made ready. */
  readonly first: number;
  readonly median: number;
  readonly worst: number;
  /** The same list without a search. */
  readonly bare: number;
};

const status = 'main [role=status]';

/** Milliseconds from the click to the list of all entries. */
export function measureList(window: Page): Promise<number> {
  const span = { from: 'click', until: status, saying: 'newest first' } as const;
  return timed(window, span, () => goTo(window, 'Record'));
}

/** Searches the whole record, which was unlocked a moment ago. */
export async function measureSearch(window: Page): Promise<SearchTimes> {
  await goTo(window, 'Record');
  const page = recordPage(window);
  const search = (words: string) =>
    timed(window, { from: 'input', until: status, saying: `for “${words}”` }, () =>
      page.search(words),
    );
  const list = () =>
    timed(window, { from: 'input', until: status, saying: 'newest first' }, () => page.search(''));
  const first = await search('ramipril');
  const bare = [await list()];
  const times: number[] = [];
  for (const words of queries) {
    times.push(await search(words));
    bare.push(await list());
  }
  return { first, median: median(times), worst: Math.max(...times), bare: median(bare) };
}
