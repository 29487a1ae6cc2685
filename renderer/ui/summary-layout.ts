import type { ItemView, SectionView } from '../../shared/summary/view.ts';

/** Whether the items would be hard to read in half the width. */
export function isLong(items: readonly ItemView[]): boolean {
  const words = items.map((item) =>
    [item.title, ...item.details.map((detail) => detail.words)].join(' '),
  );
  return words.join('').length / items.length > 120;
}

/** Small enough to stand beside another one, in half the width. */
export function isSmall({ items }: SectionView): boolean {
  return items.length <= 5 && !isLong(items) && items.every((item) => item.range === undefined);
}

/** Which of the blocks stand in half the width: two small ones that follow each other. A small one alone takes the whole. */
export function halves(small: readonly boolean[]): readonly boolean[] {
  const half: boolean[] = [];
  while (half.length < small.length) {
    const pair = small[half.length] === true && small[half.length + 1] === true;
    half.push(...(pair ? [true, true] : [false]));
  }
  return half;
}
